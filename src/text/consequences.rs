//! What would follow, in sentences: one line for everything that a change of the records makes of a question.

use super::Words;
use crate::domain::{
    analysis::{Letter, QuestionAnalysis},
    assessment::Changes,
    calendar::{Day, UtcOffset},
    candidate::Trial,
    consequence::{Act, Consequence},
    dossier::Dossier,
    independence::Range,
    judged::Stale,
    shift::{Fate, Shift, Turn},
};

mod claims;

/// The most lines of one sort; of more, only the number is said.
const LINES_MAX: usize = 4;

/// What a line is about, which decides its symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The state of the question after the change.
    State,
    /// Answers that cannot both be true.
    Conflict,
    /// A position, by the letter it would have; by the one it had, where it ends.
    Position(Letter),
    /// What stands behind the answer.
    Root,
    /// Nobody stands behind the answer.
    NoRoot,
    /// Answers that can hold together.
    Fits,
    /// Something that is on record already.
    Repeat,
    /// A reader should be warned.
    Warning,
    /// A judgement that was signed.
    Assessment,
}

/// One thing that would follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub mark: Mark,
    /// The first sentence: what follows.
    pub head: String,
    /// A second sentence: why, or what it means.
    pub rest: Option<String>,
}

/// The case before and after a change, and the sources that only stand in for somebody not yet named.
#[derive(Clone, Copy)]
pub struct Sides<'a> {
    /// The case as it is.
    pub before: &'a Dossier,
    /// The case as it would be.
    pub after: &'a Dossier,
    /// The sources that stand in, by number after the change.
    pub unnamed: &'a [usize],
}

impl<'a> Sides<'a> {
    /// The sides of a trial on `before`.
    #[must_use]
    pub fn of(before: &'a Dossier, trial: &'a Trial) -> Self {
        Self { before, after: trial.study.dossier(), unnamed: &trial.unnamed }
    }
}

/// One consequence as it is put into words.
struct Telling<'a> {
    words: Words,
    sides: Sides<'a>,
    consequence: &'a Consequence,
}

impl Words {
    /// Everything that follows, the most important first; one line that says so where nothing does.
    #[must_use]
    pub fn consequence(self, sides: Sides<'_>, consequence: &Consequence) -> Vec<Line> {
        let telling = Telling { words: self, sides, consequence };
        if consequence.is_nothing() {
            return vec![Line { mark: Mark::State, head: self.say("consequence-nothing"), rest: None }];
        }
        let mut lines = vec![telling.turn()];
        for effect in &consequence.effects {
            lines.extend(telling.conflicts(effect));
            lines.push(telling.place(effect));
            lines.extend(telling.provenance(effect));
            lines.extend(telling.relations(effect));
            lines.extend(telling.repeats(effect));
        }
        lines.extend(telling.shifts());
        lines.extend(telling.kinds());
        lines.extend(telling.warnings());
        lines.extend(telling.judgements());
        lines
    }

    /// "Someone not yet named".
    #[must_use]
    pub fn unnamed_link(self) -> String {
        self.say("candidate-unnamed")
    }
}

impl Telling<'_> {
    fn turn(&self) -> Line {
        let consequence = self.consequence;
        let (asked, positions) = match (&consequence.after, &consequence.before) {
            (Some(after), _) => (&self.sides.after.questions()[after.question], after.positions.len()),
            (None, Some(before)) => (&self.sides.before.questions()[before.question], 0),
            (None, None) => return Line { mark: Mark::State, head: String::new(), rest: None },
        };
        let question = asked.text.to(self.words.language());
        let positions = i64::try_from(positions).unwrap_or(i64::MAX);
        let key = format!("consequence-turn-{}", consequence.turn.word().replace('_', "-"));
        let number = self.words.number(positions);
        let arguments = [("question", question.into()), ("n", positions.into()), ("number", number.into())];
        let head = self.words.tell(&key, &arguments);
        let is_said = matches!(consequence.turn, Turn::AddsPositions | Turn::RemovesPositions | Turn::LastAnswerGone);
        let rest = (!is_said).then(|| self.words.state_sentence(consequence.state_after()));
        Line { mark: Mark::State, head, rest }
    }

    fn letters(&self, letters: &[Letter]) -> String {
        let letters: Vec<String> = letters.iter().map(|letter| self.words.letter(*letter)).collect();
        self.words.list(&letters)
    }

    /// What becomes of the positions, beyond what the claims themselves do to them.
    fn shifts(&self) -> Vec<Line> {
        let positions = |side: &Option<QuestionAnalysis>| side.as_ref().map_or(0, |side| side.positions.len());
        let (was_only, is_only) = (positions(&self.consequence.before) < 2, positions(&self.consequence.after) < 2);
        // Of a question that nobody disputes a reader has met no letters.
        let is_unlettered =
            |shift: &Shift| shift.fate == Fate::Ended && was_only || shift.fate == Fate::Opened && is_only;
        let is_told = |shift: &&Shift| {
            is_unlettered(shift)
                || shift.fate == Fate::Opened
                    && self.consequence.effects.iter().any(|effect| {
                        effect.act != Act::Leaves && effect.stands.len() == 1 && Some(effect.stands[0]) == shift.after
                    })
        };
        let moved: Vec<&Shift> =
            self.consequence.shifts.iter().filter(|shift| !shift.is_unmoved() && !is_told(shift)).collect();
        let mut lines: Vec<Line> = moved.iter().take(LINES_MAX).flat_map(|shift| self.shift(shift)).collect();
        if moved.len() > LINES_MAX {
            let head = self.words.counted("consequence-shifts-more", moved.len() - LINES_MAX);
            lines.push(Line { mark: Mark::State, head, rest: None });
        }
        lines
    }

    fn shift(&self, shift: &Shift) -> Vec<Line> {
        let words = self.words;
        let letter = |letter: Option<Letter>| letter.map_or_else(String::new, |letter| words.letter(letter));
        let mark = shift.after.or(shift.before).map_or(Mark::State, Mark::Position);
        let related = self.letters(&shift.related);
        let one_way =
            |key: &str, name: String| words.tell(key, &[("letter", name.into()), ("others", related.clone().into())]);
        let head = match (shift.fate, shift.related.is_empty()) {
            (Fate::Opened, true) => one_way("consequence-opens", letter(shift.after)),
            (Fate::Opened, false) => one_way("consequence-splits", letter(shift.after)),
            (Fate::Ended, true) => one_way("consequence-ends", letter(shift.before)),
            (Fate::Ended, false) => one_way("consequence-merges", letter(shift.before)),
            (Fate::Kept, _) => return self.kept(shift, mark),
        };
        vec![Line { mark, head, rest: None }]
    }

    /// A position that stays: perhaps with another letter, perhaps with more or less behind it.
    fn kept(&self, shift: &Shift, mark: Mark) -> Vec<Line> {
        let words = self.words;
        let (Some(before), Some(after)) = (shift.before, shift.after) else { return Vec::new() };
        let positions = |analysis: &Option<QuestionAnalysis>| analysis.as_ref().map_or(0, |side| side.positions.len());
        let is_lettered = positions(&self.consequence.before) > 1 && positions(&self.consequence.after) > 1;
        let mut lines = Vec::new();
        if before != after && is_lettered {
            let letters = [("from", words.letter(before).into()), ("to", words.letter(after).into())];
            lines.push(Line { mark, head: words.tell("consequence-renamed", &letters), rest: None });
        }
        let ranges = shift.support_before.zip(shift.support_after);
        if let Some((was, is)) = ranges.filter(|_| !(shift.gained.is_empty() && shift.lost.is_empty())) {
            lines.push(Line { mark: Mark::Root, head: self.support(after, was, is), rest: None });
        } else if let Some((was, is)) = ranges.filter(|(was, is)| was != is) {
            lines.push(Line { mark: Mark::Root, head: self.support(after, was, is), rest: None });
        }
        lines
    }

    /// "Behind position B: 1 independent root before, 1 to 2 independent roots after."
    fn support(&self, letter: Letter, was: Range, is: Range) -> String {
        let words = self.words;
        let said = |range: Range| words.support_inside(range);
        let is_only = self.consequence.after.as_ref().is_none_or(|after| after.positions.len() < 2);
        let key = match (is_only, was == is) {
            (true, true) => "consequence-support-only-same",
            (true, false) => "consequence-support-only",
            (false, true) => "consequence-support-same",
            (false, false) => "consequence-support",
        };
        let letter = words.letter(letter);
        words.tell(key, &[("letter", letter.into()), ("before", said(was).into()), ("after", said(is).into())])
    }

    fn kinds(&self) -> Vec<Line> {
        let (words, consequence) = (self.words, self.consequence);
        let begun = consequence.kinds_begun.iter().map(|kind| Line {
            mark: Mark::Conflict,
            head: words.fill("consequence-kind-begun", "kind", &words.kind(*kind)),
            rest: Some(words.kind_sentence(*kind)),
        });
        let ended = consequence.kinds_ended.iter().map(|kind| Line {
            mark: Mark::State,
            head: words.fill("consequence-kind-ended", "kind", &words.kind(*kind)),
            rest: None,
        });
        begun.chain(ended).collect()
    }

    /// The judgements that would go stale, each with the first reason that a reader would give.
    fn judgements(&self) -> Vec<Line> {
        let words = self.words;
        let line = |stale: &Stale| {
            let signed = Day::of_second(stale.signed_at.as_second(), UtcOffset::UTC);
            let said = [("by", stale.by.as_str().into()), ("date", words.date(signed).into())];
            let Changes { added, gone, edited, .. } = &stale.changes;
            let rest = match (edited.len(), gone.len(), added.len()) {
                (0, 0, 0) => words.say("consequence-stale-positions"),
                (0, 0, added) => words.counted("consequence-stale-added", added),
                (0, gone, _) => words.counted("consequence-stale-gone", gone),
                (edited, ..) => words.counted("consequence-stale-edited", edited),
            };
            Line { mark: Mark::Assessment, head: words.tell("consequence-stale", &said), rest: Some(rest) }
        };
        let all = &self.consequence.stale;
        let mut lines: Vec<Line> = all.iter().take(LINES_MAX).map(line).collect();
        if all.len() > LINES_MAX {
            let head = words.counted("consequence-stale-more", all.len() - LINES_MAX);
            lines.push(Line { mark: Mark::Assessment, head, rest: None });
        }
        lines
    }

    fn warnings(&self) -> Vec<Line> {
        let (words, consequence) = (self.words, self.consequence);
        let begun = consequence.warnings_begun.iter().map(|warning| Line {
            mark: Mark::Warning,
            head: words.warning(*warning),
            rest: None,
        });
        let ended = consequence.warnings_ended.iter().map(|warning| Line {
            mark: Mark::State,
            head: words.fill("consequence-warning-ended", "warning", &words.warning(*warning)),
            rest: None,
        });
        begun.chain(ended).collect()
    }
}
