//! A layout: the circles that matter at one place, or wherever a point may be, with what each of them means to whom.

use std::collections::HashSet;

use fixedbitset::FixedBitSet;

use super::{
    Circle, cells,
    rims::{self, Fence, Side},
    spoken::Named,
};

/// Fences, and the claims that hang on them.
#[derive(Default)]
pub(super) struct Layout<'g> {
    fences: Vec<Fence<'g>>,
    /// For each fence the claims that hold inside, or do not hold inside.
    claims: Vec<Option<&'g FixedBitSet>>,
    /// The fences of which one has to be outside.
    outside: Vec<usize>,
    /// The fence without which there is nothing.
    required: Option<usize>,
    /// Claims that hold where all of several fences do.
    bound: Vec<(Vec<usize>, &'g FixedBitSet)>,
}

impl<'g> Layout<'g> {
    pub(super) fn is_empty(&self) -> bool {
        self.fences.is_empty()
    }

    /// Claims that hold inside a circle.
    pub(super) fn assert(&mut self, circle: &'g Circle, claims: &'g FixedBitSet) {
        self.fence(circle, Side::In, Some(claims));
    }

    /// A circle in which `claims` are wrong, if any; its number.
    pub(super) fn avoid(&mut self, circle: &'g Circle, claims: Option<&'g FixedBitSet>) -> usize {
        let number = self.fence(circle, Side::Out, claims);
        self.outside.push(number);
        number
    }

    /// A circle in which claims may hold that are bound to it; its number.
    pub(super) fn enter(&mut self, circle: &'g Circle) -> usize {
        self.fence(circle, Side::In, None)
    }

    /// Nothing is here but in the circle that was entered as number `fence`.
    pub(super) fn require(&mut self, fence: usize) {
        self.required = Some(fence);
    }

    /// Claims that hold where all of `fences` do.
    pub(super) fn bind(&mut self, fences: Vec<usize>, claims: &'g FixedBitSet) {
        self.bound.push((fences, claims));
    }

    /// Calls `stab` with the claims that are right and those that are wrong at points where the most is right.
    pub(super) fn stabs(&self, claims: usize, mut stab: impl FnMut(Named)) {
        let mut found: HashSet<FixedBitSet> = HashSet::new();
        rims::walk(&self.fences, |held| {
            if self.required.is_none_or(|fence| held[fence]) && !found.contains(held) {
                found.insert(held.clone());
            }
        });
        // Where more fences hold, more is right.
        for held in cells::maximal(found) {
            stab(self.named(&held, claims));
        }
    }

    fn named(&self, held: &FixedBitSet, claims: usize) -> Named {
        let mut named = Named::none(claims);
        for fence in held.ones().filter(|&fence| self.fences[fence].side == Side::In) {
            self.claims[fence].into_iter().for_each(|claims| named.asserting.union_with(claims));
        }
        for &fence in self.outside.iter().filter(|&&fence| !held[fence]) {
            self.claims[fence].into_iter().for_each(|claims| named.denying.union_with(claims));
        }
        for (_, claims) in self.bound.iter().filter(|(fences, _)| fences.iter().all(|&fence| held[fence])) {
            named.asserting.union_with(claims);
        }
        named
    }

    fn fence(&mut self, circle: &'g Circle, side: Side, claims: Option<&'g FixedBitSet>) -> usize {
        self.fences.push(Fence { circle, side });
        self.claims.push(claims);
        self.fences.len() - 1
    }
}
