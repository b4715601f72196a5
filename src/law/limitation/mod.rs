//! When a claim is time-barred: a period runs from its start, interruptions begin new ones, and a floor moves their start.

mod by_law;

pub use by_law::{ByLaw, Happened, Stopped, What, limitation_of};

use crate::quantity::{Calendar, Day, Period};

/// What happens to a claim while its limitation runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// From now on no period, neither a running nor a later one, runs from before this day; `None` where the law has no verified day.
    Floor(Option<Day>),
    /// An interruption: a new period begins.
    Renewal,
}

/// One step of a claim's limitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The turn by its place; `None` for the start.
    pub turn: Option<usize>,
    /// The day on which it happened.
    pub day: Day,
    /// The day from which a period then runs: the same, or the floor where that is later.
    pub from: Day,
    /// The length of that period; `None` for a floor, and where no verified length is known.
    pub length: Option<Period>,
    /// The last day on which the claim can be saved, inclusive, as it stands after the step; `None` where that cannot be told.
    pub deadline: Option<Day>,
    /// Whether it came by the deadline that stood; what comes later changes nothing.
    pub in_time: bool,
}

/// A claim's limitation from its start to its last day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Course {
    /// The steps, in the order of their days; a floor that moves nothing is none, and nothing follows an interruption that came too late.
    pub steps: Vec<Step>,
    /// The last day on which the claim can be saved, inclusive; `None` where that cannot be told.
    pub last_day: Option<Day>,
    /// The first interruption that came too late, by its place among the turns.
    pub too_late: Option<usize>,
    /// The periods that count, each with the turn that began it (`None`: the start) and the day from which it runs.
    pub periods: Vec<(Option<usize>, Day)>,
}

impl Course {
    /// Follows a claim from the start of its limitation through what happened, in the order of the days.
    ///
    /// `length` gives the length of the period that a turn begins (`None`: the first period), read on the day from which that period
    /// runs; `None` where the law has no verified value. A period of 3 years from 1 March ends with 1 March, that day included; months
    /// and years clamp, so that 3 years from 29 February end with 28 February. The latest end counts: an interruption moves the
    /// deadline, and never back. It counts only if it came by the deadline that stood. A floor has no effect on a claim whose deadline
    /// is known to have passed before.
    pub fn of(start: Day, turns: &[(Day, Turn)], calendar: &Calendar, length: impl Fn(Option<usize>, Day) -> Option<Period>) -> Self {
        let mut course = Self::default();
        let mut begun = vec![(None, start)];
        let mut floor = None;
        // An interruption of which nobody can tell whether it came in time.
        let mut doubtful = false;
        let runs_from = |day: Day, floor: Option<Day>| floor.map_or(day, |floor| day.max(floor));
        let end = |which, from| length(which, from).map(|length| length.after(from, calendar));
        let last = |begun: &[(Option<usize>, Day)], floor| {
            let ends: Option<Vec<Day>> = begun.iter().map(|(which, day)| end(*which, runs_from(*day, floor))).collect();
            ends.and_then(|ends| ends.into_iter().max())
        };
        let mut deadline = last(&begun, floor);
        course.steps.push(Step { turn: None, day: start, from: start, length: length(None, start), deadline, in_time: true });
        for (place, (day, turn)) in turns.iter().enumerate() {
            let in_time = deadline.is_none_or(|deadline| *day <= deadline);
            match turn {
                Turn::Floor(_) if !in_time => {}
                Turn::Floor(None) => {
                    doubtful = true;
                    course.steps.push(Step { turn: Some(place), day: *day, from: *day, length: None, deadline: None, in_time });
                }
                Turn::Floor(Some(earliest)) => {
                    floor = floor.max(Some(*earliest));
                    let moved = last(&begun, floor);
                    if moved != deadline {
                        deadline = moved;
                        course.steps.push(Step { turn: Some(place), day: *day, from: *earliest, length: None, deadline, in_time });
                    }
                }
                Turn::Renewal => {
                    let from = runs_from(*day, floor);
                    if in_time {
                        doubtful |= deadline.is_none();
                        begun.push((Some(place), *day));
                        deadline = last(&begun, floor);
                    } else {
                        course.too_late = Some(place);
                    }
                    let length = length(Some(place), from);
                    course.steps.push(Step { turn: Some(place), day: *day, from, length, deadline, in_time });
                    if !in_time {
                        break;
                    }
                }
            }
        }
        course.last_day = deadline.filter(|_| !doubtful);
        course.periods = begun.into_iter().map(|(which, day)| (which, runs_from(day, floor))).collect();
        course
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    /// The last day of a claim with three years, and ten after what is marked `!`.
    fn last_day(start: &str, turns: &[(&str, Turn)], long: &[usize]) -> Option<String> {
        let turns: Vec<(Day, Turn)> = turns.iter().map(|(on, turn)| (day(on), *turn)).collect();
        let length = |which: Option<usize>, _| Some(Period::Years(if which.is_some_and(|which| long.contains(&which)) { 10 } else { 3 }));
        Course::of(day(start), &turns, &Calendar::default(), length).last_day.map(|day| day.to_string())
    }

    const FLOOR: Turn = Turn::Floor(Some(Day(18_951)));

    #[test]
    fn three_years_end_with_the_same_day_of_the_month_or_the_last_one() {
        assert_eq!(FLOOR, Turn::Floor(Some(day("2021-11-20"))));
        assert_eq!(last_day("2022-03-01", &[], &[]).unwrap(), "2025-03-01");
        assert_eq!(last_day("2024-02-29", &[], &[]).unwrap(), "2027-02-28");
        // 29 February + 10 years: 2034 has none either.
        assert_eq!(last_day("2024-02-29", &[("2024-02-29", Turn::Renewal)], &[0]).unwrap(), "2034-02-28");
        // 28 February stays 28 February, also in a leap year.
        assert_eq!(last_day("2025-02-28", &[], &[]).unwrap(), "2028-02-28");
    }

    #[test]
    fn an_interruption_counts_until_the_last_day_and_never_moves_back() {
        assert_eq!(last_day("2022-03-01", &[("2025-03-01", Turn::Renewal)], &[]).unwrap(), "2028-03-01");
        assert_eq!(last_day("2022-03-01", &[("2025-03-02", Turn::Renewal)], &[]).unwrap(), "2025-03-01");
        // A judgment, and an acknowledgement in its ten years.
        let turns = [("2023-05-01", Turn::Renewal), ("2024-05-01", Turn::Renewal)];
        assert_eq!(last_day("2022-03-01", &turns, &[0]).unwrap(), "2033-05-01");
        // What comes too late ends the story, even where something longer follows.
        let turns = [("2025-03-02", Turn::Renewal), ("2025-03-03", Turn::Renewal)];
        assert_eq!(last_day("2022-03-01", &turns, &[1]).unwrap(), "2025-03-01");
    }

    #[test]
    fn a_floor_moves_the_start_of_every_period() {
        assert_eq!(last_day("2018-06-01", &[("2019-01-10", FLOOR)], &[]).unwrap(), "2024-11-20");
        // Exactly at the start, and a day on either side of it.
        assert_eq!(last_day("2021-11-19", &[("2021-11-19", FLOOR)], &[]).unwrap(), "2024-11-20");
        assert_eq!(last_day("2021-11-20", &[("2021-11-20", FLOOR)], &[]).unwrap(), "2024-11-20");
        assert_eq!(last_day("2021-11-21", &[("2021-11-21", FLOOR)], &[]).unwrap(), "2024-11-21");
        // An acknowledgement before the floor, and a floor that comes after it.
        assert_eq!(last_day("2018-06-01", &[("2019-01-10", FLOOR), ("2020-02-01", Turn::Renewal)], &[]).unwrap(), "2024-11-20");
        assert_eq!(last_day("2018-06-01", &[("2020-02-01", Turn::Renewal), ("2022-12-01", FLOOR)], &[]).unwrap(), "2024-11-20");
        // A judgment of ten years runs from the floor too.
        assert_eq!(last_day("2018-06-01", &[("2019-01-10", FLOOR), ("2020-02-01", Turn::Renewal)], &[1]).unwrap(), "2031-11-20");
        // After the floor an interruption runs from its own day.
        assert_eq!(last_day("2018-06-01", &[("2019-01-10", FLOOR), ("2024-11-20", Turn::Renewal)], &[]).unwrap(), "2027-11-20");
    }

    #[test]
    fn a_floor_does_not_revive_what_was_barred() {
        assert_eq!(last_day("2015-06-01", &[("2018-06-01", FLOOR)], &[]).unwrap(), "2024-11-20");
        assert_eq!(last_day("2015-06-01", &[("2018-06-02", FLOOR)], &[]).unwrap(), "2018-06-01");
    }

    #[test]
    fn what_the_law_does_not_tell_leaves_the_last_day_open() {
        let since_2021 = |_: Option<usize>, from: Day| (from >= day("2021-11-20")).then_some(Period::Years(3));
        let of = |start: &str, turns: &[(Day, Turn)]| Course::of(day(start), turns, &Calendar::default(), since_2021);
        assert_eq!(of("2019-06-01", &[]).last_day, None);
        assert_eq!(of("2019-06-01", &[(day("2020-01-01"), Turn::Renewal), (day("2020-02-01"), FLOOR)]).last_day, None);
        // The period runs from the floor, and of that day the length is known.
        assert_eq!(of("2019-06-01", &[(day("2020-02-01"), FLOOR)]).last_day, Some(day("2024-11-20")));
        assert_eq!(of("2022-06-01", &[(day("2022-07-01"), Turn::Floor(None))]).last_day, None);
    }

    #[test]
    fn the_steps_tell_the_story() {
        let turns = [(day("2019-01-10"), FLOOR), (day("2024-11-20"), Turn::Renewal), (day("2028-01-01"), Turn::Renewal)];
        let course = Course::of(day("2018-06-01"), &turns, &Calendar::default(), |_, _| Some(Period::Years(3)));
        let told: Vec<_> = course.steps.iter().map(|step| (step.turn, step.from, step.deadline, step.in_time)).collect();
        let expected = [
            (None, "2018-06-01", "2021-06-01", true),
            (Some(0), "2021-11-20", "2024-11-20", true),
            (Some(1), "2024-11-20", "2027-11-20", true),
            (Some(2), "2028-01-01", "2027-11-20", false),
        ];
        assert_eq!(told, expected.map(|(turn, from, deadline, in_time)| (turn, day(from), Some(day(deadline)), in_time)));
        assert_eq!(course.too_late, Some(2));
        assert_eq!(course.periods, [(None, day("2021-11-20")), (Some(1), day("2024-11-20"))]);
    }
}
