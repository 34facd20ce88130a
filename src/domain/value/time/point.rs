//! One point of a phrase ("early January", "three weeks ago", "06:30 on 8 March"): the words gathered, nothing resolved.

use super::{
    grain::Grain,
    lexicon::{Part, Unit, Word},
};

/// Which of several a relative word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Last,
    This,
}

/// A clock time; without minutes it is "o'clock".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClockTime {
    pub hour: u8,
    pub minute: Option<u8>,
}

/// What the words of one point say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Point {
    pub is_about: bool,
    pub part: Option<Part>,
    pub date: Option<Grain>,
    pub year: Option<i64>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    pub season: Option<u8>,
    pub weekday: Option<u8>,
    pub is_decade: bool,
    pub clock: Option<ClockTime>,
    pub days_back: Option<i64>,
    /// "Three weeks ago".
    pub ago: Option<(i64, Unit)>,
    /// "Last month", "this year".
    pub relative: Option<(Unit, Turn)>,
    /// "Last January", "last Sunday".
    pub named: Option<Turn>,
}

/// A noun that "last" and "this" can go with.
#[derive(Clone, Copy)]
enum Noun {
    Unit(Unit),
    Named,
}

struct Gathering<'a> {
    words: &'a [Word],
    at: usize,
    point: Point,
    turn_ahead: Option<Turn>,
    noun: Option<Noun>,
    count: Option<(i64, Unit)>,
    bare_unit: Option<Unit>,
    is_ago: bool,
    is_hour: bool,
}

impl Point {
    /// Gathers the words of one point; `None` where they do not make one.
    pub(super) fn gather(words: &[Word]) -> Option<Self> {
        let mut gathering = Gathering {
            words,
            at: 0,
            point: Self::default(),
            turn_ahead: None,
            noun: None,
            count: None,
            bare_unit: None,
            is_ago: false,
            is_hour: false,
        };
        while let Some(word) = words.get(gathering.at) {
            gathering.at += 1;
            gathering.take(*word)?;
        }
        gathering.finish()
    }

    /// Whether the point is nothing but a distance from the anchor.
    pub(super) fn is_only_ago(&self) -> bool {
        self.ago.is_some() && Self { is_about: false, ago: None, ..*self } == Self::default()
    }

    /// Whether the point names a calendar day or leaves none of it to be carried over.
    pub(super) fn has_date(&self) -> bool {
        let Self { date, year, month, day, season, weekday, days_back, ago, relative, .. } = self;
        date.is_some()
            || year.is_some()
            || month.is_some()
            || day.is_some()
            || season.is_some()
            || weekday.is_some()
            || days_back.is_some()
            || ago.is_some()
            || relative.is_some()
    }
}

impl Gathering<'_> {
    fn take(&mut self, word: Word) -> Option<()> {
        match word {
            Word::Filler | Word::Hour => {}
            Word::About => self.point.is_about = true,
            Word::Part(part) => set(&mut self.point.part, part)?,
            Word::Date(grain, is_about) => {
                set(&mut self.point.date, grain)?;
                self.point.is_about |= is_about;
            }
            Word::Month(month) => {
                set(&mut self.point.month, month)?;
                self.name(Noun::Named)?;
            }
            Word::Weekday(weekday) => {
                set(&mut self.point.weekday, weekday)?;
                self.name(Noun::Named)?;
            }
            Word::Season(season) => {
                set(&mut self.point.season, season)?;
                self.name(Noun::Named)?;
            }
            Word::Unit(unit) => self.name(Noun::Unit(unit))?,
            Word::Units(count, unit) => set(&mut self.count, (count, unit))?,
            Word::Digits(length, number) => self.number(number, length)?,
            Word::Number(number) => self.number(number, 0)?,
            Word::Time(hour, minute) => {
                self.is_hour = false;
                set(&mut self.point.clock, ClockTime { hour, minute: Some(minute) })?;
            }
            Word::Am => self.half_of_day(0)?,
            Word::Pm => self.half_of_day(12)?,
            Word::HourAhead => self.is_hour = true,
            Word::LastAhead => set(&mut self.turn_ahead, Turn::Last)?,
            Word::ThisAhead => set(&mut self.turn_ahead, Turn::This)?,
            Word::LastBehind => self.turn_behind(Turn::Last)?,
            Word::ThisBehind => self.turn_behind(Turn::This)?,
            Word::DaysBack(days) => set(&mut self.point.days_back, days)?,
            Word::DecadeAhead | Word::DecadeBehind => self.point.is_decade = true,
            Word::Ago | Word::AgoAhead => self.is_ago = true,
            Word::Before
            | Word::Until
            | Word::After
            | Word::Since
            | Word::Between
            | Word::And
            | Word::Or
            | Word::To
            | Word::AtOrTo => return None,
        }
        Some(())
    }

    fn name(&mut self, noun: Noun) -> Option<()> {
        if let Some(turn) = self.turn_ahead.take() {
            return self.turn(noun, turn);
        }
        if let Noun::Unit(unit) = noun {
            self.bare_unit = Some(unit);
        }
        // In "the month of January last" the name counts, in "January of the last year" the unit.
        self.noun = Some(noun);
        Some(())
    }

    fn turn_behind(&mut self, turn: Turn) -> Option<()> {
        let noun = self.noun?;
        if matches!(noun, Noun::Unit(_)) {
            self.bare_unit = None;
        }
        self.turn(noun, turn)
    }

    fn turn(&mut self, noun: Noun, turn: Turn) -> Option<()> {
        match noun {
            Noun::Unit(unit) => set(&mut self.point.relative, (unit, turn)),
            Noun::Named => set(&mut self.point.named, turn),
        }
    }

    fn number(&mut self, number: i64, digits: usize) -> Option<()> {
        let (next, after) = (self.next(0), self.next(1));
        let is_clock = self.is_hour || matches!(next, Some(Word::Hour | Word::Am | Word::Pm));
        if let (Some(Word::Unit(unit)), false) = (next, is_unit_name(next, after)) {
            self.skip_to_next();
            return set(&mut self.count, (number, unit));
        }
        if is_clock && number < 24 {
            self.is_hour = false;
            let minute = match (next, after) {
                (Some(Word::Hour), Some(Word::Digits(2, minute @ 0..=59)))
                    if !matches!(self.next(2), Some(Word::Month(_))) =>
                {
                    self.skip_to_next();
                    self.skip_to_next();
                    u8::try_from(minute).ok()
                }
                _ => None,
            };
            return set(&mut self.point.clock, ClockTime { hour: u8::try_from(number).ok()?, minute });
        }
        if digits == 4 {
            set(&mut self.point.year, number)
        } else if (1..=31).contains(&number) && digits < 3 {
            if self.point.day.is_some() {
                return None;
            }
            self.noun = Some(Noun::Named);
            set(&mut self.point.day, u8::try_from(number).ok()?)
        } else {
            None
        }
    }

    /// The word that is `ahead` meaningful words further on.
    fn next(&self, ahead: usize) -> Option<Word> {
        self.words[self.at..].iter().copied().filter(|word| *word != Word::Filler).nth(ahead)
    }

    fn skip_to_next(&mut self) {
        while self.words.get(self.at) == Some(&Word::Filler) {
            self.at += 1;
        }
        self.at += 1;
    }

    fn half_of_day(&mut self, start: u8) -> Option<()> {
        let clock = self.point.clock.as_mut()?;
        if clock.hour <= 12 {
            clock.hour = clock.hour % 12 + start;
        }
        Some(())
    }

    fn finish(self) -> Option<Point> {
        let mut point = self.point;
        if self.is_ago {
            point.ago = Some(self.count.or(self.bare_unit.map(|unit| (1, unit)))?);
        }
        let is_dangling = self.turn_ahead.is_some() || self.is_hour || (self.count.is_some() && !self.is_ago);
        let is_empty = !point.has_date() && point.clock.is_none();
        let is_mixed = point.ago.is_some() && !point.is_only_ago();
        if is_dangling || is_empty || is_mixed { None } else { Some(point) }
    }
}

/// Sets a field once; the same value twice is no contradiction ("شباط/فبراير").
fn set<T: PartialEq>(field: &mut Option<T>, value: T) -> Option<()> {
    if field.as_ref().is_some_and(|known| *known != value) {
        return None;
    }
    *field = Some(value);
    Some(())
}

/// Whether the unit only announces a name: "the month of January", "the year 2018", "the day Sunday".
fn is_unit_name(unit: Option<Word>, after: Option<Word>) -> bool {
    matches!(
        (unit, after),
        (Some(Word::Unit(Unit::Month)), Some(Word::Month(_) | Word::LastBehind | Word::ThisBehind))
            | (Some(Word::Unit(Unit::Year)), Some(Word::Digits(4, _) | Word::LastBehind | Word::ThisBehind))
            | (Some(Word::Unit(Unit::Day)), Some(Word::Weekday(_)))
    )
}
