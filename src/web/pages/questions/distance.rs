//! The distance between the two places that are furthest apart: two circles and the line between them, to scale.

use super::ruler::dimension_words;
use crate::{
    domain::{
        analysis::{Position, QuestionAnalysis},
        disagreement::Gap,
        extent::Denotation,
        value::place::{Area, Disc},
    },
    web::{InCase, badge::Badge},
};

/// The width of the drawing, in its own units.
const WIDTH: f64 = 1_000.0;
/// The smallest circle and the margin.
const RADIUS_MIN: f64 = 9.0;
const MARGIN: f64 = 12.0;
/// The height of the hatched band between the circles.
const BAND: f64 = 44.0;

/// The drawing.
pub struct Distance {
    /// What it shows, in one sentence.
    pub label: String,
    /// Its height.
    pub height: String,
    /// The middle of its height.
    pub middle: String,
    /// The two places.
    pub ends: [End; 2],
    /// The hatched stretch between the circles: start, end, width, top.
    pub stretch: [String; 4],
    /// How far apart they are, in words.
    pub words: String,
}

/// One of the two places.
pub struct End {
    /// The centre of its circle.
    pub x: String,
    /// The radius of its circle.
    pub radius: String,
    /// The badge of its position.
    pub badge: Badge,
    /// The place in words.
    pub place: String,
}

/// The drawing of `analysis`; `None` without coordinates, or where the answers are no places.
#[must_use]
pub fn distance(page: &InCase, analysis: &QuestionAnalysis) -> Option<Distance> {
    let Some(Gap::Distance { km: Some(_), .. }) = analysis.gap else { return None };
    let (words, dossier) = (page.words(), page.dossier());
    let [a, b] = furthest(page, analysis)?;
    let (first, second) = (a.1, b.1);
    let between = first.centre.distance_km(second.centre);
    let total = first.radius_km + between + second.radius_km;
    let scale = (WIDTH - 2.0 * MARGIN - 2.0 * RADIUS_MIN) / total.max(0.1);
    let radius = |disc: &Disc| (disc.radius_km * scale).max(RADIUS_MIN);
    let radii = [radius(&first), radius(&second)];
    let centres = [MARGIN + radii[0], WIDTH - MARGIN - radii[1]];
    let height = (2.0 * (radii[0].max(radii[1]) + 6.0)).max(BAND + 8.0);
    let (from, to) = (centres[0] + radii[0], centres[1] - radii[1]);
    let end = |number: usize, position: &Position| End {
        x: print(centres[number]),
        radius: print(radii[number]),
        badge: Badge::of(words, analysis, position),
        place: words.measured(dossier, analysis.question, position),
    };
    Some(Distance {
        label: words.gap_sentence(dossier, analysis),
        height: print(height),
        middle: print(height / 2.0),
        ends: [end(0, a.0), end(1, b.0)],
        stretch: [print(from), print(to), print((to - from).max(0.0)), print(height / 2.0 - BAND / 2.0)],
        words: dimension_words(words, page, analysis)?,
    })
}

fn furthest<'a>(page: &InCase, analysis: &'a QuestionAnalysis) -> Option<[(&'a Position, Disc); 2]> {
    let placed: Vec<(&Position, Disc)> =
        analysis.positions.iter().filter_map(|position| Some((position, disc(page, &position.denotation)?))).collect();
    let mut widest = None;
    let mut reach = -1.0;
    for (number, a) in placed.iter().enumerate() {
        for b in &placed[number + 1..] {
            let km = a.1.centre.distance_km(b.1.centre);
            if km > reach {
                (reach, widest) = (km, Some([*a, *b]));
            }
        }
    }
    widest
}

fn disc(page: &InCase, denotation: &Denotation) -> Option<Disc> {
    let Denotation::Areas { areas, .. } = denotation else { return None };
    match areas.first()? {
        Area::Node(node) => page.dossier().gazetteer().disc(*node),
        Area::Disc(disc) => Some(*disc),
    }
}

fn print(number: f64) -> String {
    format!("{number:.1}")
}
