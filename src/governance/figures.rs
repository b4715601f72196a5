use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::measures::{Figures, Known, met, read as read_figures};
use crate::source::Sources;
use crate::strategy::{Figure, Kept, Measure, Strategy};

/// Reads the authority's reported figures, which lie beside the strategy or beside its period's folder; none where there is no file.
pub(super) fn read(strategy: &Strategy, folder: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Figures {
    let places = [folder.join("reports/figures.csv"), folder.join("../reports/figures.csv")];
    let authority = super::authority_of(strategy);
    let Some(path) = places.iter().find(|path| path.is_file()) else { return Figures::default() };
    let asked: Vec<(&str, &Measure)> = asked(strategy).collect();
    // The figures are the first of these texts, so that what is wrong with them is said first.
    let _ = sources.read(path);
    let (measures, claim_types) = super::report::asked(&authority, sources);
    let known = Known {
        measures: asked.iter().map(|(name, _)| (*name).to_owned()).chain(measures).collect(),
        claim_types: strategy.claim_types.iter().map(|one| one.id.clone()).chain(claim_types).collect(),
        period: Some(strategy.period),
        currency: strategy.authority.currency.clone(),
    };
    let figures = read_figures(path, &known, sources, diagnostics);
    for (name, measure) in asked {
        let Some(target) = &measure.target else { continue };
        for figure in figures.of(name, None).filter(|figure| met(figure, target, true).is_none()) {
            let message = format!("`{name}` is reported in another unit than its target");
            let target = strategy.voice(crate::prose::Lang::En).fact(target);
            diagnostics.push(
                Diagnostic::warning(Code::FigureUnit, figure.span, message)
                    .help(format!("report it in the unit of the target, {target}, or change the target")),
            );
        }
    }
    figures
}

/// The reported figures that a strategy asks for, or holds counted ones against.
fn asked(strategy: &Strategy) -> impl Iterator<Item = (&str, &Measure)> {
    strategy.clauses().filter_map(|clause| match &clause.kept {
        Kept::Measure(measure) => match &measure.figure {
            Figure::Reported(name) => Some((name.as_str(), measure)),
            _ => measure.reported.as_deref().map(|name| (name, measure)),
        },
        _ => None,
    })
}
