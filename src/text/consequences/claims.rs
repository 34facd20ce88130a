//! What would follow for one claim: where it stands, what it fits and contradicts, where it comes from.

use super::{LINES_MAX, Line, Mark, Telling};
use crate::{
    domain::{
        analysis::{Letter, QuestionAnalysis},
        comparison::Relation,
        consequence::{Act, Conflict, Effect, Order, Weight},
        disagreement::Gap,
        dossier::Dossier,
        question::{AnswerKind, Cardinality},
        shift::Fate,
    },
    text::numbers::capitalised,
};

/// The most sources that are named in one sentence.
const NAMES_MAX: usize = 3;

impl Telling<'_> {
    /// Where the claim would stand, or stood.
    pub(super) fn place(&self, effect: &Effect) -> Line {
        let words = self.words;
        if !effect.is_committal {
            let key =
                if effect.act == Act::Leaves { "consequence-left-non-committal" } else { "consequence-non-committal" };
            return Line { mark: Mark::State, head: words.say(key), rest: None };
        }
        let letters = if effect.act == Act::Leaves { &effect.stood } else { &effect.stands };
        let mark = letters.first().map_or(Mark::State, |letter| Mark::Position(*letter));
        if effect.is_guest && effect.act != Act::Leaves {
            return Line { mark: Mark::State, head: words.say("consequence-guest"), rest: None };
        }
        let was_only = self.consequence.before.as_ref().is_none_or(|before| before.positions.len() < 2);
        let (head, rest) = match (effect.act, letters.as_slice()) {
            (_, []) => (words.say("consequence-no-position"), None),
            (Act::Leaves, _) if was_only => (words.say("consequence-leaves-only"), None),
            (Act::Leaves, [letter]) => (words.fill("consequence-leaves", "letter", &words.letter(*letter)), None),
            (Act::Leaves, _) => (words.fill("consequence-leaves-several", "letters", &self.letters(letters)), None),
            (_, [letter]) => self.place_in(effect, *letter),
            (_, _) => (words.fill("consequence-in-several", "letters", &self.letters(letters)), None),
        };
        Line { mark, head, rest }
    }

    /// The claim is in one position: it starts it, joins it, stays in it or moves to it.
    fn place_in(&self, effect: &Effect, letter: Letter) -> (String, Option<String>) {
        let words = self.words;
        let name = words.letter(letter);
        let shift = self.consequence.shifts.iter().find(|shift| shift.after == Some(letter));
        let is_opened = shift.is_some_and(|shift| shift.fate == Fate::Opened);
        let is_alone = effect.fits.is_empty();
        let is_only = self.consequence.after.as_ref().is_some_and(|after| after.positions.len() == 1);
        let came_from = shift.and_then(|shift| shift.before);
        match (effect.act, effect.stood.as_slice()) {
            (Act::Changes, [was]) if came_from == Some(*was) => {
                let key = if is_only { "consequence-stays-only" } else { "consequence-stays" };
                (words.fill(key, "letter", &name), None)
            }
            (Act::Changes, [was]) if !is_opened && !is_only => {
                let names = [("from", words.letter(*was).into()), ("to", name.into())];
                (words.tell("consequence-moves", &names), None)
            }
            _ if is_opened && is_alone => {
                let key = if is_only { "consequence-only-answer" } else { "consequence-starts" };
                (words.fill(key, "letter", &name), Some(words.say("consequence-nobody-else")))
            }
            _ if is_opened => (words.fill("consequence-starts", "letter", &name), None),
            _ => {
                let arguments = [("letter", name.into()), ("value", self.joined(letter, came_from).into())];
                let key = if is_only { "consequence-joins-only" } else { "consequence-joins" };
                (words.tell(key, &arguments), None)
            }
        }
    }

    /// What a position that is joined said before, else what it would say.
    fn joined(&self, letter: Letter, came_from: Option<Letter>) -> String {
        let (before, after) = (self.consequence.before.as_ref(), self.consequence.after.as_ref());
        match (before.zip(came_from), after) {
            (Some((before, letter)), _) => self.label(self.sides.before, before, letter),
            (None, Some(after)) => self.label(self.sides.after, after, letter),
            (None, None) => String::new(),
        }
    }

    /// What the position called `letter` says, by the name it goes by on the page of the question.
    fn label(&self, dossier: &Dossier, analysis: &QuestionAnalysis, letter: Letter) -> String {
        let Some(position) = analysis.positions.get(letter.number()) else { return String::new() };
        let asked = &dossier.questions()[analysis.question];
        // Where answers add up, no single claim says what the position does.
        if asked.cardinality == Cardinality::Many || asked.answer == AnswerKind::Text {
            return self.words.position(dossier, analysis, position);
        }
        if self.words.is_said_by_headline(dossier, analysis, position) {
            return self.words.claim_value_in_sentence(dossier, position.headline);
        }
        self.words.denotation_in_sentence(dossier, analysis.question, &position.denotation)
    }

    pub(super) fn conflicts(&self, effect: &Effect) -> Vec<Line> {
        let Some(after) = self.consequence.after.as_ref().filter(|_| effect.act != Act::Leaves) else {
            return Vec::new();
        };
        let conflict =
            |conflict: &Conflict| Line { mark: Mark::Conflict, head: self.conflict(after, conflict), rest: None };
        let mut lines: Vec<Line> = effect.conflicts.iter().take(LINES_MAX).map(conflict).collect();
        if effect.conflicts.len() > LINES_MAX {
            let more = self.words.counted("consequence-conflicts-more", effect.conflicts.len() - LINES_MAX);
            lines.push(Line { mark: Mark::Conflict, head: more, rest: None });
        }
        lines
    }

    /// "It is 112 to 121 days before position A, “10 January 2019”."
    fn conflict(&self, analysis: &QuestionAnalysis, conflict: &Conflict) -> String {
        let words = self.words;
        let kind = self.sides.after.questions()[analysis.question].answer;
        let (key, measure) = match (conflict.gap, words.distance_in_sentence(conflict.gap), conflict.order) {
            (_, Some(gap), Some(Order::Lower)) if kind == AnswerKind::Time => ("consequence-conflict-earlier", gap),
            (_, Some(gap), Some(Order::Higher)) if kind == AnswerKind::Time => ("consequence-conflict-later", gap),
            (_, Some(gap), _) => ("consequence-conflict-apart", gap),
            (Some(Gap::Quantity { ratio, difference }), _, Some(order)) => {
                self.quantity(kind, ratio, difference, order)
            }
            _ => ("consequence-conflict", String::new()),
        };
        let letter = words.letter(conflict.letter);
        // A distance is measured from what all claims of the position leave together.
        let value = match (conflict.gap, analysis.positions.get(conflict.letter.number())) {
            (Some(_), Some(position)) => words.measured_in_sentence(self.sides.after, analysis.question, position),
            _ => self.label(self.sides.after, analysis, conflict.letter),
        };
        words.tell(key, &[("gap", measure.into()), ("letter", letter.into()), ("value", value.into())])
    }

    /// How much more or less: as a ratio, rounded down since it is the least there is, where that says anything.
    fn quantity(&self, kind: AnswerKind, ratio: Option<f64>, difference: i64, order: Order) -> (&'static str, String) {
        let least = ratio.map_or(1.0, |ratio| (ratio * 10.0).floor() / 10.0);
        match order {
            Order::Lower if least > 1.0 => ("consequence-conflict-times-less", self.words.decimal(least)),
            Order::Higher if least > 1.0 => ("consequence-conflict-times-more", self.words.decimal(least)),
            // The difference of two durations is in seconds, which nobody would read.
            _ if kind != AnswerKind::Count => ("consequence-conflict", String::new()),
            Order::Lower => ("consequence-conflict-less", self.words.number(difference)),
            Order::Higher => ("consequence-conflict-more", self.words.number(difference)),
        }
    }

    /// Where the claim comes from, and whether that is somebody new.
    pub(super) fn provenance(&self, effect: &Effect) -> Vec<Line> {
        let (words, from) = (self.words, &effect.provenance);
        let dossier = self.dossier(effect);
        if effect.act == Act::Leaves {
            if !from.is_root_alone || from.weight == Weight::Untraceable || !effect.is_committal {
                return Vec::new();
            }
            let root = words.source_in_sentence(dossier, from.root.source);
            let head = words.fill("consequence-root-gone", "root", &root);
            return vec![Line { mark: Mark::NoRoot, head, rest: None }];
        }
        let is_unnamed = self.sides.unnamed.contains(&from.root.source);
        let root = words.source_in_sentence(dossier, from.root.source);
        let (mark, key) = match (from.weight, from.is_root_alone) {
            (Weight::Untraceable, _) if is_unnamed => (Mark::NoRoot, "consequence-root-unnamed"),
            (Weight::Untraceable, _) => (Mark::NoRoot, "consequence-root-untraceable"),
            (Weight::Circular, _) => (Mark::NoRoot, "consequence-root-circular"),
            (Weight::Unattributed, true) => (Mark::Root, "consequence-root-unattributed"),
            (Weight::Root, true) => (Mark::Root, "consequence-root-new"),
            (Weight::Unattributed | Weight::Root, false) => (Mark::Root, "consequence-root-known"),
        };
        let rest = match from.weight {
            Weight::Untraceable if is_unnamed => Some(words.say("consequence-root-unnamed-why")),
            Weight::Untraceable | Weight::Circular => None,
            Weight::Unattributed if from.is_root_alone => Some(words.say("consequence-root-unattributed-why")),
            _ if from.root.speaker != from.root.source => {
                let speaker = words.source_in_sentence(dossier, from.root.speaker);
                let arguments = [("speaker", speaker.into()), ("root", root.clone().into())];
                Some(capitalised(&words.tell("consequence-speaks-for", &arguments)))
            }
            _ => None,
        };
        let mut lines = vec![Line { mark, head: capitalised(&words.fill(key, "root", &root)), rest }];
        let is_own_channel = from.channel == from.root.source || self.sides.unnamed.contains(&from.channel);
        if !is_own_channel {
            let key = if from.is_channel_alone { "consequence-channel-new" } else { "consequence-channel-known" };
            let channel = words.source_in_sentence(dossier, from.channel);
            lines.push(Line { mark: Mark::Root, head: words.fill(key, "channel", &channel), rest: None });
        }
        lines
    }

    /// The case in which the claim of `effect` is counted.
    fn dossier(&self, effect: &Effect) -> &Dossier {
        if effect.act == Act::Leaves { self.sides.before } else { self.sides.after }
    }

    /// What the claim fits and contradicts, by how it does.
    pub(super) fn relations(&self, effect: &Effect) -> Vec<Line> {
        if effect.act == Act::Leaves {
            return Vec::new();
        }
        let of = |wanted: Relation| -> Vec<usize> {
            effect.fits.iter().filter(|(_, found)| *found == wanted).map(|(claim, _)| *claim).collect()
        };
        let mut groups: Vec<(Relation, Vec<usize>)> = [
            Relation::Agree,
            Relation::Refines,
            Relation::RefinedBy,
            Relation::Overlap,
            Relation::MeetAtOnePoint,
            Relation::WithinTolerance,
        ]
        .map(|relation| (relation, of(relation)))
        .into();
        groups.push((Relation::Conflict, effect.contradicts.clone()));
        groups.push((Relation::Undetermined, effect.undetermined.clone()));
        groups.retain(|(_, claims)| !claims.is_empty());
        let line = |(relation, claims): (Relation, Vec<usize>)| {
            let mark = match relation {
                Relation::Conflict => Mark::Conflict,
                Relation::Undetermined => Mark::Warning,
                _ => Mark::Fits,
            };
            let key = format!("consequence-relation-{}", relation.word().replace('_', "-"));
            let claims_said = self.words.claims(claims.len());
            let names = self.speakers(effect, &claims);
            let arguments = [("claims", claims_said.into()), ("names", names.into())];
            Line { mark, head: self.words.tell(&key, &arguments), rest: None }
        };
        groups.into_iter().map(line).collect()
    }

    /// The sources at the head of the chains of `claims`, each once, the first few by name.
    fn speakers(&self, effect: &Effect, claims: &[usize]) -> String {
        let dossier = self.dossier(effect);
        let mut names: Vec<String> = Vec::new();
        for &claim in claims {
            let name = self.words.source_in_sentence(dossier, dossier.chain_of(claim)[0]);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.len() > NAMES_MAX {
            let others = self.words.counted("consequence-others", names.len() - NAMES_MAX + 1);
            names.truncate(NAMES_MAX - 1);
            names.push(others);
        }
        self.words.list(&names)
    }

    /// That the claim retells, or stands on record already.
    pub(super) fn repeats(&self, effect: &Effect) -> Vec<Line> {
        if effect.act == Act::Leaves {
            return Vec::new();
        }
        let (words, dossier) = (self.words, self.dossier(effect));
        let mut lines = Vec::new();
        if !effect.repeats.is_empty() {
            let head = words.say("consequence-repeats");
            lines.push(Line { mark: Mark::Repeat, head, rest: None });
        }
        if !effect.retells.is_empty() {
            let mut titles: Vec<String> = Vec::new();
            for &original in &effect.retells {
                let publisher = dossier.chain_of(original).last().copied();
                let name = publisher.map(|publisher| words.source_in_sentence(dossier, publisher));
                titles.extend(name.filter(|name| !titles.contains(name)));
            }
            let head = words.fill("consequence-retells", "publishers", &words.list(&titles));
            lines.push(Line { mark: Mark::Repeat, head, rest: Some(words.say("consequence-retells-why")) });
        }
        lines
    }
}
