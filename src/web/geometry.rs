//! Positions on a page: percentages as classes in one `<style>` block whose hash stands in the header, since the
//! content security policy allows no style attributes.

use std::{collections::HashMap, fmt::Write as _};

/// The positions that one page uses, each once.
#[derive(Debug, Default)]
pub struct Geometry {
    classes: HashMap<(i32, Option<i32>), usize>,
    order: Vec<(i32, Option<i32>)>,
}

impl Geometry {
    /// The class of a mark that begins at `start` percent of the width.
    pub fn at(&mut self, start: f64) -> String {
        self.class((hundredths(start), None))
    }

    /// The class of a mark that begins at `start` percent and is `width` percent wide.
    pub fn span(&mut self, start: f64, width: f64) -> String {
        self.class((hundredths(start), Some(hundredths(width))))
    }

    fn class(&mut self, place: (i32, Option<i32>)) -> String {
        let next = self.order.len() + 1;
        let number = *self.classes.entry(place).or_insert_with(|| {
            self.order.push(place);
            next
        });
        format!("p{number}")
    }

    /// The style block.
    #[must_use]
    pub fn css(&self) -> String {
        let mut css = String::new();
        for (number, (start, width)) in self.order.iter().enumerate() {
            let _ = write!(css, ".p{}{{--s:{}", number + 1, percent(*start));
            if let Some(width) = width {
                let _ = write!(css, ";--w:{}", percent(*width));
            }
            css.push('}');
        }
        css
    }
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to ten times the page before")]
fn hundredths(percent: f64) -> i32 {
    (percent.clamp(-1_000.0, 1_000.0) * 100.0).round() as i32
}

fn percent(hundredths: i32) -> f64 {
    f64::from(hundredths) / 100.0
}

#[cfg(test)]
mod tests {
    use super::Geometry;

    #[test]
    fn a_position_used_twice_is_written_once() {
        let mut geometry = Geometry::default();
        assert_eq!([geometry.at(16.571), geometry.span(0.0, 5.5), geometry.at(16.57)], ["p1", "p2", "p1"]);
        assert_eq!(geometry.css(), ".p1{--s:16.57}.p2{--s:0;--w:5.5}");
    }
}
