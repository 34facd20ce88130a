//! The layout of a drawing: title, axis, groups of lanes, legend, foot.

use std::fmt::Write as _;

use super::{
    Drawing, Group, Lane, Row,
    marks::{self, INK, INK2, INK3, LINE, PAPER, SIGNAL},
};
use crate::{domain::text::Language, exchange::markup::xml};

/// The width of a drawing.
const WIDTH: f64 = 1_280.0;
/// The room at both sides.
const MARGIN: f64 = 32.0;
/// Where the labels end and the track begins.
const TRACK: f64 = 400.0;
/// Where labels begin, after the bracket and the badge.
const LABEL: f64 = 76.0;
const LANE: f64 = 46.0;
const GAP: f64 = 34.0;
/// About how wide a character is, at 14 pixels.
const CHAR_WIDTH: f64 = 7.2;
/// The most characters of a label.
const LABEL_CHARS_MAX: usize = 42;
/// The signs of the legend that stand in one row.
const SIGNS_A_ROW: usize = 3;

/// The drawing as SVG.
#[must_use]
pub fn write(drawing: &Drawing) -> String {
    let mut page = Page { drawing, svg: String::new(), y: MARGIN };
    page.head();
    let grid = page.y;
    page.axis();
    for group in &drawing.groups {
        page.group(group);
    }
    let end = page.y;
    page.legend();
    page.foot();
    page.finish(grid, end)
}

struct Page<'a> {
    drawing: &'a Drawing,
    svg: String,
    y: f64,
}

/// How a text looks.
#[derive(Clone, Copy)]
struct Look {
    size: f64,
    colour: &'static str,
    is_serif: bool,
    is_bold: bool,
}

const VALUE: Look = Look { size: 15.0, colour: INK, is_serif: true, is_bold: false };
const QUIET: Look = Look { size: 12.0, colour: INK3, is_serif: false, is_bold: false };
const TOLD: Look = Look { size: 13.0, colour: INK2, is_serif: false, is_bold: false };

impl Page<'_> {
    fn is_rtl(&self) -> bool {
        self.drawing.language == Language::Arabic
    }

    /// A place counted from the side where lines begin.
    fn at(&self, place: f64) -> f64 {
        if self.is_rtl() { WIDTH - place } else { place }
    }

    /// A place on the track.
    fn on_track(&self, percent: f64) -> f64 {
        self.at(TRACK + (WIDTH - MARGIN - TRACK) * percent.clamp(0.0, 100.0) / 100.0)
    }

    /// Text that begins at `place`. Its direction is that of the drawing, which says where it begins; people's own words
    /// keep the order that their letters give them.
    fn text(&mut self, text: &str, (place, y): (f64, f64), look: Look) {
        self.anchored(text, (self.at(place), y), look, "start");
    }

    fn anchored(&mut self, text: &str, (x, y): (f64, f64), look: Look, anchor: &str) {
        let family = if look.is_serif { "serif" } else { "sans-serif" };
        let weight = if look.is_bold { " font-weight=\"600\"" } else { "" };
        let _ = writeln!(
            self.svg,
            "<text x=\"{x:.2}\" y=\"{y:.1}\" font-family=\"{family}\" font-size=\"{}\" fill=\"{}\" \
             text-anchor=\"{anchor}\"{weight}>{}</text>",
            look.size,
            look.colour,
            xml(text)
        );
    }

    fn head(&mut self) {
        let title = shortened(&self.drawing.title, 90);
        self.text(&title, (MARGIN, self.y + 24.0), Look { size: 26.0, is_bold: true, ..VALUE });
        self.y += 52.0;
    }

    fn axis(&mut self) {
        let (y, drawing) = (self.y, self.drawing);
        self.text(&drawing.axis, (MARGIN, y + 34.0), TOLD);
        for tick in &drawing.ticks {
            let x = self.on_track(tick.at);
            if let Some(large) = &tick.large {
                self.anchored(large, (x, y + 14.0), Look { is_bold: true, ..TOLD }, "middle");
            }
            if let Some(small) = &tick.small {
                self.anchored(small, (x, y + 34.0), TOLD, "middle");
            }
        }
        let (left, right) = marks::ordered(self.at(MARGIN), self.at(WIDTH - MARGIN));
        let _ = writeln!(self.svg, "<path d=\"M{left} {0:.1}H{right}\" stroke=\"{INK}\"/>", y + 42.0);
        self.y += 50.0;
    }

    fn group(&mut self, group: &Group) {
        self.y += 12.0;
        let heading = shortened(&group.heading, 64);
        self.text(&heading, (MARGIN, self.y + 18.0), Look { size: 17.0, is_bold: true, ..VALUE });
        let colour = if group.is_disputed { SIGNAL } else { INK2 };
        let note = shortened(&group.note, 90);
        self.anchored(&note, (self.at(WIDTH - MARGIN), self.y + 18.0), Look { colour, ..TOLD }, "end");
        self.y += 30.0;
        let start = self.y;
        for (number, row) in group.rows.iter().enumerate() {
            match row {
                Row::Lane(lane) => self.lane(lane),
                Row::Gap { from, to, is_upper_later, words } => self.gap(*from, *to, *is_upper_later, words),
            }
            if number + 1 == group.tied && group.tied > 1 {
                self.bracket(start + LANE / 2.0, self.y - LANE / 2.0);
            }
        }
        if let Some(left_out) = &group.left_out {
            self.text(left_out, (LABEL, self.y + 14.0), QUIET);
            self.y += 22.0;
        }
        let (left, right) = (MARGIN, WIDTH - MARGIN);
        let _ = writeln!(self.svg, "<path d=\"M{left} {0:.1}H{right}\" stroke=\"{LINE}\"/>", self.y + 4.0);
    }

    fn lane(&mut self, lane: &Lane) {
        let middle = self.y + LANE / 2.0;
        let told = [&lane.value, &lane.who, &lane.reported_in_words].map(|it| xml(it)).join(" · ");
        let _ = writeln!(self.svg, "<g><title>{told}</title>");
        if !lane.letters.is_empty() {
            let (x, width) = (self.at(60.0), 8.0_f64.mul_add(real(lane.letters.chars().count()), 14.0));
            let _ = writeln!(
                self.svg,
                "<rect x=\"{:.2}\" y=\"{:.1}\" width=\"{width}\" height=\"22\" rx=\"2\" fill=\"{}\"/>",
                x - width / 2.0,
                middle - 19.0,
                lane.hue.colour()
            );
            let look = Look { colour: PAPER, is_bold: true, ..TOLD };
            self.anchored(&lane.letters, (x, middle - 3.5), look, "middle");
        }
        self.text(&shortened(&lane.value, LABEL_CHARS_MAX), (LABEL + 4.0, middle - 3.0), VALUE);
        self.text(&shortened(&lane.who, LABEL_CHARS_MAX + 6), (LABEL + 4.0, middle + 15.0), QUIET);
        let ends = lane.mark.map(|mark| (self.on_track(mark.start), self.on_track(mark.end)));
        if let (Some((_, end)), Some(report)) = (ends, lane.reported.first()) {
            let report = self.on_track(*report);
            if (report > end) != self.is_rtl() {
                marks::lag(&mut self.svg, end, report, middle);
            }
        }
        if let (Some(mark), Some(ends)) = (lane.mark, ends) {
            marks::mark(&mut self.svg, mark, ends, middle, (lane.hue, lane.is_known));
        }
        for report in &lane.reported {
            let x = self.on_track(*report);
            marks::square(&mut self.svg, x, middle, lane.is_known);
        }
        self.svg.push_str("</g>\n");
        self.y += LANE;
    }

    fn gap(&mut self, from: f64, to: f64, is_upper_later: bool, words: &str) {
        let middle = self.y + GAP / 2.0;
        let (from, to) = (self.on_track(from), self.on_track(to));
        let (upper, lower) = if is_upper_later { (to, from) } else { (from, to) };
        let _ = writeln!(
            self.svg,
            "<path d=\"M{upper:.2} {:.1}V{:.1}M{lower:.2} {:.1}V{:.1}\" stroke=\"{SIGNAL}\"/>",
            middle - GAP / 2.0 - LANE / 2.0,
            middle - 12.0,
            middle + 12.0,
            middle + GAP / 2.0 + LANE / 2.0
        );
        marks::gap(&mut self.svg, from, to, middle);
        let words = format!("≠ {words}");
        let width = CHAR_WIDTH.mul_add(real(words.chars().count()), 24.0);
        let half = width / 2.0;
        let (first, last) = marks::ordered(self.on_track(0.0), self.on_track(100.0));
        let centre = f64::midpoint(from, to).clamp(first + half, (last - half).max(first + half));
        let _ = writeln!(
            self.svg,
            "<rect x=\"{:.2}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"24\" rx=\"12\" fill=\"{PAPER}\" stroke=\"{SIGNAL}\" \
             stroke-width=\"2\"/>",
            centre - half,
            middle - 12.0
        );
        let look = Look { colour: SIGNAL, is_bold: true, ..TOLD };
        self.anchored(&words, (centre, middle + 4.5), look, "middle");
        self.y += GAP;
    }

    /// Ties lanes that cannot all be true, like a brace in a score.
    fn bracket(&mut self, from: f64, to: f64) {
        let (back, front) = (self.at(38.0), self.at(46.0));
        let _ = writeln!(
            self.svg,
            "<path d=\"M{front} {from:.1}H{back}V{to:.1}H{front}\" fill=\"none\" stroke=\"{SIGNAL}\" stroke-width=\"2\"/>"
        );
    }

    fn legend(&mut self) {
        self.y += 24.0;
        let column = (WIDTH - 2.0 * MARGIN) / real(SIGNS_A_ROW);
        for row in self.drawing.legend.chunks(SIGNS_A_ROW) {
            for (number, (sign, words)) in row.iter().enumerate() {
                let place = column.mul_add(real(number), MARGIN);
                let ends = (self.at(place + 2.0), self.at(place + 42.0));
                marks::sign(&mut self.svg, *sign, ends, self.y);
                self.text(words, (place + 54.0, self.y + 4.0), TOLD);
            }
            self.y += 38.0;
        }
    }

    fn foot(&mut self) {
        let drawing = self.drawing;
        self.y += 8.0;
        for line in &drawing.foot {
            self.text(line, (MARGIN, self.y + 12.0), QUIET);
            self.y += 20.0;
        }
        self.y += MARGIN / 2.0;
    }

    /// The whole: what stands behind the lanes first, then what was drawn.
    fn finish(self, grid: f64, end: f64) -> String {
        let drawing = self.drawing;
        let (lang, dir) = (drawing.language.tag(), if self.is_rtl() { "rtl" } else { "ltr" });
        let mut behind = String::new();
        for tick in drawing.ticks.iter().filter(|tick| tick.at > 0.0) {
            let x = self.on_track(tick.at);
            let _ = writeln!(behind, "<path d=\"M{x:.2} {:.1}V{end:.1}\" stroke=\"{LINE}\"/>", grid + 42.0);
        }
        if let Some((at, day)) = &drawing.cut {
            let x = self.on_track(*at);
            let _ = writeln!(
                behind,
                "<path d=\"M{x:.2} {:.1}V{end:.1}\" stroke=\"{INK}\" stroke-width=\"1.5\"/><text x=\"{x:.2}\" y=\"{:.1}\" \
                 font-family=\"sans-serif\" font-size=\"12\" fill=\"{INK}\" text-anchor=\"middle\">{}</text>",
                grid + 42.0,
                end + 14.0,
                xml(day)
            );
        }
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} \
             {height:.0}\" width=\"{WIDTH}\" height=\"{height:.0}\" xml:lang=\"{lang}\" lang=\"{lang}\" direction=\"{dir}\" \
             role=\"img\" aria-labelledby=\"t d\">\n<title id=\"t\">{title}</title>\n<desc id=\"d\">{description}</desc>\n\
             {patterns}<rect width=\"100%\" height=\"100%\" fill=\"{PAPER}\"/>\n{behind}{drawn}</svg>\n",
            height = self.y,
            title = xml(&drawing.title),
            description = xml(&drawing.description),
            patterns = marks::patterns(),
            drawn = self.svg,
        )
    }
}

/// The first characters of a text, and that there are more.
fn shortened(text: &str, max: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= max {
        return line;
    }
    let mut short: String = line.chars().take(max - 1).collect();
    // What an isolate opened must be closed, or the rest of the drawing would be inside it.
    let opened = short.chars().filter(|c| matches!(c, '\u{2066}'..='\u{2068}')).count();
    let closed = short.chars().filter(|c| *c == '\u{2069}').count();
    short.push('…');
    short.extend(std::iter::repeat_n('\u{2069}', opened.saturating_sub(closed)));
    short
}

#[expect(clippy::cast_precision_loss, reason = "counts of characters and columns are small")]
fn real(count: usize) -> f64 {
    count as f64
}
