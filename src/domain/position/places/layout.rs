//! A layout: the circles that matter at one place, or wherever a point may be, with what each of them means to whom.

use std::ops::Range;

use super::{
    BitSet, Circle, cells,
    rims::{FEW, Fence, Side, Walker},
    spoken::Named,
};

/// Fences, and the claims that hang on them.
#[derive(Default)]
pub(super) struct Layout<'g> {
    fences: Vec<Fence<'g>>,
    /// For each fence the claims that hold inside, or do not hold inside.
    claims: Vec<Option<&'g BitSet>>,
    /// The fence without which there is nothing.
    required: Option<usize>,
    /// Claims that hold where all of several fences do: where in the list these are.
    bound: Vec<(Range<usize>, &'g BitSet)>,
    bound_fences: Vec<usize>,
}

impl<'g> Layout<'g> {
    pub(super) fn is_empty(&self) -> bool {
        self.fences.is_empty()
    }

    /// Takes down all fences.
    pub(super) fn clear(&mut self) {
        self.fences.clear();
        self.claims.clear();
        self.required = None;
        self.bound.clear();
        self.bound_fences.clear();
    }

    /// Claims that hold inside a circle.
    pub(super) fn assert(&mut self, circle: &'g Circle, claims: &'g BitSet) {
        self.fence(circle, Side::In, Some(claims));
    }

    /// A circle in which `claims` are wrong, if any; its number.
    pub(super) fn avoid(&mut self, circle: &'g Circle, claims: Option<&'g BitSet>) -> usize {
        self.fence(circle, Side::Out, claims)
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
    pub(super) fn bind(&mut self, fences: impl Iterator<Item = usize>, claims: &'g BitSet) {
        let from = self.bound_fences.len();
        self.bound_fences.extend(fences);
        self.bound.push((from..self.bound_fences.len(), claims));
    }

    /// Calls `stab` with the claims that are right and those that are wrong at points where the most is right.
    pub(super) fn stabs(&self, claims: usize, walker: &mut Walker, mut stab: impl FnMut(Named)) {
        let found = walker.walk(&self.fences, self.required);
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
        let mut named = Named::none(claims);
        for (number, fence) in self.fences.iter().enumerate() {
            let Some(claims) = self.claims[number] else { continue };
            match (fence.side, held[number]) {
                (Side::In, true) => named.asserting.union_with(claims),
                (Side::Out, false) => named.denying.union_with(claims),
                (Side::In, false) | (Side::Out, true) => {}
            }
        }
        for (fences, claims) in &self.bound {
            if self.bound_fences[fences.clone()].iter().all(|&fence| held[fence]) {
                named.asserting.union_with(claims);
            }
        }
        named
    }

    fn fence(&mut self, circle: &'g Circle, side: Side, claims: Option<&'g BitSet>) -> usize {
        self.fences.push(Fence { circle, side });
        self.claims.push(claims);
        self.fences.len() - 1
    }
}
