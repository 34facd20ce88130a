//! Builds again when a migration is added: `sqlx::migrate!` reads their folder while it compiles.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
