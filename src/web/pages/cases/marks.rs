//! Marks: the shape of a time on its track, the dotted line to its report, the squares of its days of report.

use crate::{
    domain::timeline::{Axis, Mark, Shape, Voice},
    web::geometry::Geometry,
};

/// The narrowest mark that is not a point, in percent of the track.
const WIDTH_MIN: f64 = 0.8;

/// One voice on a track.
pub(super) struct MarkView {
    pub mark: Option<String>,
    pub lag: Option<String>,
    pub squares: Vec<String>,
}

pub(super) fn mark(voice: &Voice, axis: &Axis, geometry: &mut Geometry) -> MarkView {
    let hue = match voice.letters.as_slice() {
        [letter] => ["k-a", "k-b", "k-c"].get(letter.number()).copied().unwrap_or("k-n"),
        _ => "k-n",
    };
    let ghost = if voice.is_known { "" } else { " off" };
    let mut squares: Vec<String> = Vec::new();
    for day in &voice.reported {
        let late = if axis.is_beyond(*day) { " late" } else { "" };
        let square = format!("{}{late}{ghost}", geometry.at(axis.percent(axis.noon(*day))));
        if !squares.contains(&square) {
            squares.push(square);
        }
    }
    let first_report = voice.reported.first().map(|day| axis.percent(axis.noon(*day)));
    MarkView {
        mark: voice.mark.map(|mark| format!("{} {hue} {}", shape_class(mark), place(mark, axis, geometry))),
        lag: voice.mark.zip(first_report).and_then(|(mark, report)| {
            let from = if mark.last.is_none() { 100.0 } else { axis.percent(mark.end()) };
            (report > from).then(|| geometry.span(from, report - from))
        }),
        squares,
    }
}

fn shape_class(mark: Mark) -> &'static str {
    match mark.shape {
        Shape::Exact => "mk-exact",
        Shape::Approximate => "mk-approx",
        Shape::Range => "mk-range",
        Shape::Before => "mk-before",
        Shape::After => "mk-after",
    }
}

fn place(mark: Mark, axis: &Axis, geometry: &mut Geometry) -> String {
    if mark.shape == Shape::Exact {
        return geometry.at(axis.percent(mark.middle()));
    }
    let (start, end) = ends(mark, axis);
    geometry.span(start, (end - start).max(WIDTH_MIN))
}

/// Where a mark begins and ends on the track, in percent.
pub(super) fn ends(mark: Mark, axis: &Axis) -> (f64, f64) {
    if mark.shape == Shape::Exact {
        let at = axis.percent(mark.middle());
        return (at, at);
    }
    let start = mark.first.map_or(0.0, |first| axis.percent(first));
    let end = mark.last.map_or(100.0, |last| axis.percent(last.saturating_add(1)));
    (start, end)
}
