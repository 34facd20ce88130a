//! Labels: what each closed set of words is called on the page. The message is named after the word of the case file.

use super::{Words, numbers::Case};
use crate::domain::{
    analysis::{State, Warning},
    assessment::AssessmentStatus,
    case::Visibility,
    certainty::Degree,
    claim::{Basis, Credibility, Stance},
    disagreement::{Kind, SeverityLabel},
    dossier::Dossier,
    entity::EntityKind,
    policy::Rule,
    question::AnswerKind,
    source::{Reliability, Source, SourceKind},
    token::Scope,
};

impl Words {
    /// "Disputed", "One source".
    #[must_use]
    pub fn state(self, state: State) -> String {
        self.word("state-", state.word())
    }

    /// What the state means, in one sentence.
    #[must_use]
    pub fn state_sentence(self, state: State) -> String {
        self.word("state-sentence-", state.word())
    }

    /// "Rival sources", "Lost in relay".
    #[must_use]
    pub fn kind(self, kind: Kind) -> String {
        self.word("kind-", kind.word())
    }

    /// What the kind of disagreement means, in one sentence.
    #[must_use]
    pub fn kind_sentence(self, kind: Kind) -> String {
        self.word("kind-sentence-", kind.word())
    }

    /// "Minor", "Moderate", "Major".
    #[must_use]
    pub fn severity(self, label: SeverityLabel) -> String {
        self.word("severity-", label.word())
    }

    /// What a token may be used for: "Read".
    #[must_use]
    pub fn scope(self, scope: Scope) -> String {
        self.say(scope_keys(scope)[0])
    }

    /// The same in one sentence.
    #[must_use]
    pub fn scope_sentence(self, scope: Scope) -> String {
        self.say(scope_keys(scope)[1])
    }

    /// What a reader is warned of, in one sentence.
    #[must_use]
    pub fn warning(self, warning: Warning) -> String {
        self.word("warning-", warning.word())
    }

    /// "Asserts", "Denies".
    #[must_use]
    pub fn stance(self, stance: Stance) -> String {
        self.word("stance-", stance.word())
    }

    /// How the root knows: "Witnessed", "Told by others", "Not stated".
    #[must_use]
    pub fn basis(self, basis: Basis) -> String {
        self.word("basis-", basis.word())
    }

    /// How sure the source says it is.
    #[must_use]
    pub fn certainty(self, degree: Degree) -> String {
        self.say(match degree {
            Degree::Possible => "certainty-possible",
            Degree::Probable => "certainty-probable",
            Degree::Certain => "certainty-certain",
        })
    }

    /// "Official, unnamed", "Group, unnamed", "Eyewitness, named".
    #[must_use]
    pub fn source_kind(self, source: &Source) -> String {
        let is_spoken = matches!(source.kind, SourceKind::Official | SourceKind::Eyewitness | SourceKind::Person);
        // A protected source is named to those with the right alone, and to everybody else it has no name.
        let is_unnamed = source.is_anonymous || (source.is_protected && source.shields().is_none());
        match (is_spoken, is_unnamed, source.is_plural) {
            (true, true, true) => self.say("source-group-unnamed"),
            (true, true, false) => self.word("source-unnamed-", source.kind.word()),
            (true, false, _) => self.word("source-named-", source.kind.word()),
            (false, ..) => self.source_kind_alone(source.kind),
        }
    }

    /// "Official", "Outlet".
    #[must_use]
    pub fn source_kind_alone(self, kind: SourceKind) -> String {
        self.word("source-kind-", kind.word())
    }

    /// "A date or a time", "A place".
    #[must_use]
    pub fn answer_kind(self, kind: AnswerKind) -> String {
        self.word("answer-", kind.word())
    }

    /// "Person", "Group", "Organisation".
    #[must_use]
    pub fn entity_kind(self, kind: EntityKind) -> String {
        self.word("entity-", kind.word())
    }

    /// "Public", "Internal", "Private".
    #[must_use]
    pub fn visibility(self, visibility: Visibility) -> String {
        self.word("visibility-", visibility.word())
    }

    /// "Unresolved", "Explained", "Leaning", "Settled".
    #[must_use]
    pub fn assessment_status(self, status: AssessmentStatus) -> String {
        self.word("assessment-", status.word())
    }

    /// The meaning of the letter of an Admiralty grade: "B: usually reliable".
    #[must_use]
    pub fn reliability(self, reliability: Reliability) -> String {
        self.word("reliability-", reliability.word())
    }

    /// The meaning of the digit of an Admiralty grade: "2: probably so".
    #[must_use]
    pub fn credibility(self, credibility: Credibility) -> String {
        self.word("credibility-", &credibility.digit().to_string())
    }

    /// What a row of the tolerance table says when it stands at `value`.
    #[must_use]
    pub fn rule(self, rule: Rule, value: f64) -> String {
        self.fill(&format!("rule-{}", rule.name()), "amount", &self.rule_amount(rule, value))
    }

    /// What the row `rule` says in the case of `dossier`.
    #[must_use]
    pub fn rule_of(self, dossier: &Dossier, rule: Rule) -> String {
        self.rule(rule, dossier.case().policy.value(rule))
    }

    /// The value of a row with its unit: "5 days", "10 km", "90%".
    #[must_use]
    pub fn rule_amount(self, rule: Rule, value: f64) -> String {
        let unit = rule.name().rsplit('-').next().unwrap_or_default();
        let number = self.decimal(value);
        let counted = |key: &str| match whole(value) {
            Some(n) => self.units(key, n, Case::Genitive),
            // A fraction takes the form of many in both languages.
            None => {
                self.tell(key, &[("n", 100.into()), ("number", number.clone().into()), ("case", "genitive".into())])
            }
        };
        match unit {
            "days" => counted("unit-days"),
            "years" => counted("unit-years"),
            "minutes" => counted("unit-minutes"),
            "km" => self.fill("unit-km", "number", &number),
            "percent" => self.fill("unit-percent", "number", &number),
            _ => number,
        }
    }

    /// The message of a word: `not-stated` and `one_source` are written alike.
    fn word(self, prefix: &str, word: &str) -> String {
        self.say(&format!("{prefix}{}", word.replace('_', "-")))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the table allows at most a million")]
fn whole(value: f64) -> Option<i64> {
    (value.fract() == 0.0).then_some(value as i64)
}

/// The messages of a scope: its name, and what it means.
fn scope_keys(scope: Scope) -> [&'static str; 2] {
    match scope {
        Scope::Read => ["scope-read", "scope-read-hint"],
        Scope::Write => ["scope-write", "scope-write-hint"],
        Scope::Assess => ["scope-assess", "scope-assess-hint"],
        Scope::SeeIdentity => ["scope-see-identity", "scope-see-identity-hint"],
        Scope::Own => ["scope-own", "scope-own-hint"],
        Scope::Admin => ["scope-admin", "scope-admin-hint"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{policy::Policy, text::Language};

    #[test]
    fn every_word_has_a_label_in_both_languages() {
        let policy = Policy::standard();
        for words in Language::ALL.map(Words::of) {
            let mut said: Vec<String> = Vec::new();
            said.extend(State::ALL.iter().flat_map(|state| [words.state(*state), words.state_sentence(*state)]));
            said.extend(Kind::ALL.iter().flat_map(|kind| [words.kind(*kind), words.kind_sentence(*kind)]));
            said.extend(SeverityLabel::ALL.iter().map(|label| words.severity(*label)));
            said.extend(Warning::ALL.iter().map(|warning| words.warning(*warning)));
            said.extend(Stance::ALL.iter().map(|stance| words.stance(*stance)));
            said.extend(Basis::ALL.iter().map(|basis| words.basis(*basis)));
            said.extend(SourceKind::ALL.iter().map(|kind| words.source_kind_alone(*kind)));
            said.extend(AnswerKind::ALL.iter().map(|kind| words.answer_kind(*kind)));
            said.extend(EntityKind::ALL.iter().map(|kind| words.entity_kind(*kind)));
            said.extend(Visibility::ALL.iter().map(|visibility| words.visibility(*visibility)));
            said.extend(AssessmentStatus::ALL.iter().map(|status| words.assessment_status(*status)));
            said.extend(Reliability::ALL.iter().map(|reliability| words.reliability(*reliability)));
            said.extend((1..=6).filter_map(|digit| Credibility::new(digit).ok()).map(|digit| words.credibility(digit)));
            said.extend([Degree::Possible, Degree::Probable, Degree::Certain].map(|degree| words.certainty(degree)));
            said.extend(Rule::ALL.iter().map(|rule| words.rule(*rule, policy.value(*rule))));
            insta::assert_snapshot!(format!("labels_{}", words.language().tag()), said.join("\n"));
        }
    }
}
