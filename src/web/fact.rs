//! Facts: what is known about a record, as the lines under its name.

/// Something known about a record: its name, and words with or without an address.
pub struct Fact {
    /// What it is about.
    pub name: String,
    /// The words; those with an address are links.
    pub words: Vec<(String, Option<String>)>,
}
