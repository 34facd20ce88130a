//! What positions and gaps are said to be: never more, less or other than what was measured.

use counterpoint::{
    domain::{
        analysis::{Analysis, QuestionAnalysis},
        claim::{Claim, Stance},
        dossier::Dossier,
        question::{AnswerKind, Cardinality, Question},
        source::SourceKind,
        text::Language,
    },
    text::{Words, report::report},
};

use crate::support::{
    app::TestApp,
    sketch::{Sketch, option},
};

/// A case with the question `q`, and a witness of its own for each of `claims`: the value, with `!` before a denial.
fn sketch(kind: AnswerKind, claims: &[&str], set: impl FnOnce(&mut Question)) -> Sketch {
    let mut sketch = Sketch::new();
    sketch.outlets(&["paper"]);
    sketch.document("report", "paper", "2020-01-01", &[]);
    for id in ["g", "h", "i"] {
        sketch.entity(id, None);
    }
    sketch.entity("g1", Some("g"));
    sketch.question("q", kind, set);
    for (number, said) in claims.iter().enumerate() {
        let witness = format!("witness-{number}");
        sketch.source(&witness, SourceKind::Person, |_| ());
        let set = |claim: &mut Claim| {
            if said.starts_with('!') {
                claim.stance = Stance::Denies;
            }
        };
        let value = said.trim_start_matches('!');
        sketch.claim(&format!("claim-{number}"), "q", value, (&[&witness, "paper"], "report"), set);
    }
    sketch
}

fn yes_or_no(question: &mut Question) {
    question.options = vec![option("yes", None), option("no", None)];
}

fn many(question: &mut Question) {
    question.cardinality = Cardinality::Many;
}

/// What is said of the only question, in English and in Arabic, without directional marks.
fn said(sketch: &Sketch, say: impl Fn(Words, &Dossier, &QuestionAnalysis) -> Vec<String>) -> [String; 2] {
    let dossier = sketch.dossier();
    let analysis = Analysis::of(&dossier, None);
    Language::ALL.map(|language| {
        let words = Words::of(language);
        words.plain(say(words, &dossier, &analysis.questions[0]).join(" "))
    })
}

fn positions(sketch: &Sketch) -> [String; 2] {
    said(sketch, |words, dossier, question| {
        question.positions.iter().map(|position| words.position(dossier, question, position)).collect()
    })
}

fn explanation(sketch: &Sketch) -> [String; 2] {
    said(sketch, Words::explanation)
}

#[test]
fn the_gap_under_two_witnesses_is_their_own_and_that_of_the_furthest_has_their_letters() {
    let dates = sketch(AnswerKind::Time, &["2019-01-01", "2019-01-03", "2019-01-09"], |_| ());
    let [english, arabic] = explanation(&dates);
    assert!(english.contains("they are 2 days apart. The furthest apart are A and C: 8 days."), "{english}");
    assert!(arabic.contains("لا وقت مشترك بينهما: بين الروايتين يومان."), "{arabic}");
    assert!(arabic.contains("الأبعد بينها الروايتان أ وج: 8 أيام."), "{arabic}");
    let counts = sketch(AnswerKind::Count, &["5", "9", "2"], |_| ());
    let [english, _] = explanation(&counts);
    assert!(english.contains("one is at least 1.8 times the other. The furthest apart are"), "{english}");
    assert!(english.contains("one is at least 4.5 times the other. The question"), "{english}");
}

#[test]
fn where_the_witnesses_are_the_furthest_the_gap_is_told_once() {
    let [english, _] = explanation(&sketch(AnswerKind::Time, &["2019-01-01", "2019-01-09"], |_| ()));
    assert!(english.contains("they are 8 days apart. The question"), "{english}");
    assert!(english.contains("they cannot both hold"), "{english}");
}

#[test]
fn a_denial_is_no_distance_from_anything() {
    let [english, arabic] = explanation(&sketch(AnswerKind::Time, &["2019-01-10", "!2019-01"], |_| ()));
    assert!(english.contains("They have no answer in common."), "{english}");
    assert!(arabic.contains("لا إجابة مشتركة بينهما."), "{arabic}");
}

#[test]
fn a_sentence_about_two_positions_names_what_was_measured() {
    let dates = sketch(AnswerKind::Time, &["2018-09", "2018-09", "2018-09-11/2018-09-20", "2019-01-10"], |_| ());
    let [english, _] = said(&dates, |words, dossier, question| vec![words.gap_sentence(dossier, question)]);
    assert_eq!(english, "11–20 September 2018 and 10 January 2019 are 112 to 121 days apart");
}

#[test]
fn an_undisputed_answer_is_what_all_claims_leave_together() {
    let time = |claims: &[&str]| positions(&sketch(AnswerKind::Time, claims, |_| ()));
    assert_eq!(time(&["../2019-01-05", "2019-01-05/.."])[0], "5 January 2019");
    assert_eq!(time(&["2019-01-10~", "2019-01-12", "2019-01-15~"])[0], "12 January 2019");
    assert_eq!(time(&["2019-01-10~", "2019-01-10~"])[0], "About 10 January 2019");
    let choice = positions(&sketch(AnswerKind::Choice, &["!yes", "!no"], yes_or_no));
    assert_eq!(choice, ["Neither “yes” nor “no”", "لا «yes» ولا «no»"]);
    let entity = positions(&sketch(AnswerKind::Entity, &["g", "!g1"], |_| ()));
    assert_eq!(entity, ["g, but not g1", "g، باستثناء g1"]);
    assert_eq!(positions(&sketch(AnswerKind::Entity, &["!g", "!h", "!i"], |_| ()))[0], "None of g, h or i");
}

#[test]
fn what_a_retelling_adds_to_the_words_of_one_root_is_no_answer() {
    let mut counts = sketch(AnswerKind::Count, &[">=70000"], |_| ());
    counts.claim("retold", "q", "70000", (&["witness-0", "paper"], "report"), |_| ());
    assert_eq!(positions(&counts)[0], "At least 70,000");
}

#[test]
fn accounts_that_meet_on_one_day_only_say_so_in_the_report() {
    let dates = sketch(AnswerKind::Time, &["../2019-01-05", "2019-01-05/.."], |_| ());
    let dossier = dates.dossier();
    let report = |language| report(&dossier, &Analysis::of(&dossier, None), Words::of(language));
    let english = report(Language::English);
    assert!(english.contains("5 January 2019. Their accounts meet on one day only."), "{english}");
    assert!(report(Language::Arabic).contains("لا تلتقي رواياتهم إلا في يوم واحد."));
}

#[test]
fn an_undisputed_answer_that_hangs_on_tolerance_says_so() {
    let [english, arabic] = explanation(&sketch(AnswerKind::Time, &["2019-01-10~", "2019-01-12"], |_| ()));
    assert_eq!(english, "These claims fit together only within tolerance: 2 positions if every word is read strictly.");
    assert!(arabic.contains("هامش التسامح"), "{arabic}");
    assert_eq!(explanation(&sketch(AnswerKind::Time, &["2019-01-10", "2019-01-10"], |_| ()))[0], "");
}

#[test]
fn answers_that_add_up_are_joined_with_and_and_denials_are_named() {
    let members = positions(&sketch(AnswerKind::Entity, &["g", "h", "!g1"], many));
    assert_eq!(members, ["g and h; not g1", "g وh؛ مع نفي g1"]);
    assert_eq!(positions(&sketch(AnswerKind::Time, &["2019-01", "2019-03"], many))[0], "January 2019 and March 2019");
}

#[test]
fn statements_nobody_compared_are_counted_and_none_speaks_for_the_others() {
    let two = positions(&sketch(AnswerKind::Text, &["A said yes", "B said no"], |_| ()));
    assert_eq!(two, ["2 statements, not compared", "نصّان لم يُقارَن بينهما"]);
    assert_eq!(positions(&sketch(AnswerKind::Text, &["A said yes", "A said yes"], |_| ()))[0], "A said yes");
}

#[tokio::test]
async fn a_page_tells_the_support_of_each_answer_and_calls_the_rest_a_total() {
    let app = TestApp::of(sketch(AnswerKind::Entity, &["g", "h", "!g1"], many).records).await;
    let page = app.get("/cases/case/questions/q?lang=en").await;
    assert_eq!(page.text(".pos h2 > span:last-child"), "g and h; not g1");
    assert_eq!(page.texts(".named li"), ["g: 1 independent root", "h: 1 independent root"]);
    assert_eq!(page.text(".sup"), "3 independent roots in all");
}

#[tokio::test]
async fn pages_say_where_an_undisputed_answer_hangs_on_tolerance() {
    let app = TestApp::of(sketch(AnswerKind::Time, &["2019-01-10~", "2019-01-12"], |_| ()).records).await;
    let page = app.get("/cases/case/questions/q?lang=en").await;
    assert!(page.text(".lede").contains("2 positions if every word is read strictly"), "{}", page.text(".lede"));
    assert_eq!(page.text(".pos h2 > span:last-child"), "12 January 2019");
    let case = app.get("/cases/case?lang=en").await;
    assert!(case.joined("main").contains("fit together only within tolerance; 2 positions if read strictly"));
}

#[tokio::test]
async fn a_ruler_names_what_it_draws() {
    let said = ["2018-09", "2018-09", "2018-09-11/2018-09-20", "2019-01-10"];
    let app = TestApp::of(sketch(AnswerKind::Time, &said, |_| ()).records).await;
    let page = app.get("/cases/case/questions/q?lang=en").await;
    let ruler = page.joined(".ruler");
    assert!(ruler.contains("11–20 September 2018") && !ruler.contains("A September 2018"), "{ruler}");
}
