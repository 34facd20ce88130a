//! Gaps in words: conflict headlines state the difference, not a label. "112–121 days apart", "2 or many".

use super::{
    Words,
    numbers::{Case, capitalised},
};
use crate::domain::{
    analysis::{Position, QuestionAnalysis},
    calendar::DAY_SECONDS,
    disagreement::Gap,
    dossier::Dossier,
    extent::Denotation,
    question::AnswerKind,
};

/// Two values are named in a headline only when they are no longer than this together.
const HEADLINE_CHARS: usize = 40;

/// Headlines take a dash in English, sentences a word.
#[derive(Clone, Copy)]
enum Style {
    Headline,
    Sentence,
}

/// How far apart the positions on a question are, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GapWords {
    /// The difference: "112–121 days", "2 or many", "Two answers".
    pub big: String,
    /// What goes with it in smaller letters: "apart".
    pub small: Option<String>,
}

impl Words {
    /// How far apart the positions on a contested question are; empty for other questions.
    #[must_use]
    pub fn gap(self, dossier: &Dossier, analysis: &QuestionAnalysis) -> GapWords {
        if analysis.positions.len() < 2 {
            return GapWords::default();
        }
        match self.distance(analysis.gap, Style::Headline) {
            Some(big) => GapWords { big, small: Some(self.say("gap-apart")) },
            None => GapWords { big: self.answers(dossier, analysis), small: None },
        }
    }

    /// The same as a whole sentence, without a full stop.
    #[must_use]
    pub fn gap_sentence(self, dossier: &Dossier, analysis: &QuestionAnalysis) -> String {
        if analysis.positions.len() < 2 {
            return String::new();
        }
        match self.distance_in_sentence(analysis.gap) {
            Some(distance) => self.apart_sentence(dossier, analysis, distance),
            None => self.answers_sentence(dossier, analysis),
        }
    }

    /// The same in one line: "112–121 days apart", "2 or many".
    #[must_use]
    pub fn gap_line(self, dossier: &Dossier, analysis: &QuestionAnalysis) -> String {
        let gap = self.gap(dossier, analysis);
        match gap.small {
            Some(small) => self.tell("gap-line", &[("big", gap.big.into()), ("small", small.into())]),
            None => gap.big,
        }
    }

    /// A gap in one line, where it is a distance: "112–121 days apart".
    #[must_use]
    pub fn distance_line(self, gap: Option<Gap>) -> Option<String> {
        let big = self.distance(gap, Style::Headline)?;
        Some(self.tell("gap-line", &[("big", big.into()), ("small", self.say("gap-apart").into())]))
    }

    /// The gap as a distance, where it is one.
    fn distance(self, gap: Option<Gap>, style: Style) -> Option<String> {
        match gap? {
            Gap::Days(least, most) => Some(self.apart("unit-days", least, most, style)),
            Gap::Seconds(least, most) => Some(self.seconds_apart(least, most, style)),
            Gap::Distance { km: Some((least, most)), .. } => Some(self.km_apart(least, most, style)),
            Gap::Distance { km: None, .. } | Gap::Quantity { .. } => None,
        }
    }

    /// The gap inside a sentence: "112 to 121 days".
    pub(super) fn distance_in_sentence(self, gap: Option<Gap>) -> Option<String> {
        self.distance(gap, Style::Sentence)
    }

    fn styled_range(self, from: &str, to: &str, style: Style) -> String {
        match style {
            Style::Headline => self.tight(from, to),
            Style::Sentence => self.spelt_range(from, to),
        }
    }

    /// "112–121 days", "at least 112 days".
    fn apart(self, unit: &str, least: i64, most: Option<i64>, style: Style) -> String {
        match most {
            Some(most) if most > least => {
                let number = self.styled_range(&self.number(least), &self.number(most), style);
                self.units_joined(unit, most, number)
            }
            Some(_) => self.units(unit, least, Case::Nominative),
            None => self.fill("quantity-at-least", "amount", &self.units(unit, least, Case::Nominative)),
        }
    }

    /// In the largest unit that says something: minutes below two hours, hours below two days.
    fn seconds_apart(self, least: i64, most: Option<i64>, style: Style) -> String {
        let (unit, seconds) = match least {
            ..=119 => ("unit-seconds", 1),
            120..=7_199 => ("unit-minutes", 60),
            7_200..=172_799 => ("unit-hours", 3_600),
            _ => ("unit-days", DAY_SECONDS),
        };
        let up = |most: i64| most / seconds + i64::from(most % seconds != 0);
        self.apart(unit, least / seconds, most.map(up), style)
    }

    /// "19–35 km": whole kilometres from one up, for the places are not known to the metre.
    fn km_apart(self, least: f64, most: f64, style: Style) -> String {
        let round = |km: f64| if km < 1.0 { self.decimal(km) } else { self.decimal(km.round()) };
        let (least, most) = (round(least), round(most));
        let km = if least == most { least } else { self.styled_range(&least, &most, style) };
        self.fill("unit-km", "number", &km)
    }

    fn apart_sentence(self, dossier: &Dossier, analysis: &QuestionAnalysis, distance: String) -> String {
        let is_place = dossier.questions()[analysis.question].answer == AnswerKind::Place;
        let key = if is_place { "gap-apart-places-sentence" } else { "gap-apart-sentence" };
        if let [a, b] = in_order(&analysis.positions).as_slice() {
            let said = |position: &Position| self.measured_in_sentence(dossier, analysis.question, position);
            let (a, b) = (said(a), said(b));
            let sentence = self.tell(key, &[("a", a.into()), ("b", b.into()), ("gap", distance.into())]);
            return capitalised(&sentence);
        }
        let positions = self.positions(analysis.positions.len());
        self.tell("gap-furthest-sentence", &[("positions", positions.into()), ("gap", distance.into())])
    }

    /// "2 or many", "No or Yes", "Two places", "3 answers".
    fn answers(self, dossier: &Dossier, analysis: &QuestionAnalysis) -> String {
        let kind = dossier.questions()[analysis.question].answer;
        let number = analysis.positions.len();
        let noun = match kind {
            AnswerKind::Place => return self.counted("gap-places", number),
            AnswerKind::Time => "gap-times",
            AnswerKind::Count | AnswerKind::Duration => "gap-figures",
            AnswerKind::Entity | AnswerKind::Choice | AnswerKind::Text => "gap-answers",
        };
        let said = |value: fn(Self, &Dossier, usize) -> String| -> Vec<String> {
            analysis.positions.iter().map(|position| value(self, dossier, position.headline)).collect()
        };
        let bare = said(Self::claim_value);
        let is_short = bare.iter().map(|value| value.chars().count()).sum::<usize>() <= HEADLINE_CHARS;
        let most = if matches!(kind, AnswerKind::Count | AnswerKind::Duration) { 3 } else { 2 };
        if number > most || !is_short {
            return self.counted(noun, number);
        }
        // "No or Yes" needs no quotation marks; “Kill him” or “Hand him over” does.
        let is_words = matches!(kind, AnswerKind::Choice | AnswerKind::Text);
        if is_words && bare.iter().all(|value| !value.contains(char::is_whitespace)) {
            return self.either(&bare);
        }
        capitalised(&self.either(&said(Self::claim_value_in_sentence)))
    }

    /// "A or B", put as a question in Arabic: «أ أم ب».
    fn either(self, said: &[String]) -> String {
        match said {
            [a, b] => self.tell("gap-either", &[("a", a.as_str().into()), ("b", b.as_str().into())]),
            _ => self.list_or(said),
        }
    }

    fn answers_sentence(self, dossier: &Dossier, analysis: &QuestionAnalysis) -> String {
        let said: Vec<String> = analysis
            .positions
            .iter()
            .map(|position| self.claim_value_in_sentence(dossier, position.headline))
            .collect();
        if let [a, b] = said.as_slice() {
            let sentence = self.tell("gap-both-sentence", &[("a", a.as_str().into()), ("b", b.as_str().into())]);
            return capitalised(&sentence);
        }
        capitalised(&self.fill("gap-all-sentence", "values", &self.list(&said)))
    }
}

/// Positions in order of their answers on the axis where they have one, else of their letters.
pub(super) fn in_order(positions: &[Position]) -> Vec<&Position> {
    let mut ordered: Vec<&Position> = positions.iter().collect();
    ordered.sort_by_key(|position| match &position.denotation {
        Denotation::Axis(spans) => spans.hull().map(|hull| (hull.lo(), hull.hi())),
        _ => None,
    });
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Language;

    #[test]
    fn distances_are_said_in_the_unit_that_says_most() {
        let distance = |km| Gap::Distance { km: Some(km), centres_km: None, common: None };
        let gaps = [
            Gap::Days(112, Some(121)),
            Gap::Days(112, Some(112)),
            Gap::Days(112, None),
            Gap::Days(1, Some(2)),
            Gap::Seconds(45, Some(90)),
            Gap::Seconds(5_400, Some(5_519)),
            Gap::Seconds(8_000, Some(12_000)),
            Gap::Seconds(200_000, None),
            distance((19.1, 35.1)),
            distance((0.3, 0.8)),
            distance((27.1, 27.2)),
        ];
        let said: Vec<String> = gaps
            .iter()
            .map(|gap| {
                let [english, arabic] = Language::ALL
                    .map(|language| Words::of(language).distance(Some(*gap), Style::Headline).unwrap_or_default());
                format!("{english} = {arabic}")
            })
            .collect();
        insta::assert_snapshot!(said.join("\n"));
    }
}
