//! Every setting of the server is documented.

use counterpoint::cli::command;

#[test]
fn every_setting_of_serve_stands_in_the_table_of_settings() {
    let table = include_str!("../../docs/CONFIGURATION.md");
    let commands = command();
    let serve = commands.find_subcommand("serve").unwrap();
    let mut seen = 0;
    for argument in serve.get_arguments().filter(|argument| argument.get_long() != Some("help")) {
        let flag = format!("| `--{}` |", argument.get_long().unwrap());
        assert!(table.contains(&flag), "docs/CONFIGURATION.md lacks {flag}");
        let variable = argument.get_env().unwrap_or_else(|| panic!("{flag} has no variable")).to_str().unwrap();
        assert!(table.contains(&format!("`{variable}`")), "docs/CONFIGURATION.md lacks {variable}");
        seen += 1;
    }
    assert!(seen >= 4, "serve has lost its settings");
}
