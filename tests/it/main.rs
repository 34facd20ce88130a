#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod support;

mod store_cases;
mod store_import;
