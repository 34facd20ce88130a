//! The words of counts and durations in English, Arabic and French, and what each of them does.
//!
//! Nouns for people are known only to be passed over: the unit belongs to the question. Arabic duals of such nouns
//! ("قتيلان") count two. قرابة and ما يقرب من are read as "nearly", نحو, حوالي and زهاء as "about".

use std::{collections::HashMap, sync::LazyLock};

use super::{duration::Unit, number::MILLION, phrase::Bound, vague::Vague};
use crate::domain::fold::fold;

/// What a word or a fixed phrase does in a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// A number that stands in the place of units, tens or Arabic hundreds.
    Small(i64),
    /// Hundred; the plural alone is "hundreds".
    Hundred {
        is_plural: bool,
    },
    /// Thousand, million, milliard; the plural alone is "thousands".
    Scale {
        by: i64,
        is_plural: bool,
    },
    /// An Arabic dual of a scale: ألفان.
    TwoOf(i64),
    /// Ten at a time: "tens", عشرات, dizaines.
    Tens,
    /// Dozen; the plural alone is "dozens".
    Dozen {
        is_plural: bool,
    },
    /// French collectives: about this many.
    Collective(i64),
    /// No number at all: "a few", "many".
    Vague(Vague),
    Half,
    And,
    /// The English article, and the French "à" and "an" that fold to the same letters.
    Article(Article),
    Bound(Bound),
    About,
    /// "The figure so far": it can only grow. Stands after the number.
    SoFar,
    Between,
    To,
    Of,
    No,
    Time {
        unit: Unit,
        times: i64,
        is_plural: bool,
    },
    /// An Arabic dual of a unit of time: يومان.
    TwoTimes(Unit),
    People,
    TwoPeople,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Article {
    A,
    An,
}

/// The longest fixed phrase, in words.
pub(super) const PHRASE_WORDS_MAX: usize = 5;

/// What `phrase`, already folded, does.
pub(super) fn meaning(phrase: &str) -> Option<Word> {
    LEXICON.get(phrase).copied()
}

/// Every word and fixed phrase, in the order of their letters.
pub(super) fn known() -> impl Iterator<Item = &'static str> {
    static SORTED: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let mut words: Vec<&str> = LEXICON.keys().map(String::as_str).collect();
        words.sort_unstable();
        words
    });
    SORTED.iter().copied()
}

static LEXICON: LazyLock<HashMap<String, Word>> = LazyLock::new(|| {
    let mut lexicon = HashMap::new();
    let groups = [NUMBERS, SCALES, VAGUE, BOUNDS, LINKS, TIMES, PEOPLE];
    for (word, phrases) in groups.into_iter().flatten() {
        // Within a list phrases are parted by a bar.
        for phrase in phrases.split('|') {
            lexicon.insert(fold(phrase), *word);
        }
    }
    add_composed_arabic(&mut lexicon);
    add_composed_french(&mut lexicon);
    lexicon
});

/// Arabic teens (ثلاثة عشر) and fused hundreds (ثلاثمئة), in each of their spellings.
fn add_composed_arabic(lexicon: &mut HashMap<String, Word>) {
    const STEMS: [(i64, &[&str]); 7] = [
        (3, &["ثلاث"]),
        (4, &["أربع"]),
        (5, &["خمس"]),
        (6, &["ست"]),
        (7, &["سبع"]),
        (8, &["ثماني", "ثمان"]),
        (9, &["تسع"]),
    ];
    for (value, stems) in STEMS {
        for stem in stems {
            for ending in ["", "ة"] {
                lexicon.insert(fold(&format!("{stem}{ending}")), Word::Small(value));
                for ten in ["عشر", "عشرة"] {
                    lexicon.insert(fold(&format!("{stem}{ending} {ten}")), Word::Small(value + 10));
                }
            }
            for hundred in ["مئة", "مائة", "ماية", "مية"] {
                lexicon.insert(fold(&format!("{stem}{hundred}")), Word::Small(value * 100));
            }
        }
    }
}

/// "Vingt et un" as one phrase: were any "fifty and three" a number, "between two hundred and fifty and three hundred"
/// would have no one reading.
fn add_composed_french(lexicon: &mut HashMap<String, Word>) {
    for (value, ten) in [(20, "vingt"), (30, "trente"), (40, "quarante"), (50, "cinquante"), (60, "soixante")] {
        for one in ["un", "une"] {
            lexicon.insert(format!("{ten} et {one}"), Word::Small(value + 1));
        }
    }
    lexicon.insert("soixante et onze".to_owned(), Word::Small(71));
}

type Entries = &'static [(Word, &'static str)];

const NUMBERS: Entries = &[
    (Word::Small(0), "zero|nil|none|nobody|no one|صفر|لا أحد|لا شيء|zéro|personne|aucun|aucune"),
    (Word::Small(1), "one|واحد|واحدة|أحد|un|une"),
    (Word::Small(2), "two|اثنان|اثنين|اثنتان|اثنتين|deux"),
    (Word::Small(3), "three|trois"),
    (Word::Small(4), "four|quatre"),
    (Word::Small(5), "five|cinq"),
    (Word::Small(6), "six"),
    (Word::Small(7), "seven|sept"),
    (Word::Small(8), "eight|huit"),
    (Word::Small(9), "nine|neuf"),
    (Word::Small(10), "ten|عشر|عشرة|dix"),
    (Word::Small(11), "eleven|أحد عشر|إحدى عشرة|onze"),
    (Word::Small(12), "twelve|اثنا عشر|اثني عشر|اثنتا عشرة|اثنتي عشرة|douze"),
    (Word::Small(13), "thirteen|treize"),
    (Word::Small(14), "fourteen|quatorze"),
    (Word::Small(15), "fifteen|quinze"),
    (Word::Small(16), "sixteen|seize"),
    (Word::Small(17), "seventeen"),
    (Word::Small(18), "eighteen"),
    (Word::Small(19), "nineteen"),
    (Word::Small(20), "twenty|عشرون|عشرين|vingt|vingts"),
    (Word::Small(30), "thirty|ثلاثون|ثلاثين|trente"),
    (Word::Small(40), "forty|fourty|أربعون|أربعين|quarante"),
    (Word::Small(50), "fifty|خمسون|خمسين|cinquante"),
    (Word::Small(60), "sixty|ستون|ستين|soixante"),
    (Word::Small(70), "seventy|سبعون|سبعين|septante"),
    (Word::Small(80), "eighty|ثمانون|ثمانين|huitante|octante"),
    (Word::Small(90), "ninety|تسعون|تسعين|nonante"),
    (Word::Small(200), "مئتان|مئتين|مائتان|مائتين|مئتا|مئتي|مائتا|مائتي"),
];

const SCALES: Entries = &[
    (Word::Hundred { is_plural: false }, "hundred|مئة|مائة|مية|cent|cents"),
    (Word::Hundred { is_plural: true }, "hundreds|مئات|مائات|المئات|centaines|des centaines"),
    (Word::Scale { by: 1000, is_plural: false }, "thousand|ألف|ألفا|mille"),
    (Word::Scale { by: 1000, is_plural: true }, "thousands|آلاف|الآلاف|milliers|des milliers"),
    (Word::TwoOf(1000), "ألفان|ألفين|ألفي"),
    (Word::Scale { by: MILLION, is_plural: false }, "million|مليون|مليونا"),
    (Word::Scale { by: MILLION, is_plural: true }, "millions|ملايين|الملايين|des millions"),
    (Word::TwoOf(MILLION), "مليونان|مليونين"),
    (Word::Scale { by: 1000 * MILLION, is_plural: false }, "billion|milliard|مليار|مليارا"),
    (Word::Scale { by: 1000 * MILLION, is_plural: true }, "billions|milliards|مليارات"),
    (Word::TwoOf(1000 * MILLION), "ملياران|مليارين"),
    (Word::Tens, "tens|عشرات|العشرات|dizaines|des dizaines"),
    (Word::Dozen { is_plural: false }, "dozen|دزينة|douzaine"),
    (Word::Dozen { is_plural: true }, "dozens|دزينات|douzaines|des douzaines"),
    (Word::Collective(10), "dizaine|une dizaine"),
    (Word::Collective(15), "quinzaine|une quinzaine"),
    (Word::Collective(20), "vingtaine|une vingtaine"),
    (Word::Collective(30), "trentaine|une trentaine"),
    (Word::Collective(40), "quarantaine|une quarantaine"),
    (Word::Collective(50), "cinquantaine|une cinquantaine"),
    (Word::Collective(60), "soixantaine|une soixantaine"),
    (Word::Collective(100), "centaine|une centaine"),
    (Word::Collective(1000), "millier|un millier"),
];

const VAGUE: Entries = &[
    (Word::Vague(Vague::Couple), "couple|a couple|a pair"),
    (Word::Vague(Vague::Few), "few|a few|some few|قليل|قليلون|القليل|عدد قليل|quelques|quelques uns|peu"),
    (Word::Vague(Vague::Several), "several|عدة|عدد|بضع|بضعة|plusieurs"),
    (Word::Vague(Vague::Handful), "handful|a handful|حفنة|poignée|une poignée"),
    (Word::Vague(Vague::Scores), "scores"),
    (
        Word::Vague(Vague::Many),
        "many|numerous|a lot|lots|a large number|large numbers|العديد|عديد|عديدون|عديدين|كثير|كثيرة|كثيرون|كثيرين|الكثير|\
         عدد كبير|أعداد كبيرة|beaucoup|nombreux|nombreuses|de nombreux|de nombreuses|un grand nombre",
    ),
];

const BOUNDS: Entries = &[
    (
        Word::Bound(Bound::AtLeast),
        "at least|no fewer than|no less than|not fewer than|not less than|a minimum of|minimum|or more|and more|\
         ما لا يقل عن|لا يقل عن|لا تقل عن|على الأقل|أو أكثر|فأكثر|au moins|pas moins de|au minimum|ou plus|>=",
    ),
    (
        Word::Bound(Bound::MoreThan),
        "more than|over|above|in excess of|upwards of|أكثر من|ما يزيد على|ما يزيد عن|يزيد على|يزيد عن|تزيد على|تزيد عن|\
         أزيد من|ما يفوق|plus de|>",
    ),
    (
        Word::Bound(Bound::AtMost),
        "at most|no more than|not more than|up to|as many as|as much as|a maximum of|maximum|or fewer|or less|\
         لا يزيد عن|لا يزيد على|لا تزيد عن|لا تزيد على|ما لا يزيد عن|ما لا يزيد على|لا يتجاوز|لا تتجاوز|على الأكثر|\
         كحد أقصى|حتى|ما يصل إلى|أو أقل|فأقل|au plus|tout au plus|au maximum|pas plus de|jusqu'à|ou moins|<=",
    ),
    (Word::Bound(Bound::LessThan), "less than|fewer than|under|below|أقل من|ما يقل عن|يقل عن|دون|moins de|<"),
    (
        Word::Bound(Bound::Nearly),
        "nearly|almost|close to|just under|قرابة|ما يقرب من|ما يقارب|يقارب|près de|presque|pas loin de",
    ),
];

const LINKS: Entries = &[
    (
        Word::About,
        "about|around|roughly|some|approximately|approx|circa|an estimated|estimated at|estimated|or so|نحو|حوالي|زهاء|\
         تقريبا|يقدر بنحو|تقدر بنحو|يقدر بحوالي|تقدر بحوالي|يقدر بـ|بنحو|بحوالي|environ|à peu près|approximativement|\
         autour de|quelque|estimé à|estimés à|~",
    ),
    (Word::SoFar, "so far|+|to date|until now|حتى الآن|إلى الآن|لغاية الآن|jusqu'ici|jusqu'à présent|à ce jour"),
    (Word::Between, "between|بين|ما بين|entre"),
    (Word::To, "to|until|إلى|..|...|-"),
    (Word::Of, "of|from|the|من|de|des|d'"),
    (Word::No, "no|لا|pas de"),
    (Word::And, "and|&|و|et"),
    (Word::Half, "half|نصف|demi|demie|la moitié"),
    (Word::Article(Article::A), "a"),
    (Word::Article(Article::An), "an"),
];

const fn one(unit: Unit) -> Word {
    Word::Time { unit, times: 1, is_plural: false }
}

const fn more(unit: Unit) -> Word {
    Word::Time { unit, times: 1, is_plural: true }
}

const TIMES: Entries = &[
    (one(Unit::Second), "second|ثانية|seconde"),
    (more(Unit::Second), "seconds|sec|ثوان|ثواني|الثواني|secondes"),
    (Word::TwoTimes(Unit::Second), "ثانيتان|ثانيتين"),
    (one(Unit::Minute), "minute|دقيقة"),
    (more(Unit::Minute), "minutes|min|mins|دقائق|الدقائق"),
    (Word::TwoTimes(Unit::Minute), "دقيقتان|دقيقتين"),
    (one(Unit::Hour), "hour|ساعة|heure"),
    (more(Unit::Hour), "hours|hrs|ساعات|الساعات|heures"),
    (Word::TwoTimes(Unit::Hour), "ساعتان|ساعتين"),
    (one(Unit::Day), "day|يوم|يوما|jour|journée"),
    (more(Unit::Day), "days|أيام|الأيام|jours|journées"),
    (Word::TwoTimes(Unit::Day), "يومان|يومين"),
    (one(Unit::Week), "week|أسبوع|أسبوعا|semaine"),
    (more(Unit::Week), "weeks|أسابيع|الأسابيع|semaines"),
    (Word::TwoTimes(Unit::Week), "أسبوعان|أسبوعين"),
    (Word::Time { unit: Unit::Week, times: 2, is_plural: false }, "fortnight"),
    (one(Unit::Month), "month|شهر|شهرا|mois"),
    (more(Unit::Month), "months|أشهر|شهور|الأشهر|الشهور"),
    (Word::TwoTimes(Unit::Month), "شهران|شهرين"),
    (one(Unit::Year), "year|سنة|عام|عاما|année"),
    (more(Unit::Year), "years|سنوات|سنين|السنوات|السنين|أعوام|الأعوام|ans|années"),
    (Word::TwoTimes(Unit::Year), "سنتان|سنتين|عامان|عامين"),
];

const PEOPLE: Entries = &[
    (
        Word::People,
        "people|person|persons|killed|dead|deaths|death|died|fatalities|fighters|fighter|militants|soldiers|victims|victim|\
         wounded|injured|casualties|casualty|civilians|civilian|men|women|children|bodies|were|was",
    ),
    (
        Word::People,
        "شخص|شخصا|أشخاص|الأشخاص|قتيل|قتيلا|قتلى|القتلى|ضحية|ضحايا|الضحايا|مقاتل|مقاتلا|مقاتلين|مقاتلون|المقاتلين|جريح|جريحا|\
         جرحى|الجرحى|مدني|مدنيا|مدنيين|مدنيون|المدنيين|جندي|جنديا|جنود|مسلح|مسلحا|مسلحين|رجل|رجلا|رجال|نساء|أطفال|طفل|طفلا|جثة|جثث",
    ),
    (
        Word::People,
        "personnes|mort|morts|tué|tués|tuées|combattant|combattants|victimes|victime|blessé|blessés|civils|civil|soldats|\
         soldat|hommes|homme|femmes|enfants|corps",
    ),
    (
        Word::TwoPeople,
        "قتيلان|قتيلين|شخصان|شخصين|جريحان|جريحين|ضحيتان|ضحيتين|جنديان|جنديين|رجلان|رجلين|طفلان|طفلين|امرأتان|امرأتين|مقاتلان|جثتان|جثتين",
    ),
];
