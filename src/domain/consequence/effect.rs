//! What happens to one claim: where it stands, what it fits and contradicts, where it comes from.

use super::{Act, Order, Side, Weight, is_changed};
use crate::domain::{
    analysis::{Letter, Position},
    claim::Stance,
    comparison::{self, Relation},
    disagreement::{self, Gap, Kind, Voice, gap},
    explanation::own_answer,
    extent::Denotation,
    independence::Root,
};

/// What happens to one claim whose record differs. All but `stood` and `stands` is said of the side on which the claim
/// is counted: after the change, and of a claim that leaves before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// What happens to it.
    pub act: Act,
    /// The claim, by number.
    pub claim: usize,
    /// Whether it commits its root to an answer. One that does not is in every position and supports none.
    pub is_committal: bool,
    /// It is in its positions only because nothing rules it out, and supports none of them.
    pub is_guest: bool,
    /// The letters, before, of the positions it was in; empty where it committed to nothing.
    pub stood: Vec<Letter>,
    /// The letters, after, of the positions it would be in; empty where it commits to nothing.
    pub stands: Vec<Letter>,
    /// The positions it cannot hold together with, by letter.
    pub conflicts: Vec<Conflict>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// The other claims that can hold together with it, in order of report.
    pub fits: Vec<(usize, Relation)>,
    /// The other claims that cannot, in order of report.
    pub contradicts: Vec<usize>,
    /// The other claims, all committal, that nothing can be said about, in order of report.
    pub undetermined: Vec<usize>,
    /// The claims it retells.
    pub retells: Vec<usize>,
    /// The claims that say the same, in the same document, by the same chain.
    pub repeats: Vec<usize>,
    /// The kinds of the disagreements it is itself a part of, sorted by name.
    pub kinds: Vec<Kind>,
}

/// A position that a claim cannot hold together with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Conflict {
    /// The letter of the position.
    pub letter: Letter,
    /// How far what the claim says is from what the position leaves; `None` where it is no distance, and for denials.
    pub gap: Option<Gap>,
    /// On which side of the position the claim lies, where it lies on one.
    pub order: Option<Order>,
}

/// Where a claim comes from, and whether anybody else on the question comes from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Provenance {
    /// Its root, after `speaks_for`, `same_as` and `relays`.
    pub root: Root,
    /// What the root adds.
    pub weight: Weight,
    /// No other counted claim on the question goes back to this root.
    pub is_root_alone: bool,
    /// The first outlet on its way, by number.
    pub channel: usize,
    /// No other counted claim on the question came this way.
    pub is_channel_alone: bool,
}

/// The effects of the claims that are counted on one side only, or whose record differs, in order of id.
pub(super) fn effects(old: Option<&Side<'_>>, new: Option<&Side<'_>>) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(side) = new {
        for &claim in &side.analysis.visible {
            let was = old.and_then(|old| Some((old, old.visible(side.id(claim))?)));
            match was {
                None => effects.push((side.id(claim), effect(side, Act::Enters, claim, None))),
                Some((old, was)) if is_changed(old, was, side, claim) => {
                    effects.push((side.id(claim), effect(side, Act::Changes, claim, Some((old, was)))));
                }
                Some(_) => {}
            }
        }
    }
    if let Some(side) = old {
        let is_gone = |claim: &usize| new.is_none_or(|new| new.visible(side.id(*claim)).is_none());
        let gone = side.analysis.visible.iter().copied().filter(is_gone);
        effects.extend(gone.map(|claim| (side.id(claim), effect(side, Act::Leaves, claim, None))));
    }
    effects.sort_by_key(|(id, _)| *id);
    effects.into_iter().map(|(_, effect)| effect).collect()
}

fn effect(side: &Side<'_>, act: Act, claim: usize, was: Option<(&Side<'_>, usize)>) -> Effect {
    let is_committal = side.is_committal(claim);
    let here = letters(side, claim);
    let (stood, stands) = match (act, was) {
        (Act::Leaves, _) => (here, Vec::new()),
        (_, Some((old, was))) => (letters(old, was), here),
        (_, None) => (Vec::new(), here),
    };
    let mut of_claim = side.analysis.positions_of(claim).peekable();
    let is_alone_everywhere = |position: &Position| position.guests.len() == members(side, position).count();
    let is_guest = is_committal
        && of_claim.peek().is_some()
        && of_claim.all(|position| position.guests.binary_search(&claim).is_ok() && !is_alone_everywhere(position));
    let dossier = side.study.dossier();
    let retold = side.retellings.originals(claim).iter().copied();
    let mut effect = Effect {
        act,
        claim,
        is_committal,
        is_guest,
        stood,
        stands,
        conflicts: if is_committal { conflicts(side, claim) } else { Vec::new() },
        provenance: provenance(side, claim),
        fits: Vec::new(),
        contradicts: Vec::new(),
        undetermined: Vec::new(),
        retells: retold.filter(|original| side.analysis.visible.binary_search(original).is_ok()).collect(),
        repeats: Vec::new(),
        kinds: if is_committal { kinds(side, claim) } else { Vec::new() },
    };
    let mut others: Vec<usize> = side.analysis.visible.iter().copied().filter(|&other| other != claim).collect();
    others.sort_unstable_by_key(|&other| side.study.rank(other));
    for other in others {
        if is_repeat(dossier, claim, other) {
            effect.repeats.push(other);
        }
        if is_committal && side.is_committal(other) {
            match comparison::relation(side.study, claim, other) {
                Relation::Conflict => effect.contradicts.push(other),
                Relation::Undetermined => effect.undetermined.push(other),
                relation => effect.fits.push((other, relation)),
            }
        }
    }
    effect
}

/// The letters of the positions a claim is in, where it commits to an answer.
fn letters(side: &Side<'_>, claim: usize) -> Vec<Letter> {
    let is_committal = side.is_committal(claim);
    side.analysis.positions_of(claim).filter(|_| is_committal).map(|position| position.letter).collect()
}

fn members<'a>(side: &'a Side<'_>, position: &'a Position) -> impl Iterator<Item = usize> + 'a {
    position.claims.iter().copied().filter(|&claim| side.is_committal(claim))
}

fn conflicts(side: &Side<'_>, claim: usize) -> Vec<Conflict> {
    let dossier = side.study.dossier();
    let is_denial = |claim: usize| dossier.claims()[claim].stance == Stance::Denies;
    let own = own_answer(dossier, claim).filter(|_| !is_denial(claim));
    let others = side.analysis.positions.iter().filter(|position| position.claims.binary_search(&claim).is_err());
    others
        .map(|position| {
            // "Not in January" is no distance from anything.
            let own = own.as_ref().filter(|_| !is_denial(position.headline));
            let answers = own.map(|own| [own, &position.denotation]);
            Conflict {
                letter: position.letter,
                gap: answers.and_then(|answers| gap::of_answers(&answers, dossier, side.analysis.question)),
                order: answers.and_then(|[own, other]| order(own, other)),
            }
        })
        .collect()
}

fn order(own: &Denotation, other: &Denotation) -> Option<Order> {
    let (Denotation::Axis(own), Denotation::Axis(other)) = (own, other) else { return None };
    let (own, other) = (own.hull()?, other.hull()?);
    if own.hi() < other.lo() {
        Some(Order::Lower)
    } else if own.lo() > other.hi() {
        Some(Order::Higher)
    } else {
        None
    }
}

fn provenance(side: &Side<'_>, claim: usize) -> Provenance {
    let (root, channel) = (side.origins.root(claim), side.origins.channel(claim));
    let weight = match root {
        Root { is_circular: true, .. } => Weight::Circular,
        Root { is_counted: false, .. } => Weight::Untraceable,
        Root { is_unattributed: true, .. } => Weight::Unattributed,
        Root { .. } => Weight::Root,
    };
    let is_other = |other: &usize| *other != claim && side.is_committal(*other);
    let others = || side.analysis.visible.iter().copied().filter(is_other);
    let is_root = |other: Root| (other.source, other.is_circular) == (root.source, root.is_circular);
    Provenance {
        root,
        weight,
        is_root_alone: !others().any(|other| is_root(side.origins.root(other))),
        channel,
        is_channel_alone: !others().any(|other| side.origins.channel(other) == channel),
    }
}

fn is_repeat(dossier: &crate::domain::dossier::Dossier, a: usize, b: usize) -> bool {
    let (one, other) = (&dossier.claims()[a], &dossier.claims()[b]);
    one.document == other.document
        && one.chain == other.chain
        && one.stance == other.stance
        && dossier.reading(a).canonical == dossier.reading(b).canonical
}

/// The kinds of the disagreements between a claim and each other one, as the engine tells them of a pair.
fn kinds(side: &Side<'_>, claim: usize) -> Vec<Kind> {
    let mut in_positions: Vec<Vec<u32>> = vec![Vec::new(); side.study.dossier().claims().len()];
    for (number, position) in (0..).zip(&side.analysis.positions) {
        for member in members(side, position) {
            in_positions[member].push(number);
        }
    }
    let is_visible = |original: &usize| side.analysis.visible.binary_search(original).is_ok();
    let voice = |claim: usize| Voice {
        claim,
        positions: &in_positions[claim],
        is_retelling: side.retellings.originals(claim).iter().any(is_visible),
    };
    let mut found: Vec<Kind> = Vec::new();
    for &other in side.analysis.visible.iter().filter(|&&other| other != claim && side.is_committal(other)) {
        let document = |claim: usize| side.study.dossier().document_of(claim);
        let of_pair = disagreement::kinds(&[voice(claim), voice(other)], &side.origins, &side.retellings, document);
        found.extend(of_pair.into_iter().filter(|kind| !found.contains(kind)).collect::<Vec<_>>());
    }
    found.sort_unstable_by_key(|kind| kind.word());
    found
}
