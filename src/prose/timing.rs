use super::Voice;
use crate::quantity::{Precision, Third, Timing};

impl Voice {
    /// Writes a date as precisely as it is known: `1. marts 2025`, `marts 2025`, `1. kvartal 2025`, `ultimo 2025`, `2025`.
    pub fn timing(&self, timing: Timing) -> String {
        let first = timing.first();
        let year = first.year().to_string();
        let month = || self.lang.text_words("timing-month", &[("month", self.lang.month(first.month())), ("year", &year)]);
        match timing.precision() {
            Precision::Day => self.day(first),
            Precision::Month => month(),
            Precision::Year => year,
            Precision::Quarter => {
                let quarter = first.month().div_ceil(3).to_string();
                self.lang.text_words("timing-quarter", &[("quarter", &quarter), ("year", &year)])
            }
            Precision::OfMonth(third) => self.third(third, &month()),
            Precision::OfYear(third) => self.third(third, &year),
        }
    }

    fn third(&self, third: Third, of: &str) -> String {
        let key = match third {
            Third::Primo => "timing-primo",
            Third::Medio => "timing-medio",
            Third::Ultimo => "timing-ultimo",
        };
        self.lang.text_words(key, &[("of", of)])
    }
}

#[cfg(test)]
mod tests {
    use crate::prose::{Lang, Voice};
    use crate::quantity::Timing;

    #[test]
    fn a_date_is_said_as_precisely_as_it_is_known() {
        let said = |lang, text: &str| Voice::new(lang, "DKK").timing(Timing::parse(text).unwrap());
        let dates = ["2025-03-01", "2025-03", "2025-Q4", "2025", "primo 2025", "medio 2025-03", "ultimo 2025"];
        assert_eq!(
            dates.map(|text| said(Lang::Da, text)),
            ["1. marts 2025", "marts 2025", "4. kvartal 2025", "2025", "primo 2025", "medio marts 2025", "ultimo 2025"]
        );
        assert_eq!(said(Lang::Nb, "2025-03"), "mars 2025");
        assert_eq!(
            dates.map(|text| said(Lang::En, text)),
            ["1 March 2025", "March 2025", "Q4 2025", "2025", "early 2025", "mid-March 2025", "late 2025"]
        );
    }
}
