//! The search index, built once more: mdbook's own drops letters other than `a` to `z` from the ends of words, so that `år` is found as
//! `r`, and leaves out words that are small in English.

use elasticlunr::pipeline::{FnWrapper, Pipeline};
use elasticlunr::{IndexBuilder, Language};
use serde_json::Value;

const START: &str = "window.search = Object.assign(window.search, JSON.parse('";
const END: &str = "'));";

/// How the page finds a word: as [`word`] does.
const WORD: &str = "elasticlunr.Pipeline.registerFunction(function (word) {\n    \
                    return word.replace(/^[^\\p{Alphabetic}\\p{N}_]+|[^\\p{Alphabetic}\\p{N}_]+$/gu, '') || undefined;\n\
                    }, 'word');\n";

/// Builds the index of a `searchindex.js` anew; `None` where it is not of the form that mdbook writes.
pub(super) fn rebuilt(script: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(script).ok()?.trim_end();
    let json = text.strip_prefix(START)?.strip_suffix(END)?.replace("\\'", "'").replace("\\\\", "\\");
    let mut search: Value = serde_json::from_str(&json).ok()?;
    let documents = search.get("index")?.get("documentStore")?.get("docs")?.as_object()?.clone();
    let fields = ["title", "body", "breadcrumbs"];
    let mut index = IndexBuilder::with_language(Box::new(Letters));
    for field in fields {
        index = index.add_field(field);
    }
    let mut index = index.build();
    let mut numbered: Vec<(u64, &Value)> =
        documents.iter().filter_map(|(number, document)| Some((number.parse().ok()?, document))).collect();
    numbered.sort_by_key(|(number, _)| *number);
    for (number, document) in numbered {
        index.add_doc(&number.to_string(), fields.map(|field| document.get(field).and_then(Value::as_str).unwrap_or_default()));
    }
    let index = serde_json::to_value(&index).ok()?;
    search.as_object_mut()?.insert("index".to_owned(), sorted(index));
    let json = search.to_string().replace('\\', "\\\\").replace('\'', "\\'");
    Some(format!("{WORD}{START}{json}{END}\n").into_bytes())
}

/// The same with all keys in order: the same book gives the same bytes.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = map.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            entries.sort_by(|(one, _), (other, _)| one.cmp(other));
            Value::Object(entries.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

/// Words in the letters of any language, as they are written but for capitals.
struct Letters;

impl Language for Letters {
    fn name(&self) -> String {
        "Letters".to_owned()
    }

    fn code(&self) -> String {
        "letters".to_owned()
    }

    fn tokenize(&self, text: &str) -> Vec<String> {
        text.split(|letter: char| letter.is_whitespace() || letter == '-').filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    }

    fn make_pipeline(&self) -> Pipeline {
        Pipeline { queue: vec![Box::new(FnWrapper("word".to_owned(), word))] }
    }
}

/// A word without what is no letter or digit at its ends.
#[expect(clippy::needless_pass_by_value, reason = "the library gives each step of its pipeline the word itself")]
fn word(token: String) -> Option<String> {
    let word = token.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '_');
    (!word.is_empty()).then(|| word.to_owned())
}
