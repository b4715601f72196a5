use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Key;
use super::personal::has_personal_number;
use crate::cases::Description;

/// How values of personal columns are shown: `#` and twelve hexadecimal digits, the same for the same value under the same key.
///
/// Every output shows values of the cases through this and through nothing else.
#[derive(Clone)]
pub struct Mask {
    key: Key,
    /// What the personal columns are read as: `claim`, `debtor`, `actor`, a declared field.
    roles: BTreeSet<String>,
    is_on: bool,
}

impl Mask {
    /// Masks the columns that a description calls personal.
    pub fn new(key: &Key, description: &Description) -> Self {
        let tables = description.claims.iter().chain([&description.events]);
        let columns = tables.flat_map(|table| &table.columns);
        let roles = columns.filter(|(_, column)| description.personal.contains(*column)).map(|(role, _)| role.clone()).collect();
        Self { key: key.clone(), roles, is_on: true }
    }

    /// Shows the values as they are, for who may see them; a person's national number stays masked all the same.
    pub fn lifted(mut self) -> Self {
        self.is_on = false;
        self
    }

    /// Whether personal values are masked.
    pub fn is_on(&self) -> bool {
        self.is_on
    }

    /// Whether a role's column is personal: `claim`, `debtor`, `actor`, a declared field.
    pub fn is_personal(&self, role: &str) -> bool {
        self.roles.contains(role)
    }

    /// A claim's name as outputs show it.
    pub fn claim<'a>(&self, name: &'a str) -> Cow<'a, str> {
        self.value("claim", name)
    }

    /// A value as outputs show it, by the role of its column: `claim`, `debtor`, `actor`, a declared field.
    pub fn value<'a>(&self, role: &str, value: &'a str) -> Cow<'a, str> {
        let hides = self.is_personal(role) && !value.is_empty() && (self.is_on || has_personal_number(value));
        if hides { Cow::Owned(self.masked(value)) } else { Cow::Borrowed(value) }
    }

    /// What tells its key from another and tells nothing of it.
    pub fn identification(&self) -> String {
        self.key.identification()
    }

    /// A seal over a text that only who has its key can make.
    pub fn seal(&self, text: &str) -> String {
        self.key.seal(text)
    }

    /// The key behind it.
    pub(super) fn key(&self) -> &Key {
        &self.key
    }

    fn masked(&self, value: &str) -> String {
        format!("#{}", self.key.hash(&["mask", value]).get(..12).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask(roles: &[&str]) -> Mask {
        Mask { key: Key::from_text("k"), roles: roles.iter().map(|role| (*role).to_owned()).collect(), is_on: true }
    }

    #[test]
    fn the_same_value_has_the_same_mask_wherever_it_stands() {
        let mask = mask(&["claim", "debtor"]);
        let shown = mask.claim("K-1");
        assert_eq!(shown.len(), 13);
        assert!(shown.starts_with('#') && shown.bytes().skip(1).all(|byte| byte.is_ascii_hexdigit()), "{shown}");
        assert_eq!(shown, mask.value("debtor", "K-1"));
        assert_ne!(shown, mask.claim("K-2"));
        assert_eq!(mask.value("actor", "SB01"), "SB01");
        assert_eq!(mask.claim(""), "");
        assert_ne!(shown, Mask { key: Key::from_text("other"), ..mask.clone() }.claim("K-1"));
    }

    #[test]
    fn a_lifted_mask_still_hides_national_numbers() {
        let mask = mask(&["claim"]).lifted();
        assert_eq!(mask.claim("K-1"), "K-1");
        assert!(mask.claim("010170-1234").starts_with('#'));
    }
}
