//! What is denied, and what cannot be placed: who stands where, and who stands behind it.

use counterpoint::domain::{
    analysis::{Analysis, QuestionAnalysis, State},
    claim::{Claim, Stance},
    disagreement::Gap,
    extent::Denotation,
    independence::Range,
    question::AnswerKind,
    source::SourceKind,
    text::Text,
    value::place::Area,
};

use crate::support::sketch::{Sketch, desk};

/// One question that three people, one, two and three, answer through an outlet each.
fn three_people(answer: AnswerKind) -> Sketch {
    let mut sketch = desk(answer);
    for id in ["one", "two", "three"] {
        sketch.source(id, SourceKind::Eyewitness, |_| ());
    }
    sketch
}

/// Where each of the three people is heard.
const HEARD: [(&[&str], &str); 3] =
    [(&["one", "agency"], "wire"), (&["two", "paper"], "story"), (&["three", "rival"], "other")];

fn analysed(sketch: &Sketch) -> QuestionAnalysis {
    Analysis::of(&sketch.dossier(), None).questions.remove(0)
}

fn plain(_: &mut Claim) {}

fn grouped(group: &'static str, stance: Stance) -> impl Fn(&mut Claim) {
    move |claim| (claim.group, claim.stance) = (Some(Text::name(group).unwrap()), stance)
}

#[test]
fn a_denial_of_a_group_of_words_conflicts_with_the_group_and_goes_with_every_other() {
    let mut sketch = three_people(AnswerKind::Text);
    sketch.claim("a", "q", "a coup", HEARD[0], grouped("coup", Stance::Denies));
    assert_eq!(analysed(&sketch).state, State::OneSource);
    sketch.claim("b", "q", "a coup", HEARD[1], grouped("coup", Stance::Asserts));
    let question = analysed(&sketch);
    assert_eq!((question.state, question.undetermined.as_slice()), (State::Contested, &[][..]));
    sketch.claim("c", "q", "a brawl", HEARD[2], grouped("brawl", Stance::Asserts));
    let members: Vec<Vec<usize>> = analysed(&sketch).positions.into_iter().map(|position| position.claims).collect();
    assert_eq!(members, [vec![0, 2], vec![1]]);
    sketch.claim("d", "q", "a parade", HEARD[0], |claim| claim.stance = Stance::Denies);
    let question = analysed(&sketch);
    assert_eq!(question.undetermined, [(0, 3), (1, 3), (2, 3)]);
    assert!(question.positions.iter().all(|position| position.guests == [3]));
}

#[test]
fn words_without_any_group_stand_on_one_of_them_and_on_no_more() {
    let mut sketch = three_people(AnswerKind::Text);
    sketch.claim("a", "q", "he said yes", HEARD[0], plain);
    sketch.claim("b", "q", "he said no", HEARD[1], plain);
    let question = analysed(&sketch);
    let position = &question.positions[0];
    assert_eq!((question.state, position.support.range), (State::OneSource, Range { min: 1, max: 1 }));
    assert_eq!(position.exclusive_support, position.support.range);
}

#[test]
fn a_gap_in_time_is_at_most_from_the_first_day_of_both_to_the_last_also_around_a_denial() {
    let mut sketch = three_people(AnswerKind::Time);
    sketch.claim("a", "q", "2019-01-10", HEARD[0], |claim| claim.stance = Stance::Denies);
    sketch.claim("b", "q", "2019-01", HEARD[1], plain);
    sketch.claim("c", "q", "2019-01-10", HEARD[2], plain);
    assert_eq!(analysed(&sketch).gap, Some(Gap::Days(1, Some(30))));
    sketch.records.claims.retain(|claim| claim.id.as_str() != "b");
    assert_eq!(analysed(&sketch).gap, Some(Gap::Days(1, None)));
}

/// A country without coordinates, two towns of it that have them, a village of it that has none, and a name that
/// nobody has placed.
fn country() -> Sketch {
    let mut sketch = three_people(AnswerKind::Place);
    sketch.place("country", None, None);
    sketch.place("east", Some("country"), Some((34.0, 40.6, 8.0)));
    sketch.place("west", Some("country"), Some((34.0, 40.0, 5.0)));
    sketch.place("village", Some("country"), None);
    sketch.place("somewhere", None, None);
    sketch.records.places.last_mut().unwrap().is_unresolved = true;
    sketch
}

/// Of each position its claims, its guests, and the claim that names it, in order of letter.
fn standing(question: &QuestionAnalysis) -> Vec<(&[usize], &[usize], usize)> {
    question.positions.iter().map(|position| (&position.claims[..], &position.guests[..], position.headline)).collect()
}

#[test]
fn a_position_is_named_by_a_claim_that_supports_it() {
    let mut sketch = country();
    sketch.claim("a", "q", "somewhere", HEARD[0], plain);
    sketch.claim("b", "q", "east", HEARD[1], plain);
    assert_eq!(standing(&analysed(&sketch)), [(&[0, 1][..], &[0][..], 1)]);
}

#[test]
fn a_place_without_coordinates_is_the_guest_of_a_circle_unless_the_circle_is_at_home_elsewhere() {
    let mut sketch = country();
    sketch.claim("a", "q", "near east", HEARD[0], plain);
    sketch.claim("b", "q", "west", HEARD[1], plain);
    sketch.claim("c", "q", "village", HEARD[2], plain);
    let question = analysed(&sketch);
    assert_eq!(question.undetermined, [(0, 2)]);
    assert_eq!(standing(&question), [(&[0, 2][..], &[2][..], 0), (&[1][..], &[][..], 1)]);
    sketch.claim("d", "q", "east", HEARD[1], plain);
    let question = analysed(&sketch);
    let expected: [(&[usize], &[usize], usize); 3] = [(&[1], &[], 1), (&[0, 3], &[], 3), (&[0, 2], &[0], 2)];
    assert_eq!(standing(&question), expected);
}

#[test]
fn whether_a_circle_lies_within_a_denied_place_of_unknown_limits_cannot_be_told() {
    let mut sketch = country();
    sketch.claim("a", "q", "country", HEARD[0], |claim| claim.stance = Stance::Denies);
    sketch.claim("b", "q", "within 5 km of east", HEARD[1], plain);
    sketch.claim("c", "q", "near east", HEARD[2], plain);
    let question = analysed(&sketch);
    assert_eq!((question.state, question.undetermined.as_slice()), (State::OneSource, &[(0, 1), (0, 2)][..]));
    assert_eq!(standing(&question), [(&[0, 1, 2][..], &[1, 2][..], 0)]);
}

#[test]
fn what_is_denied_is_not_named_among_what_is_left() {
    let mut sketch = country();
    sketch.claim("a", "q", "east or west", HEARD[0], plain);
    sketch.claim("b", "q", "east", HEARD[1], |claim| claim.stance = Stance::Denies);
    let dossier = sketch.dossier();
    let [east, west] = ["east", "west"].map(|id| Area::Node(dossier.place_number(&id.parse().unwrap()).unwrap()));
    let left = analysed(&sketch).positions.remove(0).denotation;
    assert_eq!(left, Denotation::Areas { areas: vec![west], except: vec![east] });
}
