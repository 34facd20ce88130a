//! Formats that leave or enter the product: domain in, bytes out, and back. One file for each format.

pub mod analysis;
pub mod case_file;
pub mod reading;
