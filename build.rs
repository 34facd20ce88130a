//! Embeds the stylesheets and scripts into the binary.

fn main() {
    memory_serve::load_directory("./static");
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=templates");
}
