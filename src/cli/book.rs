use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

use rettesnor::documents::{Book, Chapter, Document, Part, to_book};
use rettesnor::prose::Lang;
use rettesnor::quantity::Day;
use rettesnor::strategy::Strategy;

use crate::authority::{Authority, Paper, whole};
use crate::build::Files;
use crate::render::Kind;

/// What the book of an authority takes from one strategy.
pub(crate) struct Shelf {
    /// The authority's folder.
    folder: PathBuf,
    /// Its name.
    authority: String,
    lang: Lang,
    /// The first day of the strategy: the latest is read first; `None` for what belongs to no strategy.
    from: Option<Day>,
    part: Part,
}

impl Shelf {
    /// Starts with the documents that need no cases.
    pub(crate) fn new(strategy: &Strategy, papers: Vec<(Kind, Document)>) -> Self {
        let mut shelf = Self {
            folder: whole(&strategy.path),
            authority: strategy.authority.name.clone(),
            lang: strategy.lang,
            from: Some(strategy.period.0),
            part: Part { name: strategy.id.clone(), title: strategy.title.clone(), chapters: Vec::new() },
        };
        papers.into_iter().for_each(|(kind, paper)| shelf.add(kind, "", paper));
        shelf
    }

    /// What the book takes of the authority's own documents: they stand after those of the strategies.
    pub(crate) fn of_authority(authority: &Authority, papers: Vec<Paper>) -> Self {
        let lang = authority.newest.lang;
        let chapters = papers.into_iter().map(|one| Chapter { name: one.name, title: one.document.title.clone(), document: one.document });
        Self {
            folder: authority.folder.clone(),
            authority: authority.newest.authority.name.clone(),
            lang,
            from: None,
            part: Part { name: "reports-and-plans".to_owned(), title: lang.text("book-authority"), chapters: chapters.collect() },
        }
    }

    /// Adds a document; `set` names its case set where there are several.
    pub(crate) fn add(&mut self, kind: Kind, set: &str, document: Document) {
        let title = self.lang.text(&format!("book-{}", kind.name()));
        let (name, title) =
            if set.is_empty() { (kind.name().to_owned(), title) } else { (format!("{}-{set}", kind.name()), format!("{title} ({set})")) };
        self.part.chapters.push(Chapter { name, title, document });
    }
}

/// The book of each authority by the name of its folder, the latest strategy first.
///
/// # Errors
/// A book cannot be made, or two authorities have folders of one name.
pub(crate) fn books(mut shelves: Vec<Shelf>) -> Result<BTreeMap<String, Files>, Box<dyn Error>> {
    shelves.sort_by(|one, other| (other.from, &one.part.name).cmp(&(one.from, &other.part.name)));
    let mut authorities: BTreeMap<PathBuf, Book> = BTreeMap::new();
    for shelf in shelves {
        let new = || Book { lang: shelf.lang, authority: shelf.authority, parts: Vec::new() };
        let book = authorities.entry(shelf.folder).or_insert_with(new);
        book.parts.extend(Some(shelf.part).filter(|part| !part.chapters.is_empty()));
    }
    let mut books = BTreeMap::new();
    for (folder, book) in &authorities {
        let name = folder.file_name().map_or_else(|| "authority".to_owned(), |name| name.to_string_lossy().into_owned());
        if books.insert(name.clone(), to_book(book)?).is_some() {
            return Err(format!("two authorities have a folder called `{name}`; give each its own name, or build them one by one").into());
        }
    }
    Ok(books)
}
