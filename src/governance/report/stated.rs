use super::{About, Says, Stated};
use crate::measures::{Figures, Reported, Statement};

impl Stated {
    /// What the printed number is held against; `None` where a figure is lacking.
    pub fn statement(&self, figures: &Figures) -> Option<Statement> {
        let of = |measure: &str, year: i32| figure(figures, measure, year, &self.about).map(Reported::reading);
        Some(match &self.says {
            Says::Figure(measure) => Statement::Figure(of(measure, self.year)?),
            Says::Change(measure) => Statement::Change { from: of(measure, self.from)?, to: of(measure, self.year)? },
            Says::Growth(measure) => Statement::Growth { from: of(measure, self.from)?, to: of(measure, self.year)? },
            Says::Share(part, whole) => Statement::Share { part: of(part, self.year)?, whole: of(whole, self.year)? },
        })
    }

    /// The key figure that it is about.
    pub fn measure(&self) -> &str {
        match &self.says {
            Says::Figure(measure) | Says::Change(measure) | Says::Growth(measure) | Says::Share(measure, _) => measure,
        }
    }
}

/// The figure of a row in a year.
pub(super) fn figure<'a>(figures: &'a Figures, measure: &str, year: i32, about: &About) -> Option<&'a Reported> {
    figures.one(measure, year, about.claim_type.as_deref(), about.reason.as_deref())
}
