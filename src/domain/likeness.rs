//! Likeness: whether two names or addresses may well mean the same. It only ever warns; what is the same is a judgement.
//!
//! Names are compared in three ways: letter by letter after folding, with characters that look alike taken for each
//! other, and across scripts by their consonants, since transliterations differ in vowels and articles above all.

use super::{fold::fold, near};

/// Names shorter than this are alike only where they are the same.
const NEAR_CHARS_MIN: usize = 5;
/// One slip is forgiven for each of so many characters.
const CHARS_PER_SLIP: usize = 12;
/// A consonant skeleton shorter than this says nothing.
const SKELETON_MIN: usize = 2;

/// Whether two names may mean the same.
///
/// ```
/// use counterpoint::domain::likeness::are_names_alike;
/// assert!(are_names_alike("Hajin", "هجين"));
/// assert!(are_names_alike("The Guardian", "the guardain"));
/// assert!(are_names_alike("Hajin", "Ηаjin")); // Greek and Cyrillic look-alikes
/// assert!(!are_names_alike("Article 1", "Article 2"));
/// ```
#[must_use]
pub fn are_names_alike(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    a == b || are_near(&a, &b) || are_transliterations(&a, &b)
}

/// Whether two names cannot be told apart by somebody who reads them: letter case, accents, spaces and characters that
/// look alike are no difference.
///
/// ```
/// use counterpoint::domain::likeness::do_names_read_the_same;
/// assert!(do_names_read_the_same("Nadia", " nаdia")); // a Cyrillic look-alike
/// assert!(!do_names_read_the_same("Nadia", "Nadja"));
/// ```
#[must_use]
pub fn do_names_read_the_same(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    !a.is_empty() && a == b
}

/// Whether two web addresses lead to the same page: scheme, `www.`, letter case of the host, default ports, trailing
/// slashes, anchors and tracking parameters apart.
#[must_use]
pub fn are_addresses_alike(a: &str, b: &str) -> bool {
    let (a, b) = (bare_address(a), bare_address(b));
    !a.is_empty() && a == b
}

/// Folded, with characters that look like a Latin letter as that letter, and marks left out.
fn plain(name: &str) -> String {
    let look: String = fold(name).chars().map(latin_look).collect();
    let words: String = look.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The Latin letter that a Cyrillic or Greek one is drawn like (after Unicode Technical Standard 39, lower case).
fn latin_look(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'в' | 'ь' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'ɡ' => 'g',
        'һ' | 'н' | 'η' => 'h',
        'і' | 'ι' | 'ı' | 'ӏ' | '|' => 'i',
        'ј' | 'ϳ' => 'j',
        'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'ո' | 'п' => 'n',
        'о' | 'ο' | 'օ' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'г' => 'r',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' | 'ս' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' | 'ω' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        'ζ' => 'z',
        c => c,
    }
}

/// A slip of the pen apart; numbers are never slips.
fn are_near(a: &str, b: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (long, short) = (a.chars().count().max(b.chars().count()), a.chars().count().min(b.chars().count()));
    let slips_max = 1 + long / CHARS_PER_SLIP;
    short >= NEAR_CHARS_MIN && long - short <= slips_max && digits(a) == digits(b) && near::slips(a, b) <= slips_max
}

/// The same consonants in another script.
fn are_transliterations(a: &str, b: &str) -> bool {
    let is_latin = |text: &str| text.chars().filter(|c| c.is_alphabetic()).all(|c| c.is_ascii());
    if is_latin(a) == is_latin(b) {
        return false;
    }
    // Where one script writes two words, the other may write one.
    let (a, b) = (skeleton(a).concat(), skeleton(b).concat());
    a.len() >= SKELETON_MIN && a == b
}

/// The consonants of each word, without articles; vowels, glides and a final h are written in too many ways.
fn skeleton(name: &str) -> Vec<String> {
    let words = name.split(' ').map(|word| {
        // The Arabic article is written together with its word.
        let bare = word.strip_prefix("ال").filter(|rest| rest.chars().count() > 1).unwrap_or(word);
        let latin = any_ascii::any_ascii(bare).to_ascii_lowercase();
        if bare == word && is_article(&latin) { String::new() } else { consonants(&latin) }
    });
    words.filter(|word| !word.is_empty()).collect()
}

/// Articles as they are written in Latin letters, assimilated ones included.
fn is_article(word: &str) -> bool {
    let articles =
        ["the", "al", "el", "ad", "ed", "an", "en", "ar", "er", "as", "es", "ash", "esh", "at", "et", "az", "ez"];
    articles.contains(&word)
}

fn consonants(word: &str) -> String {
    // Sounds that are written with two letters, or with one of several.
    let sounds = [
        ("kh", "k"),
        ("gh", "g"),
        ("dh", "d"),
        ("th", "t"),
        ("sh", "s"),
        ("ch", "s"),
        ("ou", "u"),
        ("q", "k"),
        ("x", "ks"),
        ("v", "f"),
        ("p", "b"),
        ("c", "k"),
        ("z", "s"),
    ];
    let word = word.trim_end_matches('h');
    let word = sounds.iter().fold(word.to_owned(), |word, (from, to)| word.replace(from, to));
    let mut letters: Vec<char> =
        word.chars().filter(|c| c.is_ascii_alphanumeric() && !"aeiouwy".contains(*c)).collect();
    letters.dedup();
    letters.into_iter().collect()
}

fn bare_address(address: &str) -> String {
    let address = address.trim();
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_ascii_lowercase();
    let host = host.trim_start_matches("www.").trim_end_matches(":80").trim_end_matches(":443").trim_end_matches('.');
    let is_tracking = |parameter: &&str| {
        let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
        name.starts_with("utm_") || matches!(name.as_str(), "fbclid" | "gclid" | "ref" | "cmp")
    };
    let mut parameters: Vec<&str> = query.split('&').filter(|p| !p.is_empty() && !is_tracking(p)).collect();
    parameters.sort_unstable();
    format!("{host}/{}?{}", path.trim_end_matches('/'), parameters.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_may_mean_the_same_are_found() {
        for (a, b) in [
            ("Hajin", "هجين"),
            ("al-Keshma", "الكشمة"),
            ("Deir ez-Zor", "دير الزور"),
            ("Jumah Hamdi Hamdan", "جمعة حمدي حمدان"),
            ("Abu Kamal", "البوكمال"),
            ("The Guardian", "الغارديان"),
            ("Hasakah", "الحسكة"),
            ("Raqqa", "الرقة"),
            ("Baghdad", "بغداد"),
            ("Hajin", "HAJIN "),
            ("Hajin", "Наjin"),
            ("Guardian", "Gaurdian"),
            ("Syrian Democratic Forces", "Syrian Democratic Force"),
            ("قسد", "قَسَد"),
        ] {
            assert!(are_names_alike(a, b), "{a} / {b}: {:?} {:?}", skeleton(&plain(a)), skeleton(&plain(b)));
            assert!(are_names_alike(b, a), "{b} / {a}");
        }
    }

    #[test]
    fn names_that_mean_different_things_are_left_alone() {
        for (a, b) in [
            ("Article 1", "Article 2"),
            ("Hajin", "Hasakah"),
            ("Hajin", "الحسكة"),
            ("Syria", "Iraq"),
            ("سوريا", "Iraq"),
            ("SDF", "SNA"),
            ("", ""),
        ] {
            assert!(!are_names_alike(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn addresses_of_one_page_are_found() {
        let page = "https://www.example.org/news/1";
        for other in [
            "http://example.org/news/1/",
            "https://EXAMPLE.org:443/news/1#top",
            "https://www.example.org/news/1?utm_source=x&fbclid=1",
        ] {
            assert!(are_addresses_alike(page, other), "{other}");
        }
        for other in ["https://example.org/news/2", "https://example.org/news/1?page=2", "https://example.com/news/1"] {
            assert!(!are_addresses_alike(page, other), "{other}");
        }
    }
}
