//! What stands behind a position: roots, not articles. A range is never said as one number.

use std::borrow::Cow;

use super::Words;
use crate::domain::{
    dossier::Dossier,
    independence::{Range, Root, Support},
    text::Language,
};

impl Words {
    /// "1 independent root", "1 to 2 independent roots", "No root: cannot be traced".
    #[must_use]
    pub fn support(self, range: Range) -> String {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let (min, max) = (count(range.min), count(range.max));
        if max == 0 {
            self.say("support-none")
        } else if min == max {
            self.counted("support-roots", range.max)
        } else {
            let numbers = [("min", self.number(min).into()), ("number", self.number(max).into()), ("n", max.into())];
            self.tell("support-roots-range", &numbers)
        }
    }

    /// The same inside a sentence.
    pub(super) fn support_inside(self, range: Range) -> String {
        if range.max == 0 { self.say("support-none-inside") } else { self.support(range) }
    }

    /// "5 documents, 1 to 2 independent roots".
    #[must_use]
    pub fn support_line(self, support: &Support) -> String {
        let roots = self.support_inside(support.range);
        let documents = self.documents(support.documents);
        self.tell("support-line", &[("documents", documents.into()), ("roots", roots.into())])
    }

    /// "2 roots, one channel: everything passed through the Guardian"; `None` where nothing is to be warned of.
    #[must_use]
    pub fn channel_warning(self, dossier: &Dossier, support: &Support) -> Option<String> {
        let [channel] = support.channels.as_slice() else { return None };
        (support.roots.len() > 1).then(|| {
            let roots = i64::try_from(support.roots.len()).unwrap_or(i64::MAX);
            let channel = self.source_in_sentence(dossier, *channel);
            let number = self.number(roots);
            let arguments = [("n", roots.into()), ("number", number.into()), ("channel", channel.into())];
            self.tell("support-one-channel", &arguments)
        })
    }

    /// "through the Guardian and the Sun".
    #[must_use]
    pub fn channels(self, dossier: &Dossier, support: &Support) -> String {
        let names: Vec<String> =
            support.channels.iter().map(|&channel| self.source_in_sentence(dossier, channel)).collect();
        self.fill("support-through", "channels", &self.list(&names))
    }

    /// The name of source number `source`. Where it names a protected source, which the edition of the case gives to
    /// those with the right alone, it says so and says what everybody else sees.
    #[must_use]
    pub fn source(self, dossier: &Dossier, source: usize) -> Cow<'_, str> {
        let source = &dossier.sources()[source];
        let name = source.name.to(self.language);
        match source.shields() {
            None => name.into(),
            Some(public) => {
                let public = public.to(self.language);
                self.tell("source-identified", &[("name", name.into()), ("public", public.into())]).into()
            }
        }
    }

    /// The name of a root. A circle of relays has none: nobody is known to have said it.
    #[must_use]
    pub fn root(self, dossier: &Dossier, root: Root) -> String {
        if root.is_circular { self.say("root-circular") } else { self.source(dossier, root.source).into_owned() }
    }

    /// The same inside a sentence: "the Guardian", "an SDF military official".
    #[must_use]
    pub fn source_in_sentence(self, dossier: &Dossier, source: usize) -> String {
        let name = self.source(dossier, source);
        let is_article =
            self.language == Language::English && ["The ", "An ", "A "].iter().any(|article| name.starts_with(article));
        if is_article { name[..1].to_lowercase() + &name[1..] } else { name.into_owned() }
    }
}
