//! Figures in words: as many decimals as were written, and the unit as the language writes it.

use super::{Reading, Scale, Unit, Written};
use crate::prose::{Lang, Voice};
use crate::quantity::Money;

impl Voice {
    /// Writes a figure with its unit and as many decimals as were written: `32,40 mio. kr.`, `7,1 mrd. kr`, `2,7 årsverk`.
    pub fn counted(&self, value: Written, unit: &Unit) -> String {
        let number = self.fixed(value.hundredths, value.places);
        match unit {
            Unit::Money(Scale::One) if value.places == 0 => self.money(Money(value.hundredths)),
            Unit::Money(scale) => {
                let crowns = self.lang != Lang::En && matches!(self.currency.as_str(), "DKK" | "NOK" | "SEK");
                let key = format!("scale-{}{}", scale.name(), if crowns { "" } else { "-of" });
                self.lang.text_words(&key, &[("n", &number), ("currency", &self.currency)])
            }
            Unit::PerCent if self.lang == Lang::En => format!("{number}%"),
            Unit::PerCent => format!("{number}\u{a0}%"),
            Unit::Days => format!("{number}\u{a0}{}", self.lang.text("figure-days")),
            Unit::Other(words) => format!("{number}\u{a0}{words}"),
        }
    }

    /// Writes the unit alone, as the heading of a column has it.
    pub fn unit(&self, unit: &Unit) -> String {
        match unit {
            Unit::Money(scale) => {
                let crowns = self.lang != Lang::En && matches!(self.currency.as_str(), "DKK" | "NOK" | "SEK");
                let key = format!("scale-{}{}", scale.name(), if crowns { "" } else { "-of" });
                let words = self.lang.text_words(&key, &[("n", ""), ("currency", &self.currency)]);
                words.split_whitespace().collect::<Vec<_>>().join("\u{a0}")
            }
            Unit::PerCent => "%".to_owned(),
            Unit::Days => self.lang.text("figure-days"),
            Unit::Other(words) => words.clone(),
        }
    }

    /// Writes a number given in hundredths with exactly so many decimals, 0 to 2: `1,90`.
    pub fn fixed(&self, hundredths: i64, places: u32) -> String {
        let decimals = self.decimal(hundredths);
        let point = if self.lang == Lang::En { '.' } else { ',' };
        // The whole part may hold the other mark, never this one.
        let written = decimals.rsplit_once(point).map_or(0, |(_, rest)| rest.len());
        let wanted = usize::try_from(places).unwrap_or(0);
        let zeros = "0".repeat(wanted.saturating_sub(written));
        if written == 0 && wanted > 0 { format!("{decimals}{point}{zeros}") } else { format!("{decimals}{zeros}") }
    }

    /// Writes a number rounded to a unit and so many decimals, with the word that says which way it was rounded: da godt, knap, ca.; nb
    /// drøyt, knapt, ca. Nothing is said of a number that is as round as that, and `ca.` of an estimate and of a number whose own rounding
    /// leaves open which way it is.
    pub fn roughly(&self, reading: Reading, estimated: bool, unit: &Unit, places: u32) -> String {
        let hundredths = reading.hundredths(unit, places);
        let said = self.counted(Written { hundredths, places }, unit);
        let round = i128::from(hundredths) * 10 * i128::from(unit.factor());
        let way = match () {
            () if estimated => "about",
            () if reading.value == round => return said,
            () if reading.low() >= round => "over",
            () if reading.high() <= round => "under",
            () => "about",
        };
        self.lang.text_words(&format!("roughly-{way}"), &[("value", &said)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILLIONS: Unit = Unit::Money(Scale::Million);

    fn written(hundredths: i64, places: u32) -> Written {
        Written { hundredths, places }
    }

    #[test]
    fn figures_keep_the_decimals_that_were_written() {
        let da = Voice::new(Lang::Da, "DKK");
        assert_eq!(da.counted(written(3_240, 2), &MILLIONS), "32,40\u{a0}mio.\u{a0}kr.");
        assert_eq!(da.counted(written(3_200, 0), &MILLIONS), "32\u{a0}mio.\u{a0}kr.");
        assert_eq!(da.counted(written(239_970_300, 0), &Unit::Money(Scale::One)), "2.399.703\u{a0}kr.");
        assert_eq!(da.counted(written(-17, 2), &Unit::Other("årsværk".into())), "-0,17\u{a0}årsværk");
        assert_eq!(Voice::new(Lang::Nb, "NOK").counted(written(710, 1), &Unit::Money(Scale::Billion)), "7,1\u{a0}mrd.\u{a0}kr");
        assert_eq!(Voice::new(Lang::En, "DKK").counted(written(3_240, 2), &MILLIONS), "DKK\u{a0}32.40\u{a0}million");
        assert_eq!(Voice::new(Lang::Da, "EUR").counted(written(50, 1), &MILLIONS), "0,5\u{a0}mio.\u{a0}EUR");
        assert_eq!((da.unit(&MILLIONS), Voice::new(Lang::En, "DKK").unit(&MILLIONS)), ("mio.\u{a0}kr.".into(), "DKK\u{a0}million".into()));
    }

    #[test]
    fn the_word_says_which_way_a_number_was_rounded() {
        let (da, nb) = (Voice::new(Lang::Da, "DKK"), Voice::new(Lang::Nb, "NOK"));
        let crowns = |minor: i64| Reading::of(written(minor, 0), &Unit::Money(Scale::One));
        let said = |voice: &Voice, minor: i64| voice.roughly(crowns(minor), false, &MILLIONS, 1);
        assert_eq!(said(&da, 239_970_300), "knap 2,4\u{a0}mio.\u{a0}kr.");
        assert_eq!(said(&nb, 239_970_300), "knapt 2,4\u{a0}mill.\u{a0}kr");
        assert_eq!(said(&da, 240_100_000), "godt 2,4\u{a0}mio.\u{a0}kr.");
        assert_eq!(said(&nb, 240_100_000), "drøyt 2,4\u{a0}mill.\u{a0}kr");
        assert_eq!(said(&da, 240_000_000), "2,4\u{a0}mio.\u{a0}kr.");
        assert_eq!(da.roughly(crowns(239_970_300), true, &MILLIONS, 1), "ca. 2,4\u{a0}mio.\u{a0}kr.");
        let near = Reading { value: 2_399_999, half: 500_000 };
        assert_eq!(da.roughly(near, false, &Unit::Money(Scale::Thousand), 0), "ca. 2\u{a0}t.\u{a0}kr.");
    }
}
