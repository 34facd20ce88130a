//! The page of an import, as it is printed.

use askama::Template;
use axum::http::StatusCode;

use super::{
    CONSTANTS, Chosen, constant_name, form_of,
    naming::{self, Named, Said},
    sentence,
};
use crate::{
    app::intake::{PlacedFault, Tried},
    domain::{access::Need, fault::FaultKind, record::Noun},
    exchange::intake::{self, Form, MadeSource, MappingFault, MappingPart, UnknownName},
    paths,
    text::{Words, consequences::Sides},
    web::{
        FormFields, InCase, Section, Shell, Visit,
        effects::{Effect, effects},
        short_page::{status, title},
        trail::Trail,
    },
};

/// The most faults that are listed.
const FAULTS_SHOWN: usize = 100;
/// The most questions whose consequences are listed.
const QUESTIONS_SHOWN: usize = 50;

/// The page.
#[derive(Template)]
#[template(path = "cases/import.html")]
pub(super) struct Shown {
    shell: Shell,
    trail: Trail,
    heading: String,
    action: String,
    summary: Vec<(String, String)>,
    summary_title: String,
    words: Words,
    kinds: Vec<Choice>,
    /// Merge or replace; empty where only one may be chosen.
    modes: Vec<Choice>,
    /// The mode that goes with the form from step to step.
    mode: String,
    kind: &'static str,
    /// What was chosen, where it travels with the form.
    text: String,
    /// The name under which it is kept where it does not, and what is said of that.
    kept: Option<(String, String)>,
    why: String,
    constants: Vec<(String, String, String)>,
    revision: i64,
    notice: Option<String>,
    /// Of a table its columns with what they may be.
    pub(super) columns: Vec<Column>,
    /// Of a table the names that no source has, or had.
    sources: Vec<Named>,
    /// Which of them still have none.
    unknown: Vec<String>,
    /// The names that are offered for them.
    offered: Vec<String>,
    /// The sources that would be made, in sentences.
    made: Vec<String>,
    /// What would follow.
    pub(super) preview: Option<Preview>,
    /// Whether nothing was chosen yet that could be read.
    is_first: bool,
}

/// One of several words.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) name: String,
    pub(super) hint: String,
    pub(super) is_chosen: bool,
}

/// A column of a table.
pub(super) struct Column {
    name: String,
    id: String,
    cells: Vec<String>,
    fields: Vec<Choice>,
}

/// What would follow.
pub(super) struct Preview {
    is_change: bool,
    counts: Vec<(String, [String; 5])>,
    contested: String,
    questions: Vec<(String, String, Vec<Effect>)>,
    more: Option<String>,
}

impl Shown {
    /// The page with what was typed.
    pub(super) fn of(visit: &Visit, case: &InCase, form: &FormFields, chosen: &Chosen) -> Self {
        let words = visit.words();
        let heading = words.say("import-heading");
        let kind = form.first("kind").unwrap_or_default().to_owned();
        let choice = |value: &str, key: &str, is_chosen: bool| Choice {
            value: value.to_owned(),
            name: words.say(key),
            hint: words.say(&format!("{key}-hint")),
            is_chosen,
        };
        let named = |name: &str| {
            choice(name, &format!("import-kind-{}", if name.is_empty() { "any" } else { name }), kind == name)
        };
        let kinds = [""].into_iter().chain(Form::ALL.map(Form::word)).map(named).collect();
        let mode = if form.text("mode") == "replace" { "replace" } else { "merge" };
        let modes = ["merge", "replace"].map(|word| choice(word, &format!("import-mode-{word}"), mode == word));
        let constants = CONSTANTS.map(|field| {
            let name = constant_name(field);
            (words.say(&format!("import-constant-{field}")), name.clone(), form.text(&name).to_owned())
        });
        Self {
            shell: case.shell(&title(words, &heading, false), Section::Cases),
            trail: Trail::of(case, &heading),
            heading,
            action: visit.reader.link_as_it_stands(&paths::import(case.case())),
            summary: Vec::new(),
            summary_title: words.say("people-errors"),
            words,
            kinds,
            modes: if case.rights.allow(Need::Own) { modes.into() } else { Vec::new() },
            mode: mode.to_owned(),
            kind: form_of(form, &chosen.text).word(),
            text: if chosen.kept.is_some() { String::new() } else { chosen.text.to_string() },
            kept: chosen.kept.clone().map(|kept| (kept, words.tell("import-kept", &[("size", size(chosen).into())]))),
            why: form.text("why").to_owned(),
            constants: constants.into(),
            revision: case.revision,
            notice: None,
            columns: Vec::new(),
            sources: Vec::new(),
            unknown: Vec::new(),
            offered: Vec::new(),
            made: Vec::new(),
            preview: None,
            is_first: true,
        }
    }

    pub(super) fn is_faulty(&self) -> bool {
        !self.summary.is_empty()
    }

    pub(super) fn status(&self) -> StatusCode {
        status(&self.summary)
    }

    /// What was chosen cannot be read at all.
    pub(super) fn refuse_text(&mut self, kind: &FaultKind) {
        let said = match kind {
            FaultKind::Empty => self.words.say("import-nothing-chosen"),
            kind => self.words.fault_kind(kind),
        };
        self.add("#f-text", said);
    }

    pub(super) fn refuse_why(&mut self, kind: &FaultKind) {
        let said = self.words.fault_kind(kind);
        self.add("#f-why", said);
    }

    /// Whether what was chosen may replace the case; else why not is noted.
    pub(super) fn may_replace(&mut self, case: &InCase, kind: Form) -> bool {
        let said = match kind {
            _ if !case.rights.allow(Need::Own) => self.words.fault_kind(&FaultKind::OwnersOnly),
            Form::Table => self.words.say("import-mode-replace-table"),
            Form::File | Form::Lines => return true,
        };
        self.add(if self.modes.is_empty() { "#f-text" } else { "#f-mode-replace" }, said);
        false
    }

    /// What was chosen is no longer kept.
    pub(super) fn gone(&mut self) {
        let said = self.words.say("import-gone");
        self.add("#f-file", said);
    }

    pub(super) fn refuse_columns(&mut self, faults: &[MappingFault]) {
        self.is_first = false;
        for fault in faults {
            let said = self.words.fault_kind(&fault.kind);
            let is_source = matches!(fault.part, MappingPart::Source | MappingPart::NewSource);
            self.add(if is_source { "#sources" } else { "#columns" }, said);
        }
    }

    /// The names of sources in a table: what is said of them, what is made of them, and which nobody knows.
    pub(super) fn named(
        &mut self,
        case: &InCase,
        form: &FormFields,
        said: &Said,
        (made, unknown): (&[MadeSource], &[UnknownName]),
    ) {
        self.sources = Named::all(case, form, said, unknown);
        self.offered = if self.sources.is_empty() { Vec::new() } else { naming::offered(case) };
        self.made = naming::made(case, self.words, made);
        self.unknown = unknown.iter().map(|it| it.name.clone()).collect();
        for (place, kind) in &said.faults {
            let said = self.words.fault_kind(kind);
            self.add(place, said);
        }
        if !unknown.is_empty() {
            let said = self.words.counted("import-sources-unknown", unknown.len());
            self.add("#sources", said);
        }
    }

    /// What was chosen has faults.
    pub(super) fn refuse(&mut self, faults: &[PlacedFault], case: &InCase) {
        let place = if self.columns.is_empty() { "#f-text" } else { "#columns" };
        self.is_first = self.columns.is_empty();
        // The names that nobody knows are told once, with a place to say who they are.
        let is_named = |fault: &&PlacedFault| match &fault.kind {
            FaultKind::UnknownReference { noun: "source", id, .. } => !self.unknown.contains(id),
            _ => true,
        };
        let faults: Vec<&PlacedFault> = faults.iter().filter(is_named).collect();
        for fault in faults.iter().take(FAULTS_SHOWN) {
            let said = sentence(case, fault);
            self.add(place, said);
        }
        if faults.len() > FAULTS_SHOWN {
            let more = self.words.counted("import-more-faults", faults.len() - FAULTS_SHOWN);
            self.add(place, more);
        }
    }

    /// Somebody wrote in the case since the preview.
    pub(super) fn outdated(&mut self) {
        self.notice = Some(self.words.say("import-outdated"));
    }

    pub(super) fn previewed(&mut self, preview: Preview) {
        self.is_first = false;
        self.preview = Some(preview);
    }

    fn add(&mut self, place: &str, said: String) {
        if self.summary.is_empty() {
            self.shell.title = title(self.words, &self.shell.title, true);
        }
        self.summary.push((place.to_owned(), said));
    }
}

/// How long a text is, in megabytes to one place.
fn size(chosen: &Chosen) -> String {
    let tenths = chosen.text.len().div_ceil(100_000);
    format!("{}.{}", tenths / 10, tenths % 10)
}

impl Column {
    /// The columns of a table with their first rows.
    pub(super) fn all(words: Words, heads: &[Vec<String>], chosen: &[Option<String>]) -> Vec<Self> {
        let fields = intake::fields();
        let header = heads.first().map(Vec::as_slice).unwrap_or_default();
        let column = |(number, name): (usize, &String)| {
            let own = chosen.get(number).cloned().flatten();
            let none = Choice {
                value: String::new(),
                name: words.say("import-column-ignored"),
                hint: String::new(),
                is_chosen: own.is_none(),
            };
            let choices = fields.iter().map(|field| Choice {
                value: field.clone(),
                name: field.clone(),
                hint: String::new(),
                is_chosen: own.as_ref() == Some(field),
            });
            Self {
                name: name.clone(),
                id: format!("column-{number}"),
                cells: heads.iter().skip(1).map(|row| row.get(number).cloned().unwrap_or_default()).collect(),
                fields: [none].into_iter().chain(choices).collect(),
            }
        };
        header.iter().enumerate().map(column).collect()
    }
}

impl Preview {
    /// What `tried` would do.
    pub(super) fn of(case: &InCase, tried: &Tried) -> Self {
        let (words, Tried { outcome, difference, after }) = (case.words(), tried);
        let number = |count: usize| words.number(i64::try_from(count).unwrap_or(i64::MAX));
        let of = |list: &[(Noun, String)], noun: Noun| list.iter().filter(|(known, _)| *known == noun).count();
        let counts = Noun::ALL.iter().filter_map(|&noun| {
            let all = [
                outcome.added.of(noun),
                outcome.updated.of(noun),
                outcome.unchanged.of(noun),
                outcome.left.of(noun),
                of(&outcome.withdrawn, noun),
            ];
            let name = words.say(&format!("activity-noun-{}", noun.word()));
            (noun != Noun::Case && all.iter().sum::<usize>() > 0 || all[1] > 0).then(|| (name, all.map(number)))
        });
        let sides = Sides { before: case.dossier(), after: after.study().dossier(), unnamed: &[] };
        let questions = difference.questions.iter().take(QUESTIONS_SHOWN).map(|consequence| {
            let asked = |dossier: &crate::domain::dossier::Dossier| {
                let number = dossier.question_number(&consequence.question)?;
                Some(case.text(&dossier.questions()[number].text).to_owned())
            };
            let text = asked(sides.after).or_else(|| asked(sides.before)).unwrap_or_default();
            let states = [
                ("before", words.state(consequence.state_before()).into()),
                ("after", words.state(consequence.state_after()).into()),
            ];
            let lines = words.consequence(sides, consequence);
            (text, words.tell("import-states", &states), effects(words, lines))
        });
        let contested = [
            ("before", number(difference.before.contested).into()),
            ("after", number(difference.after.contested).into()),
        ];
        let more = difference.questions.len().checked_sub(QUESTIONS_SHOWN).filter(|more| *more > 0);
        Self {
            is_change: outcome.is_change(),
            counts: counts.collect(),
            contested: words.tell("import-contested", &contested),
            questions: questions.collect(),
            more: more.map(|more| words.counted("import-more-questions", more)),
        }
    }
}
