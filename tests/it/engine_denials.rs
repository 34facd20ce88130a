//! What is denied, and what cannot be placed: who stands where, and who stands behind it.

use counterpoint::domain::{
    analysis::{Analysis, QuestionAnalysis, State},
    claim::{Claim, Stance},
    question::AnswerKind,
    source::SourceKind,
    text::Text,
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
