//! Answers: what is said on a question with many answers, and which claims back which of them.

use std::collections::HashMap;

use super::study::{Hearing, Study};
use crate::domain::{claim::Stance, position, reading::Sets, tree::Tree, value::place::Area};

/// The answers that are given or denied, each once.
#[derive(Default)]
pub(super) struct Answers<'s> {
    pub(super) answers: Vec<Answer<'s>>,
    by_node: HashMap<(bool, usize), usize>,
}

/// An answer that is given or denied.
pub(super) struct Answer<'s> {
    pub(super) stance: Stance,
    pub(super) set: &'s Sets,
    /// The claims that say just this.
    pub(super) claims: Vec<usize>,
    /// The answers, by number, whose claims back this one: those that give it or a part of it; or that deny it or what
    /// it is part of, where it is denied.
    pub(super) backers: Vec<usize>,
}

impl Study<'_> {
    pub(super) fn answers_given_to<'s>(&'s self, hearing: &Hearing<'_>) -> Answers<'s> {
        let mut given = Answers::default();
        for &claim in hearing.claims {
            let stance = self.dossier().claims()[claim].stance;
            for set in self.dossier().reading(claim).members.iter().filter(|set| **set != Sets::Words) {
                given.add(stance, set, claim);
            }
        }
        given.find_backers(self.dossier().answer_tree(hearing.question));
        given
    }
}

impl<'s> Answers<'s> {
    fn add(&mut self, stance: Stance, set: &'s Sets, claim: usize) {
        let fresh = self.answers.len();
        let number = match node_of(set) {
            Some(node) => *self.by_node.entry((stance == Stance::Denies, node)).or_insert(fresh),
            None => self.answers.iter().position(|a| (a.stance, a.set) == (stance, set)).unwrap_or(fresh),
        };
        if number == fresh {
            self.answers.push(Answer { stance, set, claims: Vec::new(), backers: vec![number] });
        }
        self.answers[number].claims.push(claim);
    }

    /// Between single nodes the tree tells; whatever else is said is compared with everything.
    fn find_backers(&mut self, tree: &Tree) {
        for number in 0..self.answers.len() {
            let Answer { stance, set, .. } = self.answers[number];
            let is_denied = stance == Stance::Denies;
            let Some(node) = node_of(set) else {
                self.compare_with_all(number, tree);
                continue;
            };
            for up in tree.upwards(node).skip(1) {
                if let Some(&wider) = self.by_node.get(&(is_denied, up)) {
                    let (answer, backer) = if is_denied { (number, wider) } else { (wider, number) };
                    self.answers[answer].backers.push(backer);
                }
            }
        }
    }

    fn compare_with_all(&mut self, number: usize, tree: &Tree) {
        let Answer { stance, set, .. } = self.answers[number];
        let backs = |wide: &Sets, narrow: &Sets| match stance {
            Stance::Asserts => position::holds_all(wide, narrow, tree),
            Stance::Denies => position::holds_all(narrow, wide, tree),
        };
        for other in (0..self.answers.len()).filter(|&other| other != number) {
            let Answer { stance: of_other, set: other_set, .. } = self.answers[other];
            if of_other != stance {
                continue;
            }
            if backs(set, other_set) {
                self.answers[number].backers.push(other);
            }
            // Two that are no single nodes meet twice, once from either side.
            if node_of(other_set).is_some() && backs(other_set, set) {
                self.answers[other].backers.push(number);
            }
        }
    }
}

/// The node that an answer names, where it is one.
pub(super) fn node_of(answer: &Sets) -> Option<usize> {
    match answer {
        Sets::Nodes(nodes) if nodes.named().len() == 1 => Some(nodes.named()[0]),
        Sets::Areas(areas) => match areas.as_slice() {
            [Area::Node(node)] => Some(*node),
            _ => None,
        },
        Sets::Nodes(_) | Sets::Axis { .. } | Sets::Words => None,
    }
}
