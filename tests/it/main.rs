//! The tests that go through the front door.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say so and stop")]

mod exchange_case_file;
mod exchange_case_file_faults;
