//! The layout of a drawing: title, axis, groups of lanes, legend, foot.

use std::fmt::Write as _;

use super::{
    Drawing, Group, Lane, Row,
    lines::{shown, wrapped},
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
/// The room of a lane around its words.
const LANE_ROOM: f64 = 13.0;
const GAP: f64 = 34.0;
/// About how wide a character is, at 14 pixels.
const CHAR_WIDTH: f64 = 7.2;
/// How many characters of a text stand in a line, on how many lines at most, and how high these are.
const TITLE_LINES: Lines = Lines { chars: 84, most: 3, height: 32.0 };
const HEADING_LINES: Lines = Lines { chars: 62, most: 4, height: 22.0 };
const NOTE_LINES: Lines = Lines { chars: 84, most: 4, height: 18.0 };
const VALUE_LINES: Lines = Lines { chars: 42, most: 6, height: 18.0 };
const WHO_LINES: Lines = Lines { chars: 54, most: 4, height: 15.0 };
const SIGN_LINES: Lines = Lines { chars: 50, most: 3, height: 17.0 };
/// The most characters of what stands in the hatch.
const GAP_CHARS_MAX: usize = 100;
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

/// How a text is put in lines.
#[derive(Clone, Copy)]
struct Lines {
    chars: usize,
    most: usize,
    height: f64,
}

impl Lines {
    fn of(self, text: &str) -> Vec<String> {
        wrapped(text, self.chars, self.most)
    }

    /// How high a text is.
    fn height_of(self, text: &str) -> f64 {
        self.height * real(self.of(text).len())
    }
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

    /// The lines of a text, the first at `y`; says how high they are.
    fn lines(&mut self, text: &str, (place, y): (f64, f64), (look, lines, anchor): (Look, Lines, &str)) -> f64 {
        let all = lines.of(text);
        for (number, line) in all.iter().enumerate() {
            self.anchored(line, (self.at(place), lines.height.mul_add(real(number), y)), look, anchor);
        }
        lines.height * real(all.len())
    }

    /// Begins a group that says in full what stands in it.
    fn begin(&mut self, told: &[&str]) {
        let told: Vec<String> = told.iter().filter(|it| !it.is_empty()).map(|it| xml(it)).collect();
        let _ = writeln!(self.svg, "<g><title>{}</title>", told.join(" · "));
    }

    fn end(&mut self) {
        self.svg.push_str("</g>\n");
    }

    fn head(&mut self) {
        let drawing = self.drawing;
        let look = Look { size: 26.0, is_bold: true, ..VALUE };
        self.begin(&[&drawing.title]);
        let height = self.lines(&drawing.title, (MARGIN, self.y + 24.0), (look, TITLE_LINES, "start"));
        self.end();
        self.y += height + 20.0;
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
        self.begin(&[&group.heading, &group.note]);
        let look = Look { size: 17.0, is_bold: true, ..VALUE };
        let heading = self.lines(&group.heading, (MARGIN, self.y + 18.0), (look, HEADING_LINES, "start"));
        let look = Look { colour: if group.is_disputed { SIGNAL } else { INK2 }, ..TOLD };
        let note = self.lines(&group.note, (WIDTH - MARGIN, self.y + 18.0), (look, NOTE_LINES, "end"));
        self.end();
        self.y += heading.max(note) + 8.0;
        let start = self.y + group.rows.first().map_or(0.0, half_height);
        for (number, row) in group.rows.iter().enumerate() {
            match row {
                Row::Lane(lane) => self.lane(lane),
                Row::Gap { from, to, is_upper_later, words } => {
                    let beside = [number.wrapping_sub(1), number + 1];
                    let beside = beside.map(|number| group.rows.get(number).map_or(0.0, half_height));
                    self.gap((*from, *to), *is_upper_later, words, beside);
                }
            }
            if number + 1 == group.tied && group.tied > 1 {
                self.bracket(start, self.y - half_height(row));
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
        let (top, height) = (self.y, height(lane));
        let middle = top + height / 2.0;
        self.begin(&[&lane.value, &lane.who, &lane.reported_in_words]);
        if !lane.letters.is_empty() {
            let (x, width) = (self.at(60.0), 8.0_f64.mul_add(real(lane.letters.chars().count()), 14.0));
            let _ = writeln!(
                self.svg,
                "<rect x=\"{:.2}\" y=\"{:.1}\" width=\"{width}\" height=\"22\" rx=\"2\" fill=\"{}\"/>",
                x - width / 2.0,
                top + 4.0,
                lane.hue.colour()
            );
            let look = Look { colour: PAPER, is_bold: true, ..TOLD };
            self.anchored(&lane.letters, (x, top + 19.5), look, "middle");
        }
        let value = self.lines(&lane.value, (LABEL + 4.0, top + 20.0), (VALUE, VALUE_LINES, "start"));
        self.lines(&lane.who, (LABEL + 4.0, top + 20.0 + value), (QUIET, WHO_LINES, "start"));
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
        self.end();
        self.y += height;
    }

    /// The distance between the rows `above` and below, from the middle of one to the middle of the other.
    fn gap(&mut self, (from, to): (f64, f64), is_upper_later: bool, words: &str, [above, below]: [f64; 2]) {
        let middle = self.y + GAP / 2.0;
        let (from, to) = (self.on_track(from), self.on_track(to));
        let (upper, lower) = if is_upper_later { (to, from) } else { (from, to) };
        self.begin(&[words]);
        let _ = writeln!(
            self.svg,
            "<path d=\"M{upper:.2} {:.1}V{:.1}M{lower:.2} {:.1}V{:.1}\" stroke=\"{SIGNAL}\"/>",
            middle - GAP / 2.0 - above,
            middle - 12.0,
            middle + 12.0,
            middle + GAP / 2.0 + below
        );
        marks::gap(&mut self.svg, from, to, middle);
        let words = wrapped(&format!("≠ {words}"), GAP_CHARS_MAX, 1).concat();
        let width = CHAR_WIDTH.mul_add(real(shown(&words)), 24.0);
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
        self.end();
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
            let mut height: f64 = 0.0;
            for (number, (sign, words)) in row.iter().enumerate() {
                let place = column.mul_add(real(number), MARGIN);
                let ends = (self.at(place + 2.0), self.at(place + 42.0));
                self.begin(&[words]);
                marks::sign(&mut self.svg, *sign, ends, self.y);
                height = height.max(self.lines(words, (place + 54.0, self.y + 4.0), (TOLD, SIGN_LINES, "start")));
                self.end();
            }
            self.y += height + 21.0;
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

/// How high a lane is: as high as its words, the least with one line of each.
fn height(lane: &Lane) -> f64 {
    VALUE_LINES.height_of(&lane.value) + WHO_LINES.height_of(&lane.who) + LANE_ROOM
}

/// Half the height of a row.
fn half_height(row: &Row) -> f64 {
    match row {
        Row::Lane(lane) => height(lane) / 2.0,
        Row::Gap { .. } => GAP / 2.0,
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of characters and columns are small")]
fn real(count: usize) -> f64 {
    count as f64
}
