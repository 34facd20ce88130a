//! The verdict: what a case amounts to, in a few sentences with numbers.

use std::collections::BTreeMap;

use super::Words;
use crate::domain::{analysis::Analysis, dossier::Dossier, independence::Origins};

impl Words {
    /// How much is disputed, what is corroborated, through which channel all of it came; `*words*` stand out. `None`
    /// where nobody answers anything.
    #[must_use]
    pub fn verdict(self, dossier: &Dossier, analysis: &Analysis, origins: &Origins) -> Option<String> {
        let answered = analysis.questions.iter().filter(|question| !question.visible.is_empty()).count();
        if answered == 0 {
            return None;
        }
        let contested = analysis.counts.contested;
        let number = self.number(i64::try_from(contested).unwrap_or(i64::MAX));
        let numbers =
            [("n", contested.into()), ("number", number.into()), ("questions", self.questions(answered).into())];
        let first = match (contested, answered) {
            (0, 1) => "verdict-agree-only",
            (0, _) => "verdict-agree",
            (_, 1) => "verdict-disagree-only",
            _ => "verdict-disagree",
        };
        let mut sentences =
            vec![self.tell(first, &numbers), self.counted("verdict-corroborated", analysis.counts.corroborated)];
        if let Some(channel) = self.one_channel(dossier, analysis, origins) {
            // An asterisk in somebody's name would make half of the sentence stand out.
            let channel = channel.replace('*', "\u{2217}");
            sentences.push(self.tell("verdict-one-channel", &[("channel", channel.into())]));
        }
        Some(sentences.join(" "))
    }

    /// The one channel that all accounts passed which somebody else relayed: two or more roots, none of them an outlet
    /// that speaks for itself.
    #[must_use]
    pub fn one_channel(self, dossier: &Dossier, analysis: &Analysis, origins: &Origins) -> Option<String> {
        let (channel, roots) = relayed(analysis, origins)?;
        (roots > 1).then(|| self.source_in_sentence(dossier, channel))
    }
}

/// The only channel of all relayed roots, and how many roots there are.
#[must_use]
pub fn relayed(analysis: &Analysis, origins: &Origins) -> Option<(usize, usize)> {
    let mut channels: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &claim in analysis.questions.iter().flat_map(|question| &question.visible) {
        let (root, channel) = (origins.root(claim), origins.channel(claim));
        if root.is_counted && root.source != channel {
            channels.entry(channel).or_default().push(root.source);
        }
    }
    let mut only = channels.into_iter();
    let (channel, mut roots) = only.next()?;
    roots.sort_unstable();
    roots.dedup();
    only.next().is_none().then_some((channel, roots.len()))
}
