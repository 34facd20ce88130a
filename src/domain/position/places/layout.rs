//! A layout: the fences that matter at one place, or wherever a point may be, with what each of them means to whom.

use super::{
    BitSet, Circle, cells,
    fences::Fences,
    rims::{FEW, Walker},
    rounds::{Rim, Stretch},
    spoken::Named,
};

/// Fences that are up, and the claims that hang on them.
pub(super) struct Layout<'g> {
    pub(super) fences: &'g Fences<'g>,
    /// The fences that are up, by number.
    pub(super) up: BitSet,
    /// Nothing is here but in this circle.
    pub(super) within: Option<&'g Circle>,
    /// Circles of wider places, in which claims may hold; they are numbered after the fences.
    pub(super) entered: Vec<&'g Circle>,
    /// Claims that hold where all of several fences do.
    bound: Vec<(BitSet, &'g BitSet)>,
}

impl<'g> Layout<'g> {
    pub(super) fn new(fences: &'g Fences<'g>) -> Self {
        Self { fences, up: fences.none(), within: None, entered: Vec::new(), bound: Vec::new() }
    }

    /// Takes down all fences.
    pub(super) fn clear(&mut self) {
        self.up.clear();
        self.within = None;
        self.entered.clear();
        self.bound.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.up.is_clear()
    }

    /// Puts up a fence, by number.
    pub(super) fn put_up(&mut self, fence: usize) {
        self.up.insert(fence);
    }

    /// A circle in which claims may hold that are bound to it; its number among the fences.
    pub(super) fn enter(&mut self, circle: &'g Circle) -> usize {
        self.entered.push(circle);
        self.fences.count() + self.entered.len() - 1
    }

    /// Claims that hold where all of `fences` do.
    pub(super) fn bind(&mut self, fences: BitSet, claims: &'g BitSet) {
        self.bound.push((fences, claims));
    }

    /// All fences that are up, and the circles that are entered.
    pub(super) fn all(&self) -> BitSet {
        let mut all = self.up.clone();
        all.extend((self.fences.count()..).zip(&self.entered).map(|(fence, _)| fence));
        all
    }

    /// The circles whose fences are up, by number.
    pub(super) fn circles(&self) -> impl Iterator<Item = usize> {
        let mut last = None;
        // The fences of one circle follow each other.
        self.up
            .ones()
            .map(|fence| self.fences.circle_of(fence))
            .filter(move |&circle| last.replace(circle) != Some(circle))
    }

    /// The part of a walk that lies where anything is.
    pub(super) fn stretch_of(&self, rim: Rim<'_>) -> Option<Stretch> {
        self.within.map_or(Some(Stretch::Round), |within| Stretch::of(&rim.arc_in(within)))
    }

    /// Calls `stab` with the claims that are right and those that are wrong at points where the most is right.
    pub(super) fn stabs(&self, claims: usize, walker: &mut Walker, mut stab: impl FnMut(Named)) {
        let found = walker.walk(self);
        // Where more fences hold, more is right.
        if found.len() < FEW {
            for held in found.iter() {
                stab(self.named(held, claims));
            }
        } else {
            for held in cells::maximal(found.drain(..)) {
                stab(self.named(&held, claims));
            }
        }
    }

    fn named(&self, held: &BitSet, claims: usize) -> Named {
        let outside = self.fences.far_from_all();
        // Who asserts a circle is right inside; who denies one is wrong where its outside is not held.
        let (mut right, mut wrong) = (held.clone(), self.up.clone());
        right.intersect_with(&self.up);
        right.difference_with(outside);
        wrong.intersect_with(outside);
        wrong.difference_with(held);
        let mut named = Named::none(claims);
        for (fences, claims) in [(right, &mut named.asserting), (wrong, &mut named.denying)] {
            let of_fences = fences.ones().filter_map(|fence| self.fences.claims(fence));
            of_fences.for_each(|of_fence| claims.union_with(of_fence));
        }
        for (fences, claims) in &self.bound {
            if fences.is_subset(held) {
                named.asserting.union_with(claims);
            }
        }
        named
    }
}
