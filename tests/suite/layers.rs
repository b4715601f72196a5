//! The order of the modules in `lib.rs` is the direction in which they may look.

use std::fs;
use std::path::Path;

use crate::program::root;

#[test]
fn a_module_uses_only_modules_above_it() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let order: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(order.len() > 10, "{order:?}");
    let mut wrong = Vec::new();
    for (place, module) in order.iter().enumerate() {
        let allowed = &order[..=place];
        check(&root().join("src").join(module), module, allowed, &order, &mut wrong);
    }
    assert!(wrong.is_empty(), "these look upwards:\n{}", wrong.join("\n"));
}

fn check(folder: &Path, module: &str, allowed: &[&str], order: &[&str], wrong: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            check(&path, module, allowed, order, wrong);
            continue;
        }
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            for used in line.split("crate::").skip(1) {
                let name: String = used.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
                if order.contains(&name.as_str()) && !allowed.contains(&name.as_str()) {
                    wrong.push(format!("{}:{}: {module} uses {name}", path.display(), number + 1));
                }
            }
        }
    }
}
