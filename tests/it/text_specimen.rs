//! The shipped case in words: every value and reading, every disagreement, the report, in both languages.

use counterpoint::{
    domain::{analysis::Analysis, dossier::Dossier, text::Language},
    exchange::case_file,
    text::{Words, explanation::wordings, report::report},
};

fn specimen() -> Dossier {
    case_file::read_dossier(include_bytes!("../data/baghdadi-2019.json")).expect("the shipped case is sound")
}

#[test]
fn every_value_of_the_shipped_case_is_said_in_both_languages() {
    let dossier = specimen();
    let mut lines: Vec<String> = Vec::new();
    for (claim, record) in dossier.claims().iter().enumerate() {
        for language in Language::ALL {
            let words = Words::of(language);
            let reading = words.reading(&dossier, claim);
            let value = words.claim_value(&dossier, claim);
            let inside = words.claim_value_in_sentence(&dossier, claim);
            lines.push(format!("{:14} {value} | {inside} | {}", record.id.as_str(), reading.as_deref().unwrap_or("-")));
        }
    }
    lines.dedup_by(|a, b| a[14..] == b[14..]);
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn every_disagreement_of_the_shipped_case_is_explained_in_both_languages() {
    let dossier = specimen();
    let analysis = Analysis::of(&dossier, None);
    let mut lines: Vec<String> = Vec::new();
    for question in analysis.disagreements() {
        lines.push(format!("# {}", dossier.questions()[question.question].id));
        for language in Language::ALL {
            let words = Words::of(language);
            let (gap, sentence) = (words.gap(&dossier, question), words.gap_sentence(&dossier, question));
            lines.push(format!("{} / {} / {sentence}", gap.big, gap.small.as_deref().unwrap_or("-")));
            for position in &question.positions {
                let name = words.position(&dossier, question, position);
                let bounds = words.denotation(&dossier, question.question, &position.denotation);
                let support = words.support_line(&position.support);
                let warning = words.channel_warning(&dossier, &position.support);
                let letter = words.letter(position.letter);
                lines.push(format!("{letter} {name} | {bounds} | {support} | {}", warning.as_deref().unwrap_or("-")));
            }
            lines.extend(words.explanation(&dossier, question));
        }
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_report_of_the_shipped_case_reads_well_in_both_languages() {
    let dossier = specimen();
    let analysis = Analysis::of(&dossier, None);
    for language in Language::ALL {
        let text = report(&dossier, &analysis, Words::of(language));
        insta::assert_snapshot!(format!("report_{}", language.tag()), text);
    }
}

#[test]
fn the_words_of_the_analysis_have_no_directional_marks_and_follow_its_order() {
    let dossier = specimen();
    let analysis = Analysis::of(&dossier, None);
    let wordings = wordings(&dossier, &analysis);
    assert_eq!(wordings.len(), analysis.questions.len());
    for (wording, question) in wordings.iter().zip(&analysis.questions) {
        assert_eq!(wording.positions.len(), question.positions.len());
        assert_eq!(wording.explanation.is_some(), question.is_contested());
        for sentence in wording.positions.iter().chain(&wording.explanation) {
            for text in [&sentence.en, &sentence.ar] {
                assert!(!text.is_empty() && !text.contains(['\u{2068}', '\u{2069}']), "{text}");
            }
        }
    }
}
