//! The marks of a drawing: diamonds, bars, dashed boxes, squares, the dimension line.

use std::fmt::Write as _;

use super::{Hue, Mark, Sign};
use crate::domain::timeline::Shape;

pub(super) const PAPER: &str = "#faf8f3";
pub(super) const INK: &str = "#1a1d21";
pub(super) const INK2: &str = "#474d56";
pub(super) const INK3: &str = "#5f656e";
pub(super) const LINE: &str = "#e0dacc";
pub(super) const LINE2: &str = "#8a8576";
pub(super) const SIGNAL: &str = "#a3113d";

/// Half the height of a mark.
const HALF: f64 = 9.0;
/// The narrowest bar.
const WIDTH_MIN: f64 = 8.0;

impl Hue {
    pub(super) fn colour(self) -> &'static str {
        match self {
            Self::A => "#1d5a97",
            Self::B => "#b0470c",
            Self::C => "#8f2bd1",
            Self::Neutral => INK2,
        }
    }

    /// The name of the pattern of its stripes.
    pub(super) fn stripes(self) -> &'static str {
        match self {
            Self::A => "stripes-a",
            Self::B => "stripes-b",
            Self::C => "stripes-c",
            Self::Neutral => "stripes-n",
        }
    }
}

/// The patterns that marks are filled with. The hatch is the only one at a slant: it means "cannot both be true".
pub(super) fn patterns() -> String {
    let stripes = [Hue::A, Hue::B, Hue::C, Hue::Neutral].map(|hue| {
        format!(
            "<pattern id=\"{}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\"><rect width=\"5\" height=\"5\" \
             fill=\"{PAPER}\"/><rect width=\"2\" height=\"5\" fill=\"{}\"/></pattern>\n",
            hue.stripes(),
            hue.colour()
        )
    });
    format!(
        "<defs>\n{}<pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(135)\"><rect width=\"1\" height=\"6\" fill=\"{INK}\" fill-opacity=\".32\"/></pattern>\n\
         </defs>\n",
        stripes.concat()
    )
}

/// Two places on the drawing, the left one first.
pub(super) fn ordered(a: f64, b: f64) -> (f64, f64) {
    if a <= b { (a, b) } else { (b, a) }
}

/// A mark between the places `from` (earlier) and `to` (later) at the height `y`; outlined where it was not yet known.
pub(super) fn mark(svg: &mut String, mark: Mark, (from, to): (f64, f64), y: f64, (hue, is_known): (Hue, bool)) {
    let colour = hue.colour();
    let (left, right) = ordered(from, to);
    let (left, right) = if right - left < WIDTH_MIN && mark.shape != Shape::Exact {
        let middle = f64::midpoint(left, right);
        (middle - WIDTH_MIN / 2.0, middle + WIDTH_MIN / 2.0)
    } else {
        (left, right)
    };
    let (width, top) = (right - left, y - HALF);
    let solid = if is_known { colour } else { PAPER };
    let outline = format!("stroke=\"{colour}\" stroke-width=\"1.5\"");
    let _ = match mark.shape {
        Shape::Exact => writeln!(
            svg,
            "<path d=\"M{left:.2} {:.1}V{:.1}\" stroke=\"{colour}\" stroke-width=\"2\"/><path d=\"M{left:.2} {:.1}l7 7-7 \
             7-7-7z\" fill=\"{solid}\" {outline}/>",
            y - 16.0,
            y + 16.0,
            y - 7.0
        ),
        Shape::Range => {
            writeln!(
                svg,
                "<rect x=\"{left:.2}\" y=\"{top:.1}\" width=\"{width:.2}\" height=\"18\" rx=\"2\" fill=\"{solid}\" {outline}/>"
            )
        }
        Shape::Approximate => {
            let flanks = if is_known { format!("url(#{})", hue.stripes()) } else { PAPER.to_owned() };
            let core = width * 0.44;
            let _ = write!(
                svg,
                "<rect x=\"{left:.2}\" y=\"{top:.1}\" width=\"{width:.2}\" height=\"18\" fill=\"{flanks}\"/>"
            );
            if is_known {
                let start = left + (width - core) / 2.0;
                let _ = write!(
                    svg,
                    "<rect x=\"{start:.2}\" y=\"{top:.1}\" width=\"{core:.2}\" height=\"18\" fill=\"{colour}\"/>"
                );
            }
            writeln!(
                svg,
                "<path d=\"M{left:.2} {top:.1}v18M{right:.2} {top:.1}v18\" stroke=\"{colour}\" stroke-width=\"2\"/>"
            )
        }
        Shape::Before | Shape::After => half_open(svg, mark.shape, (from, to), y, colour),
    };
}

/// A dashed box with a hard bar at its limit and an arrow where it is open.
fn half_open(svg: &mut String, shape: Shape, (from, to): (f64, f64), y: f64, colour: &str) -> std::fmt::Result {
    let (limit, open) = if shape == Shape::After { (from, to) } else { (to, from) };
    // Into which direction on the drawing it is open.
    let way = if open >= limit { 1.0 } else { -1.0 };
    let (left, right) = ordered(limit, open);
    writeln!(
        svg,
        "<path d=\"M{left:.2} {a:.1}H{right:.2}M{left:.2} {b:.1}H{right:.2}\" stroke=\"{colour}\" stroke-width=\"1.5\" \
         stroke-dasharray=\"4 3\" fill=\"none\"/><path d=\"M{limit:.2} {top:.1}v18\" stroke=\"{colour}\" \
         stroke-width=\"3\"/><path d=\"M{back:.2} {up:.1}L{open:.2} {y:.1}L{back:.2} {down:.1}\" stroke=\"{colour}\" \
         stroke-width=\"2\" fill=\"none\"/>",
        a = y - 7.0,
        b = y + 7.0,
        top = y - HALF,
        back = open - way * 6.0,
        up = y - 5.0,
        down = y + 5.0,
    )
}

/// The square of a report.
pub(super) fn square(svg: &mut String, x: f64, y: f64, is_known: bool) {
    let dots = if is_known { "" } else { " stroke-dasharray=\"1.5 1.5\"" };
    let _ = writeln!(
        svg,
        "<rect x=\"{:.2}\" y=\"{:.1}\" width=\"10\" height=\"10\" fill=\"{PAPER}\" stroke=\"{INK2}\" \
         stroke-width=\"1.5\"{dots}/>",
        x - 5.0,
        y - 5.0
    );
}

/// The dotted line from a mark to its report.
pub(super) fn lag(svg: &mut String, from: f64, to: f64, y: f64) {
    let _ = writeln!(
        svg,
        "<path d=\"M{from:.2} {y:.1}H{to:.2}\" stroke=\"{LINE2}\" stroke-width=\"1.5\" stroke-dasharray=\"1.5 3\"/>"
    );
}

/// The hatch between two positions with its dimension line; `y` is the middle of its row.
pub(super) fn gap(svg: &mut String, from: f64, to: f64, y: f64) {
    let (left, right) = ordered(from, to);
    let (width, top) = (right - left, y - 12.0);
    let _ = writeln!(
        svg,
        "<rect x=\"{left:.2}\" y=\"{top:.1}\" width=\"{width:.2}\" height=\"24\" fill=\"url(#hatch)\"/><path d=\"M{left:.2} \
         {top:.1}v24M{right:.2} {top:.1}v24\" stroke=\"{SIGNAL}\" stroke-width=\"2\"/><path d=\"M{left:.2} {y:.1}H{right:.2}\" \
         stroke=\"{SIGNAL}\" stroke-width=\"1.5\"/>"
    );
}

/// A sign of the legend, from where it begins in the direction of reading to where it ends.
pub(super) fn sign(svg: &mut String, sign: Sign, (from, to): (f64, f64), y: f64) {
    let middle = f64::midpoint(from, to);
    match sign {
        Sign::Shape(Shape::Exact) => {
            let exact = Mark { shape: Shape::Exact, start: 0.0, end: 0.0 };
            mark(svg, exact, (middle, middle), y, (Hue::Neutral, true));
        }
        Sign::Shape(shape) => {
            mark(svg, Mark { shape, start: 0.0, end: 0.0 }, (from, to), y, (Hue::Neutral, true));
        }
        Sign::Hatch => gap(svg, from, to, y),
        Sign::Report => {
            lag(svg, from, to, y);
            square(svg, to, y, true);
        }
    }
}
