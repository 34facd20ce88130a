//! Formats that leave or enter the product: domain in, bytes out, and back. One file for each format.
//!
//! Words are no matter of these modules: where a format holds some, they are given to it.

pub mod analysis;
pub mod brief;
pub mod case_file;
pub mod cells;
pub mod feed;
pub mod formats;
pub mod intake;
pub mod json_ld;
pub mod lines;
pub mod markup;
pub mod reading;
pub mod sheets;
pub mod timeline_js;
pub mod timeline_svg;
