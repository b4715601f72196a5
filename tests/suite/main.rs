//! The tests that need more than one module, in one binary.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that panics has failed, and one that skips says so"
)]

mod adoption;
mod against;
mod agenda;
mod annual;
mod browser;
mod build;
mod calendar;
mod cases;
mod changes;
mod clause_mistakes;
mod commands;
mod documents;
mod drawn;
mod evidence;
mod explain;
mod figures;
mod findings_page;
mod fines;
mod formats;
mod generated;
mod held;
mod house;
mod inventory;
mod law;
mod law_calculators;
mod law_command;
mod law_interest;
mod law_mistakes;
mod layers;
mod limitation;
mod measures;
mod mistakes;
mod mutations;
mod naive;
mod naive_amounts;
mod naive_limitation;
mod naive_measures;
mod office;
mod oslo;
mod outputs;
mod pages;
mod personal;
mod plans;
mod program;
mod promises;
mod recalculated;
mod remedies;
mod rendered;
mod samples;
mod several;
mod tagged_pdf;
mod verify;
mod waivers;
mod watch;
mod word;

/// A file here that no line above names would never run.
#[test]
fn no_file_is_forgotten() {
    let main = include_str!("main.rs");
    for entry in std::fs::read_dir(program::root().join("tests/suite")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_some_and(|ending| ending == "rs") && name != "main" {
            assert!(main.contains(&format!("mod {name};")), "{name}.rs is not in main.rs");
        }
    }
}
