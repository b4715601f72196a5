use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use rettesnor::diagnostic::Diagnostics;
use rettesnor::documents::papers::built_in_templates;
use rettesnor::house;
use rettesnor::prose::Lang;
use rettesnor::source::{Sources, shown, write_whole};
use rettesnor::strategy::Strategy;

use crate::Status;
use crate::screen::{Language, Reporting, Screen, Style};

/// Writes a house style to start from: house.yaml, commented, and the program's templates in one language.
///
/// A house is found where it is called `house` and lies beside the folders of the periods, or in the strategy's own. Nothing that is
/// there already is overwritten.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder, for example strategy/mykommune/house
    folder: PathBuf,
    /// The language of the templates
    #[arg(long, value_enum, default_value_t = Language::Da)]
    lang: Language,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let lang = Lang::from(args.lang);
    let house = match args.lang {
        Language::Da => include_str!("../../templates/new/house.da.yaml"),
        Language::Nb => include_str!("../../templates/new/house.nb.yaml"),
        Language::En => include_str!("../../templates/new/house.en.yaml"),
    };
    let mut files = vec![(args.folder.join("house.yaml"), house.to_owned())];
    for (name, text) in built_in_templates(lang) {
        let file = format!("{name}.{lang}.md");
        files.push((args.folder.join("templates").join(&file), format!("{}{text}", opening(&file, args.lang))));
    }
    if let Some((there, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(format!("`{}` is there already and is left as it is; nothing was written", shown(there)).into());
    }
    for (path, text) in &files {
        write_whole(path, text.as_bytes())?;
        screen.say(&shown(path));
    }
    if args.folder.file_name().is_none_or(|name| name != "house") {
        screen.note(&format!(
            "`{}` is not called `house`; documents wear it once it is, beside the folders of the periods",
            shown(&args.folder)
        ));
    }
    if screen.style == Style::Json {
        screen.json(&files.iter().map(|(path, _)| shown(path)).collect());
    }
    Ok(Status::Fine)
}

/// Gives a strategy the house of its authority; what is wrong with it is reported.
pub(crate) fn dress(strategy: &mut Strategy, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    strategy.authority.house = Arc::new(house::load(&strategy.path, sources, diagnostics));
}

/// The comment at the top of a template: what it is.
fn opening(file: &str, lang: Language) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let words = match lang {
        Language::Da => format!(
            "Skabelonen {file}, som rettesnor {version} har den. Filen her går forud for programmets egen. Ret det, der skal være\n   \
             anderledes, og slet filen, hvis intet skal: så følger dokumentet med, når programmet bliver bedre. Teksten er Markdown;\n   \
             i dobbelte tuborgparenteser står ord og tal fra strategien, og mellem tuborgparenteser med procenttegn står valg og lister."
        ),
        Language::Nb => format!(
            "Malen {file}, slik rettesnor {version} har den. Filen her går foran programmets egen. Endre det som skal være\n   \
             annerledes, og slett filen hvis ingenting skal: da følger dokumentet med når programmet blir bedre. Teksten er Markdown;\n   \
             i doble krøllparenteser står ord og tall fra strategien, og mellom krøllparenteser med prosenttegn står valg og lister."
        ),
        Language::En => format!(
            "The template {file}, as rettesnor {version} has it. This file wins over the program's own. Change what is to be\n   \
             different, and delete the file if nothing is: the document then follows when the program gets better. The text is Markdown;\n   \
             words and numbers of the strategy stand in double braces, choices and lists between braces with per cent signs."
        ),
    };
    format!("{{# {words} #}}\n")
}
