//! A QR picture as the data of one SVG path, so that a template draws it without style or script.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};
use zeroize::Zeroizing;

/// The dark squares of a QR code, each one unit wide, with the light margin that scanners need.
///
/// Drawn as `<svg viewBox="0 0 {size} {size}"><path d="{path}"/></svg>` on a light ground in both colour schemes. What it
/// holds is as secret as the text it was made of.
pub struct QrPicture {
    pub path: Zeroizing<String>,
    pub size: u32,
}

/// The standard asks for four light squares on each side.
const MARGIN: u32 = 4;

impl QrPicture {
    /// The picture of a text; nothing if the text is too long for one (some 2,300 bytes).
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        Some(Self { path: dark_runs(&code), size: code.size().unsigned_abs() + 2 * MARGIN })
    }
}

/// One rectangle for every run of dark squares in a row.
fn dark_runs(code: &QrCode) -> Zeroizing<String> {
    let mut path = Zeroizing::new(String::new());
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let length = (x..code.size()).take_while(|&x| code.get_module(x, y)).count();
            if length > 0 {
                let (left, top) = (x.unsigned_abs() + MARGIN, y.unsigned_abs() + MARGIN);
                write!(path, "M{left} {top}h{length}v1h-{length}z").expect("a string takes any text");
            }
            // The square after a run is light.
            x += i32::try_from(length).unwrap_or(i32::MAX - code.size()) + 1;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use std::collections::BTreeSet;

    use super::*;

    const ADDRESS: &str =
        "otpauth://totp/Counterpoint:miriam?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Counterpoint";

    /// The dark squares that the path covers.
    fn drawn(picture: &QrPicture) -> BTreeSet<(u32, u32)> {
        let mut squares = BTreeSet::new();
        for run in picture.path.split_terminator('z') {
            let (place, rest) = run.trim_start_matches('M').split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let (length, back) = rest.split_once("v1h-").unwrap();
            assert_eq!(length, back);
            let (x, y, length): (u32, u32, u32) = (x.parse().unwrap(), y.parse().unwrap(), length.parse().unwrap());
            assert!((x..x + length).all(|x| squares.insert((x, y))), "drawn twice: {run}");
        }
        squares
    }

    #[test]
    fn the_picture_has_just_the_dark_squares_of_the_code_within_a_light_margin() {
        let picture = QrPicture::of(ADDRESS).unwrap();
        let code = QrCode::encode_text(ADDRESS, QrCodeEcc::Medium).unwrap();
        let drawn = drawn(&picture);
        for y in 0..picture.size {
            for x in 0..picture.size {
                let [column, row] = [x, y].map(|it| i32::try_from(it).unwrap() - 4);
                assert_eq!(drawn.contains(&(x, y)), code.get_module(column, row), "{x} {y}");
            }
        }
    }

    #[test]
    fn three_corners_have_the_squares_that_scanners_look_for() {
        let picture = QrPicture::of(ADDRESS).unwrap();
        let drawn = drawn(&picture);
        let far = picture.size - 4 - 7;
        for (left, top) in [(4, 4), (far, 4), (4, far)] {
            for (x, y) in (0..7).flat_map(|y| (0..7).map(move |x| (x, y))) {
                let ring = x.min(6 - x).min(y.min(6 - y));
                assert_eq!(drawn.contains(&(left + x, top + y)), ring != 1, "{left} {top} {x} {y}");
            }
        }
    }

    #[test]
    fn a_path_has_nothing_that_a_page_would_have_to_escape() {
        let picture = QrPicture::of(ADDRESS).unwrap();
        assert!(picture.path.chars().all(|c| c.is_ascii_digit() || "Mhvz -".contains(c)));
    }

    #[test]
    fn a_text_too_long_for_a_picture_has_none() {
        assert!(QrPicture::of(&"a".repeat(3000)).is_none());
    }
}
