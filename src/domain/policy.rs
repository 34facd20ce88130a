//! The tolerance table: how far "about", "mid-" or "near" reach. Versioned data, overridable case by case.

use std::collections::BTreeMap;

/// The version of the default table. A change of any default is a new version.
pub const POLICY_VERSION: &str = "1";

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident $name:literal = $default:literal, up to $max:literal;)*) => {
        /// A row of the tolerance table. The unit ends the name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $($(#[$doc])* $variant,)* }

        impl Rule {
            /// Every rule, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name used in case files, such as `about-day-days`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The value of the default table.
            #[must_use]
            pub fn default_value(self) -> f64 {
                match self { $(Self::$variant => $default,)* }
            }

            /// The largest value a case may set; the smallest is 0.
            #[must_use]
            pub fn max(self) -> f64 {
                match self { $(Self::$variant => $max,)* }
            }
        }
    };
}

rules! {
    /// `~` on a day, days each side.
    AboutDay "about-day-days" = 3.0, up to 366.0;
    /// `~` on a month, days each side.
    AboutMonth "about-month-days" = 15.0, up to 366.0;
    /// `~` on a season, days each side.
    AboutSeason "about-season-days" = 30.0, up to 366.0;
    /// `~` on a year, days each side.
    AboutYear "about-year-days" = 183.0, up to 3660.0;
    /// `~` on a decade, years each side.
    AboutDecade "about-decade-years" = 5.0, up to 100.0;
    /// `~` on a century, years each side.
    AboutCentury "about-century-years" = 50.0, up to 1000.0;
    /// Early, middle or late part of a month, days each side.
    PartOfMonth "part-of-month-days" = 5.0, up to 31.0;
    /// Early, middle or late part of a year, days each side.
    PartOfYear "part-of-year-days" = 30.0, up to 366.0;
    /// "N units ago", units each side.
    Ago "ago-units" = 1.0, up to 10.0;
    /// "Last month", days each side.
    LastMonth "last-month-days" = 0.0, up to 31.0;
    /// "Last week", days each side.
    LastWeek "last-week-days" = 7.0, up to 31.0;
    /// `~` on a minute, minutes each side.
    AboutMinute "about-minute-minutes" = 10.0, up to 1440.0;
    /// "Three o'clock", minutes each side.
    OClock "o-clock-minutes" = 15.0, up to 1440.0;
    /// "About n": steps of n's last significant digit each side.
    AboutNumber "about-number-steps" = 0.5, up to 10.0;
    /// "More than n" also admits n itself, lowered by this many.
    MoreThan "more-than-slack" = 1.0, up to 1_000_000.0;
    /// "Nearly n": the strict lower bound, percent of n.
    NearlyCore "nearly-core-percent" = 90.0, up to 100.0;
    /// "Nearly n": the tolerant lower bound, percent of n.
    NearlyEnvelope "nearly-envelope-percent" = 85.0, up to 100.0;
    /// "Many", read strictly: at least this many.
    ManyCore "many-core" = 10.0, up to 1_000_000.0;
    /// "Many", read tolerantly: at least this many.
    ManyEnvelope "many-envelope" = 3.0, up to 1_000_000.0;
    /// `~` on a duration: of the unit written, each side.
    AboutDuration "about-duration-units" = 0.5, up to 10.0;
    /// "Near" a place, kilometres around it.
    Near "near-km" = 10.0, up to 1000.0;
}

impl Rule {
    /// The rule called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.name() == name)
    }
}

/// The tolerance table of one case: the default table with the case's own values over it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Policy {
    overrides: BTreeMap<Rule, f64>,
}

impl Policy {
    /// The default table.
    #[must_use]
    pub fn standard() -> Self {
        Self::default()
    }

    /// The table with `rule` set to `value`; `None` outside 0 to [`Rule::max`].
    #[must_use]
    pub fn with(mut self, rule: Rule, value: f64) -> Option<Self> {
        (0.0..=rule.max()).contains(&value).then(|| {
            self.overrides.insert(rule, value);
            self
        })
    }

    /// The value in force.
    #[must_use]
    pub fn value(&self, rule: Rule) -> f64 {
        self.overrides.get(&rule).copied().unwrap_or_else(|| rule.default_value())
    }

    /// What the case set itself, in the order of the table.
    #[must_use]
    pub fn overrides(&self) -> &BTreeMap<Rule, f64> {
        &self.overrides
    }

    /// The version a result was computed with: the default table's, with `+case` where the case set rules of its own.
    #[must_use]
    pub fn version(&self) -> String {
        if self.overrides.is_empty() { POLICY_VERSION.to_owned() } else { format!("{POLICY_VERSION}+case") }
    }
}
