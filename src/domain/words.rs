//! Closed sets of words: one macro that ties each variant to its spelling in the case file.

/// Declares an enum whose variants have one spelling each, shared by case file, API, database and forms.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Every word, in the order of the glossary.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The spelling shared by case file, API and database.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// Reads the spelling.
            ///
            /// # Errors
            /// `NotOneOf` with the words allowed and the nearest of them.
            pub fn parse(input: &str) -> Result<Self, crate::domain::fault::FaultKind> {
                Self::ALL.iter().copied().find(|v| v.word() == input).ok_or_else(|| {
                    crate::domain::fault::FaultKind::not_one_of(input, Self::ALL.iter().map(|v| v.word()))
                })
            }
        }
    )*};
}

pub(crate) use words;
