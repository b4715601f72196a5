use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};

use super::{Section, check_role};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::yaml::{At, Scalar};

/// An agenda item.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct AgendaItem {
    /// The case number, for example `24/7615`.
    pub case_number: Option<Scalar>,
    /// Whether the item is open to the public.
    pub publicity: Option<Publicity>,
    /// The bodies that treat it, in order.
    pub route: Option<Vec<String>>,
    /// The presentation of the case, in Markdown.
    pub presentation: Option<String>,
    /// How it relates to other policies, in Markdown.
    pub related_policies: Option<String>,
    /// Economic consequences, in Markdown; `none` where there are none.
    pub economic_consequences: Option<String>,
    /// The law it rests on, in Markdown.
    pub legal_basis: Option<String>,
    /// The acts that it rests on, listed under the law.
    pub legal_references: Option<Vec<LegalReference>>,
    /// What is recommended, and by whom; one, or a list of several.
    pub recommendation: Recommendations,
    /// What is attached.
    pub attachments: Option<Vec<Attachment>>,
    /// The sections of the document in order, where the authority has an order of its own; what is not listed is left out.
    pub sections: Option<Vec<Section>>,
}

/// Whether an item is open to the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Publicity {
    /// Open.
    Open,
    /// Closed.
    Closed,
}

/// An act that an item rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct LegalReference {
    /// What the act is called.
    #[schemars(extend("x-required" = true), example = &"Budgetloven")]
    pub act: Option<String>,
    /// Its number and date, or the chapter or paragraph that is meant.
    #[schemars(example = &"lov nr. 547 af 18. juni 2012")]
    pub reference: Option<String>,
}

/// What is recommended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Recommendation {
    /// The role that recommends.
    pub role: Option<String>,
    /// What it recommends.
    #[schemars(extend("x-required" = true))]
    pub text: Option<String>,
}

/// What is recommended: one, or several in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recommendations(pub Vec<Recommendation>);

impl Recommendations {
    /// The ones that say something, in order.
    pub fn said(&self) -> impl Iterator<Item = (&Recommendation, &str)> {
        self.0.iter().filter_map(|one| Some((one, one.text.as_deref().filter(|text| !text.trim().is_empty())?)))
    }

    /// Whether a role recommends something.
    pub fn names_role(&self, role: &str) -> bool {
        self.0.iter().any(|one| one.role.as_deref() == Some(role))
    }
}

impl<'de> Deserialize<'de> for Recommendations {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The list first: a group of keys is not one, and a list could pass for a group without names.
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Many(Vec<Recommendation>),
            One(Recommendation),
        }
        Ok(Self(match Written::deserialize(deserializer)? {
            Written::Many(many) => many,
            Written::One(one) => vec![one],
        }))
    }
}

impl JsonSchema for Recommendations {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Recommendations".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Recommendation::json_schema(generator);
        schema.remove("description");
        schema.insert("type".to_owned(), serde_json::json!(["object", "array"]));
        schema.insert("items".to_owned(), generator.subschema_for::<Recommendation>().to_value());
        schema
    }
}

/// What is attached.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Attachment {
    /// Its title.
    #[schemars(extend("x-required" = true))]
    pub title: Option<String>,
    /// Its file, from this folder.
    pub file: Option<String>,
}

impl AgendaItem {
    /// Whether the item says in so many words that it has no economic consequences.
    pub fn has_no_consequences(&self) -> bool {
        self.economic_consequences.as_deref().is_some_and(|text| text.trim() == "none")
    }

    /// Reports roles that nobody has, and attachments that are not there.
    pub(super) fn check(&self, at: &At<'_>, known: &Known<'_>, diagnostics: &mut Diagnostics) {
        let at_recommendation = at.key("recommendation");
        let is_list = at_recommendation.value().is_some_and(serde_json::Value::is_array);
        for (index, one) in self.recommendation.0.iter().enumerate() {
            let at = if is_list { at_recommendation.item(index) } else { at_recommendation.clone() };
            if let Some(role) = &one.role {
                check_role(role, known, &at.key("role"), diagnostics);
            }
        }
        check_attachments(self.attachments.as_deref().unwrap_or_default(), known.folder, &at.key("attachments"), diagnostics);
    }
}

/// What a file's names are held against.
pub(super) struct Known<'a> {
    /// What declares the roles: `strategy` or `plan`.
    pub of: &'static str,
    /// Titles of roles by id.
    pub roles: &'a BTreeMap<String, String>,
    /// The folder in which files are looked for.
    pub folder: &'a Path,
}

/// Warns of attached files that are not there.
pub(super) fn check_attachments(attachments: &[Attachment], folder: &Path, at: &At<'_>, diagnostics: &mut Diagnostics) {
    for (index, attachment) in attachments.iter().enumerate() {
        if let Some(file) = attachment.file.as_ref().filter(|file| !folder.join(file).is_file()) {
            let message = format!("the attached file `{file}` is not there");
            diagnostics.push(
                Diagnostic::warning(Code::AttachmentMissing, at.item(index).key("file").span(), message)
                    .help("put it in this folder, or remove `file:`"),
            );
        }
    }
}
