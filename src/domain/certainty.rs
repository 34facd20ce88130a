//! stub
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Degree {
    Certain,
    Probable,
    Possible,
}
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Certainty {
    pub word: String,
    pub degree: Degree,
}
