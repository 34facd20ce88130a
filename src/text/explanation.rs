//! Explanations in sentences: how each value was read, how far apart they are, and what a strict reading would change.

use fluent_templates::fluent_bundle::FluentValue;

use super::Words;
use crate::domain::{
    analysis::{Analysis, Letter, QuestionAnalysis},
    claim::Stance,
    disagreement::Gap,
    dossier::Dossier,
    explanation::{Sentence, Step, Wording, steps},
    policy::Rule,
    reading::Sets,
};

impl Words {
    /// Why the claims on a contested question cannot all hold, one sentence a step. For other questions at most one: that
    /// they hold together only within tolerance.
    #[must_use]
    pub fn explanation(self, dossier: &Dossier, analysis: &QuestionAnalysis) -> Vec<String> {
        let said = steps(dossier, analysis);
        said.iter().map(|step| self.step(dossier, step)).filter(|sentence| !sentence.is_empty()).collect()
    }

    fn step(self, dossier: &Dossier, step: &Step) -> String {
        match *step {
            Step::Read { claim, rule, is_by_hand } => self.step_read(dossier, claim, rule, is_by_hand),
            Step::Apart { witnesses, gap } => self.step_apart(dossier, witnesses, gap),
            Step::Furthest { letters, positions, gap } => self.step_furthest(letters, positions, gap),
            Step::OneEvent { event, witnesses } => {
                let event = dossier.events()[event].title.to(self.language());
                self.tell("explain-one-event", &[("event", event.into()), ("is_pair", yes_or_no(witnesses == 2))])
            }
            Step::Strict { tolerant: 1, strict } => {
                self.fill("explain-strict-undisputed", "strict", &self.positions(strict))
            }
            Step::Strict { tolerant, strict } => {
                let (tolerant, strict) = (self.positions(tolerant), self.positions(strict));
                self.tell("explain-strict", &[("tolerant", tolerant.into()), ("strict", strict.into())])
            }
        }
    }

    fn step_read(self, dossier: &Dossier, claim: usize, rule: Option<Rule>, is_by_hand: bool) -> String {
        let value = self.claim_value(dossier, claim);
        if dossier.claims()[claim].stance == Stance::Denies {
            return self.fill("explain-denied", "value", &self.bare_value(dossier, claim));
        }
        let is_named = !matches!(dossier.reading(claim).members.first(), Some(Sets::Axis { .. } | Sets::Areas(_)));
        // What "many" and "near" were read as says the row of the table already.
        let rule = rule.filter(|rule| !matches!(rule, Rule::ManyEnvelope | Rule::ManyCore | Rule::Near));
        match (self.reading(dossier, claim), rule) {
            (Some(reading), _) if is_by_hand => {
                self.tell("explain-by-hand", &[("value", value.into()), ("reading", reading.into())])
            }
            (Some(reading), Some(rule)) => {
                let rule = self.rule_of(dossier, rule);
                self.tell(
                    "explain-rule",
                    &[("value", value.into()), ("reading", reading.into()), ("rule", rule.into())],
                )
            }
            (Some(reading), None) => self.tell("explain-read", &[("value", value.into()), ("reading", reading.into())]),
            (None, _) if is_named => self.fill("explain-answer", "value", &value),
            (None, _) => self.fill("explain-exact", "value", &value),
        }
    }

    fn step_apart(self, dossier: &Dossier, witnesses: usize, gap: Option<Gap>) -> String {
        let distance = self.distance_in_sentence(gap).unwrap_or_default();
        match gap {
            Some(Gap::Days(..) | Gap::Seconds(..)) => self.fill("explain-apart-time", "gap", &distance),
            Some(Gap::Distance { km: Some(_), common: Some(place), .. }) => {
                let place = dossier.places()[place].name.to(self.language());
                self.tell("explain-apart-inside", &[("gap", distance.into()), ("place", place.into())])
            }
            Some(Gap::Distance { km: Some(_), .. }) => self.fill("explain-apart-place", "gap", &distance),
            Some(Gap::Quantity { ratio: Some(ratio), .. }) if ratio > 1.0 => {
                self.fill("explain-apart-ratio", "ratio", &self.decimal(ratio))
            }
            _ => self.tell("explain-apart", &[("is_pair", yes_or_no(witnesses == 2))]),
        }
    }

    fn step_furthest(self, [a, b]: [Letter; 2], positions: usize, gap: Gap) -> String {
        let (key, name, value) = match (gap, self.distance_in_sentence(Some(gap))) {
            (_, Some(distance)) => ("explain-furthest", "gap", distance),
            (Gap::Quantity { ratio: Some(ratio), .. }, _) => ("explain-furthest-ratio", "ratio", self.decimal(ratio)),
            (Gap::Quantity { difference, .. }, _) => {
                ("explain-furthest-difference", "difference", self.number(difference))
            }
            _ => return String::new(),
        };
        let (a, b) = (self.letter(a).into(), self.letter(b).into());
        self.tell(key, &[("is_pair", yes_or_no(positions == 2)), ("a", a), ("b", b), (name, value.into())])
    }
}

fn yes_or_no(is_so: bool) -> FluentValue<'static> {
    if is_so { "yes".into() } else { "no".into() }
}

/// The words of every question of `analysis` in both languages, without directional marks: for the analysis as JSON.
#[must_use]
pub fn wordings(dossier: &Dossier, analysis: &Analysis) -> Vec<Wording> {
    analysis.questions.iter().map(|question| wording(dossier, question)).collect()
}

fn wording(dossier: &Dossier, question: &QuestionAnalysis) -> Wording {
    let in_all = |say: &dyn Fn(Words) -> String| {
        Sentence::in_all(|language| {
            let words = Words::of(language);
            words.plain(say(words))
        })
    };
    let positions = question
        .positions
        .iter()
        .map(|position| in_all(&|words| words.position(dossier, question, position)))
        .collect();
    let explanation = question.is_contested().then(|| in_all(&|words| words.explanation(dossier, question).join(" ")));
    Wording { positions, explanation }
}
