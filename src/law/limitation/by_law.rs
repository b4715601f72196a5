use super::{Course, Turn};
use crate::law::{Law, Occasion};
use crate::quantity::Day;

/// What happened to a claim that matters to its limitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The period begins.
    Start,
    /// The claim came to the debt agency, for which the law has an earliest start.
    AtDebtAgency,
    /// The debtor acknowledged the claim, also by conduct.
    Acknowledgement,
    /// The debtor acknowledged in writing that the claim exists, and how large it is.
    WrittenAcknowledgement,
    /// A judgment, a settlement or another binding decision.
    Judgment,
    /// A distraint.
    Distraint,
}

/// Something on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Happened {
    /// The civil day.
    pub day: Day,
    /// What it was.
    pub what: What,
}

/// A claim's limitation by the law alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByLaw<'a> {
    /// The steps and the last day.
    pub course: Course,
    /// What happened, in the order of the days, as the turns of the course.
    pub happened: Vec<Happened>,
    /// For the start and then for each turn the parameter that was read.
    pub cited: Vec<&'a str>,
    /// The day on which an earliest start is read: the first of its last known row.
    pub floor_read_on: Option<Day>,
}

/// Why a limitation could not be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// The country's law has no such track.
    Track,
    /// The law has no length for this track.
    Length,
    /// The country's law has no parameter for this.
    Unknown(What),
}

/// Follows the limitation of a claim by the law of its country, whatever a strategy says.
///
/// `track` is the claim's legal regime, `start` the day from which its period runs, `happened` what came later, in any order; what
/// came to the debt agency may have come before. Lengths are read on the day from which their period runs, an earliest start as it was
/// last verified. An acknowledgement begins the track's own period, and so does a Danish distraint; judgments, Danish written
/// acknowledgements and Norwegian distraints have lengths of their own. Suspension is not followed.
///
/// Sources: forældelsesloven §§ 2-5, 15-19 and gældsinddrivelsesloven § 18 a; foreldelsesloven §§ 2, 14, 17, 21.
///
/// # Errors
/// The law has no such track, no length for it, or no parameter for something that happened.
pub fn limitation_of<'a>(law: &'a Law, track: &str, start: Day, happened: &[Happened]) -> Result<ByLaw<'a>, Stopped> {
    let general = law.tracks.get(track).ok_or(Stopped::Track)?.limitation.as_deref().ok_or(Stopped::Length)?;
    let named = |what: What| match (law.country.as_str(), what) {
        (_, What::Start | What::Acknowledgement) | ("dk", What::Distraint) => Some(general),
        ("dk", What::WrittenAcknowledgement | What::Judgment) => Some("dk/foraeldelseslov/special-basis"),
        ("dk", What::AtDebtAgency) => Some("dk/gaeldsinddrivelseslov/limitation-earliest-start"),
        ("no", What::Judgment) => Some("no/foreldelseslov/judgment"),
        ("no", What::Distraint) => Some("no/foreldelseslov/distraint"),
        _ => None,
    };
    let address = |what: What| {
        let named = named(what).ok_or(Stopped::Unknown(what))?;
        law.parameters.get(named).map(|parameter| parameter.address.as_str()).ok_or(Stopped::Unknown(what))
    };
    let mut happened = happened.to_vec();
    happened.sort_unstable();
    let mut cited = vec![address(What::Start)?];
    let mut floor_read_on = None;
    let mut turns = Vec::new();
    for one in &happened {
        let address = address(one.what)?;
        cited.push(address);
        turns.push((
            one.day,
            if one.what == What::AtDebtAgency {
                floor_read_on = law.stretches(address).last().map(|dated| dated.from);
                let read = floor_read_on.and_then(|day| law.read(address, Occasion::on(day)));
                Turn::Floor(read.and_then(|reading| reading.amount.day()))
            } else {
                Turn::Renewal
            },
        ));
    }
    let length = |turn: Option<usize>, from: Day| {
        let address = cited.get(turn.map_or(0, |turn| turn + 1))?;
        law.read(address, Occasion { on: from, due: Some(start) })?.amount.period()
    };
    let course = Course::of(start, &turns, &law.calendar, length);
    Ok(ByLaw { course, happened, cited, floor_read_on })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::source::Sources;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn last_day(country: &str, start: &str, happened: &[(&str, What)]) -> Result<Option<String>, Stopped> {
        let nowhere = tempfile::tempdir().unwrap();
        let law = crate::law::load(country, nowhere.path(), &mut Sources::default(), &mut Diagnostics::default());
        let happened: Vec<Happened> = happened.iter().map(|(on, what)| Happened { day: day(on), what: *what }).collect();
        let by_law = limitation_of(&law, "civil", day(start), &happened)?;
        Ok(by_law.course.last_day.map(|day| day.to_string()))
    }

    #[test]
    fn danish_claims_have_three_years_or_ten() {
        let is = |start, happened: &[(&str, What)], last: &str| assert_eq!(last_day("dk", start, happened), Ok(Some(last.to_owned())));
        is("2022-03-01", &[], "2025-03-01");
        is("2022-03-01", &[("2025-03-01", What::Acknowledgement)], "2028-03-01");
        is("2022-03-01", &[("2025-03-02", What::Acknowledgement)], "2025-03-01");
        is("2022-03-01", &[("2024-02-29", What::WrittenAcknowledgement)], "2034-02-28");
        is("2022-03-01", &[("2023-05-10", What::Judgment), ("2024-05-10", What::Distraint)], "2033-05-10");
        // Given in any order.
        is("2022-03-01", &[("2026-02-01", What::Distraint), ("2024-01-01", What::Acknowledgement)], "2029-02-01");
        // The debt agency: 20 November 2021 at the earliest, unless it was barred by then.
        is("2017-06-01", &[("2018-01-01", What::AtDebtAgency)], "2024-11-20");
        is("2017-06-01", &[("2020-06-02", What::AtDebtAgency)], "2020-06-01");
        assert_eq!(last_day("dk", "2007-12-31", &[]), Ok(None), "before the act no length is verified");
    }

    #[test]
    fn norwegian_claims_too() {
        assert_eq!(last_day("no", "2022-03-01", &[("2025-02-28", What::Acknowledgement)]), Ok(Some("2028-02-28".to_owned())));
        assert_eq!(last_day("no", "2022-03-01", &[("2024-01-01", What::Judgment)]), Ok(Some("2034-01-01".to_owned())));
        assert_eq!(last_day("no", "2022-03-01", &[("2025-02-28", What::Distraint)]), Ok(None), "the new period's length is not verified");
        assert_eq!(last_day("no", "2022-03-01", &[("2024-01-01", What::AtDebtAgency)]), Err(Stopped::Unknown(What::AtDebtAgency)));
    }
}
