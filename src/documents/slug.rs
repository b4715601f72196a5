use std::collections::BTreeSet;

/// Names for the headings of one document, no two alike.
///
/// A name holds only `a`–`z`, digits and hyphens, so that templates can use an underscore for names that no heading gets.
#[derive(Debug, Default)]
pub(super) struct Slugs(BTreeSet<String>);

impl Slugs {
    /// Makes a name from what a heading says: `Sårbare borgere` becomes `saarbare-borgere`, and a second one `saarbare-borgere-2`.
    pub(super) fn name(&mut self, heading: &str) -> String {
        let base = slug(heading);
        let mut name = base.clone();
        for number in 2_u32.. {
            if self.0.insert(name.clone()) {
                break;
            }
            name = format!("{base}-{number}");
        }
        name
    }
}

fn slug(heading: &str) -> String {
    let mut slug = String::new();
    for letter in heading.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            'æ' | 'ä' => slug.push_str("ae"),
            'ø' | 'ö' => slug.push_str("oe"),
            'å' => slug.push_str("aa"),
            'é' | 'è' | 'ê' => slug.push('e'),
            'á' | 'à' => slug.push('a'),
            'ó' | 'ò' | 'ô' => slug.push('o'),
            'ü' => slug.push('u'),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "section".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_plain() {
        let mut slugs = Slugs::default();
        let names = ["Sårbare børn & ældre", "Renter", "Renter", "Renter 2", "§ 3 ", "…", "—"].map(|heading| slugs.name(heading));
        assert_eq!(names, ["saarbare-boern-aeldre", "renter", "renter-2", "renter-2-2", "3", "section", "section-2"]);
    }
}
