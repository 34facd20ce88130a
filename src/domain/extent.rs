//! Extents: the answers a claim leaves possible, once its stance is taken into account.

use super::{
    claim::{Claim, Stance},
    reading::{Reading, Sets},
    span::{Span, Spans},
    text::Text,
    tree::Tree,
    value::{choice::Nodes, place::Area},
};

/// The answers a claim leaves possible on a question with one answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Extent {
    /// These points of the axis.
    Axis(Spans),
    /// One of these nodes, or (`is_denied`) anything but them.
    Nodes {
        /// The nodes named.
        nodes: Nodes,
        /// The claim denies them.
        is_denied: bool,
    },
    /// One of these areas, or (`is_denied`) anything but them.
    Areas {
        /// The areas named.
        areas: Vec<Area>,
        /// The claim denies them.
        is_denied: bool,
    },
    /// Free words, or (`is_denied`) anything but them; claims of one group say the same. Without a group nothing can be
    /// said.
    Words {
        /// The group.
        group: Option<Text>,
        /// The claim denies them.
        is_denied: bool,
    },
}

/// The strict and the tolerant extent of one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Extents {
    /// What the words leave possible, read strictly.
    pub core: Extent,
    /// The core widened by the policy.
    pub envelope: Extent,
}

impl Extents {
    /// The extents of a claim on a question with one answer, whose axis (where it has one) is `domain`.
    ///
    /// A denial leaves the complement. Tolerance never adds a conflict, so the tolerant reading of "not X" excludes
    /// only what X says strictly, and its strict reading excludes all that X may mean.
    #[must_use]
    pub fn of(claim: &Claim, reading: &Reading, domain: Span) -> Self {
        let is_denied = claim.stance == Stance::Denies;
        match &reading.members[0] {
            Sets::Axis { core, envelope } if is_denied => Self {
                core: Extent::Axis(envelope.complement_in(domain)),
                envelope: Extent::Axis(core.complement_in(domain)),
            },
            Sets::Axis { core, envelope } => {
                Self { core: Extent::Axis(core.clone()), envelope: Extent::Axis(envelope.clone()) }
            }
            Sets::Nodes(nodes) => Self::alike(Extent::Nodes { nodes: nodes.clone(), is_denied }),
            Sets::Areas(areas) => Self::alike(Extent::Areas { areas: areas.clone(), is_denied }),
            Sets::Words => Self::alike(Extent::Words { group: claim.group.clone(), is_denied }),
        }
    }

    fn alike(extent: Extent) -> Self {
        Self { core: extent.clone(), envelope: extent }
    }

    /// Whether the claim leaves every answer of `domain` possible, and so says nothing.
    #[must_use]
    pub fn is_everything(&self, domain: Span) -> bool {
        matches!(&self.envelope, Extent::Axis(spans) if spans.pieces() == [domain])
    }
}

/// What all claims of a position leave possible together.
#[derive(Debug, Clone, PartialEq)]
pub enum Denotation {
    /// These points of the axis.
    Axis(Spans),
    /// One of the nodes, or anything but the excluded ones where none is named.
    Nodes {
        /// The deepest nodes that fit everybody.
        nodes: Vec<usize>,
        /// Nodes that somebody denies.
        except: Vec<usize>,
    },
    /// One of these areas, or anything but the excluded ones where none is named.
    Areas {
        /// The narrowest areas that fit everybody.
        areas: Vec<Area>,
        /// Areas that somebody denies.
        except: Vec<Area>,
    },
    /// Free words.
    Words,
}

impl Denotation {
    /// What `extents` have in common, `None` when that is nothing or there are none.
    #[must_use]
    pub fn common<'a>(extents: impl IntoIterator<Item = &'a Extent>, tree: &Tree) -> Option<Self> {
        let mut extents = extents.into_iter();
        let first = extents.next()?;
        if let Extent::Axis(_) = first {
            return common_spans(std::iter::once(first).chain(extents)).map(Self::Axis);
        }
        let mut common = Self::start(first);
        for extent in extents {
            common = common.meet(extent, tree);
        }
        match common {
            Self::Nodes { nodes, except } => Some(Self::nodes_without(nodes, except, tree)),
            Self::Areas { areas, except } => Some(Self::areas_without(areas, except, tree)),
            common => Some(common),
        }
    }

    /// The named nodes that nobody denies, and of the denied ones those that take something away.
    fn nodes_without(mut nodes: Vec<usize>, mut except: Vec<usize>, tree: &Tree) -> Self {
        if !nodes.is_empty() {
            nodes.retain(|&node| !except.iter().any(|&denied| tree.covers(denied, node)));
            except.retain(|&denied| nodes.iter().any(|&node| tree.covers(node, denied)));
        }
        Self::Nodes { nodes, except }
    }

    /// The named areas, without the places that lie in a denied one.
    fn areas_without(mut areas: Vec<Area>, except: Vec<Area>, tree: &Tree) -> Self {
        let is_denied =
            |node: usize| except.iter().any(|area| matches!(area, Area::Node(denied) if tree.covers(*denied, node)));
        areas.retain(|area| !matches!(area, Area::Node(node) if is_denied(*node)));
        Self::Areas { areas, except }
    }

    fn start(extent: &Extent) -> Self {
        match extent {
            Extent::Axis(spans) => Self::Axis(spans.clone()),
            Extent::Nodes { nodes, is_denied: false } => Self::Nodes { nodes: nodes.named().to_vec(), except: vec![] },
            Extent::Nodes { nodes, is_denied: true } => Self::Nodes { nodes: vec![], except: nodes.named().to_vec() },
            Extent::Areas { areas, is_denied: false } => Self::Areas { areas: areas.clone(), except: vec![] },
            Extent::Areas { areas, is_denied: true } => Self::Areas { areas: vec![], except: areas.clone() },
            Extent::Words { .. } => Self::Words,
        }
    }

    fn meet(self, extent: &Extent, tree: &Tree) -> Self {
        match (self, extent) {
            (Self::Nodes { nodes, except }, Extent::Nodes { nodes: named, is_denied: false }) => {
                let nodes = if nodes.is_empty() { named.named().to_vec() } else { deeper(&nodes, named.named(), tree) };
                Self::Nodes { nodes, except }
            }
            (Self::Nodes { nodes, mut except }, Extent::Nodes { nodes: denied, is_denied: true }) => {
                except.extend(denied.named());
                except.sort_unstable();
                except.dedup();
                Self::Nodes { nodes, except }
            }
            (Self::Areas { mut areas, except }, Extent::Areas { areas: named, is_denied: false }) => {
                match (areas.as_mut_slice(), named.as_slice()) {
                    ([], _) => areas.clone_from(named),
                    // Most name one area: the list can stay.
                    ([area], [other]) => match narrower_of_two(area, other, tree) {
                        Some(narrow) => *area = narrow,
                        None => areas.clear(),
                    },
                    _ => areas = narrower(&areas, named, tree),
                }
                Self::Areas { areas, except }
            }
            (Self::Areas { areas, mut except }, Extent::Areas { areas: denied, is_denied: true }) => {
                for area in denied {
                    if !except.contains(area) {
                        except.push(*area);
                    }
                }
                Self::Areas { areas, except }
            }
            (this, _) => this,
        }
    }
}

/// The points of an axis that several readings share: one running span for those of one piece, which are most.
pub(super) struct CommonSpans {
    plain: Span,
    in_pieces: Option<Spans>,
}

impl CommonSpans {
    pub(super) fn start() -> Self {
        Self { plain: Span::ALL, in_pieces: None }
    }

    /// Keeps what lies in `span`; `None` where that is nothing.
    #[inline]
    pub(super) fn meet_span(&mut self, span: Span) -> Option<()> {
        self.plain = self.plain.intersect(span)?;
        Some(())
    }

    /// Keeps what lies in `spans`; `None` where that is nothing.
    pub(super) fn meet(&mut self, spans: &Spans) -> Option<()> {
        if let [span] = spans.pieces() {
            return self.meet_span(*span);
        }
        let shared = match &self.in_pieces {
            Some(known) => known.intersect(spans),
            None => spans.clone(),
        };
        let is_empty = shared.is_empty();
        self.in_pieces = Some(shared);
        (!is_empty).then_some(())
    }

    /// What is left, `None` where that is nothing.
    pub(super) fn end(self) -> Option<Spans> {
        let plain = Spans::from(self.plain);
        let shared = match self.in_pieces {
            None => plain,
            Some(shared) if plain.is_everything() => shared,
            Some(shared) => shared.intersect(&plain),
        };
        (!shared.is_empty()).then_some(shared)
    }
}

fn common_spans<'a>(extents: impl Iterator<Item = &'a Extent>) -> Option<Spans> {
    let mut common = CommonSpans::start();
    for extent in extents {
        if let Extent::Axis(spans) = extent {
            common.meet(spans)?;
        }
    }
    common.end()
}

fn deeper(nodes: &[usize], others: &[usize], tree: &Tree) -> Vec<usize> {
    let mut shared: Vec<usize> = nodes
        .iter()
        .flat_map(|&a| {
            others.iter().filter_map(move |&b| if tree.covers(a, b) { Some(b) } else { tree.covers(b, a).then_some(a) })
        })
        .collect();
    shared.sort_unstable();
    shared.dedup();
    shared
}

/// The narrower area of each pair that can hold together: a part before the whole, a place before a circle, the
/// smaller circle before the larger.
fn narrower(areas: &[Area], others: &[Area], tree: &Tree) -> Vec<Area> {
    let mut shared: Vec<Area> = Vec::new();
    for a in areas {
        for b in others {
            if let Some(narrow) = narrower_of_two(a, b, tree).filter(|narrow| !shared.contains(narrow)) {
                shared.push(narrow);
            }
        }
    }
    shared
}

fn narrower_of_two(a: &Area, b: &Area, tree: &Tree) -> Option<Area> {
    match (a, b) {
        (Area::Node(x), Area::Node(y)) if tree.covers(*x, *y) => Some(*b),
        (Area::Node(x), Area::Node(y)) if tree.covers(*y, *x) => Some(*a),
        (Area::Node(_), Area::Node(_)) => None,
        (Area::Node(node), Area::Disc(disc)) => Some(node_or_disc(*node, *a, disc, *b, tree)),
        (Area::Disc(disc), Area::Node(node)) => Some(node_or_disc(*node, *b, disc, *a, tree)),
        (Area::Disc(x), Area::Disc(y)) if !x.meets(y) => None,
        (Area::Disc(x), Area::Disc(y)) => Some(if y.radius_km < x.radius_km { *b } else { *a }),
    }
}

/// A circle measured from inside a wider place is narrower than that place; else the place is.
fn node_or_disc(node: usize, as_node: Area, disc: &super::value::place::Disc, as_disc: Area, tree: &Tree) -> Area {
    let is_inside = disc.anchor.is_some_and(|anchor| anchor != node && tree.covers(node, anchor));
    if is_inside { as_disc } else { as_node }
}
