//! Whether anything in a drawing lies on anything else, asked of every kind of drawing.

use proptest::prelude::*;

use super::scene::{Part, Scene, Words};
use super::*;

/// What is wrong with a drawing: words that lie on words, bars or marks, leave the drawing or are cut.
fn wrong(scene: &Scene) -> Vec<String> {
    let mut wrong = Vec::new();
    let all: Vec<&Words> = scene.parts.iter().filter_map(|part| if let Part::Words(words) = part { Some(words) } else { None }).collect();
    for (at, words) in all.iter().enumerate() {
        let area = words.area();
        if area.left < 0 || area.top < 0 || area.left + area.width > scene.width || area.top + area.height > scene.height {
            wrong.push(format!("out of {} x {}: {words:?}", scene.width, scene.height));
        }
        if words.words.ends_with('…') {
            wrong.push(format!("cut: {words:?}"));
        }
        for other in &all[at + 1..] {
            if other.area().meets(&area) {
                wrong.push(format!("{words:?} on {other:?}"));
            }
        }
        for part in &scene.parts {
            if matches!(part, Part::Bar(..) | Part::Mark(..)) && part.lies_on(&area) {
                wrong.push(format!("{words:?} on {part:?}"));
            }
        }
    }
    for part in &scene.parts {
        if let Part::Bar(area, _) = part
            && (area.left < 0 || area.left + area.width > scene.width || area.top + area.height > scene.height || area.width <= 0)
        {
            wrong.push(format!("out: {part:?}"));
        }
    }
    wrong
}

fn label() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-ZÆØÅa-zæøå]{1,12}",
        "[A-ZÆØÅ][a-zæøå]{2,18}( [a-zæøå]{1,18}){0,2}",
        "[a-zæøåmw]{60}",
        Just("Tilbagebetalingspligtig kontanthjælp og øvrige sociale ydelser".to_owned()),
        Just("2019".to_owned()),
    ]
}

fn amount() -> impl Strategy<Value = Option<Amount>> {
    let value = prop_oneof![Just(0_i64), -1_000_i64..1_000, 0_i64..1_000_000_000_000, any::<i64>()];
    let shown = prop_oneof![Just(String::new()), Just(" kr.".to_owned()), Just(" mio. kr.".to_owned())];
    proptest::option::weighted(
        0.9,
        (value, shown).prop_map(|(value, unit)| Amount { value, shown: format!("{}{unit}", value % 1_000_000_000_000) }),
    )
}

fn chart() -> impl Strategy<Value = Chart> {
    let drawing =
        prop_oneof![Just(Drawing::Bars), Just(Drawing::Grouped), Just(Drawing::Stacked), Just(Drawing::Shares), Just(Drawing::Lines)];
    (drawing, proptest::collection::vec(label(), 1..7), 1..41_usize).prop_flat_map(|(drawing, series, rows)| {
        let row = (label(), proptest::collection::vec(amount(), series.len())).prop_map(|(label, amounts)| Row { label, amounts });
        proptest::collection::vec(row, rows).prop_map(move |rows| Chart {
            drawing,
            series: series.clone(),
            rows,
            ..crate::documents::sample::chart()
        })
    })
}

fn timeline() -> impl Strategy<Value = Timeline> {
    let until = prop_oneof![Just(Until::Then), Just(Until::Open), (0..4_000_i64).prop_map(Until::Last)];
    let point = (label(), label(), proptest::option::of(0..500_i64), 0..1_000_i64, until)
        .prop_map(|(label, shown, since, from, until)| Point { label, shown, since, from, until });
    let tick = (0..3_000_i64, "[0-9]{1,8}");
    (proptest::collection::vec(point, 1..12), proptest::collection::vec(tick, 0..14)).prop_map(|(points, mut ticks)| {
        ticks.sort();
        Timeline { points, ticks, ..crate::documents::sample::timeline() }
    })
}

fn calendar() -> impl Strategy<Value = Calendar> {
    let cell = || {
        let mark = prop_oneof![Just(Mark::Done), Just(Mark::Late), Just(Mark::Missed), Just(Mark::ToCome), Just(Mark::Unknown)];
        (mark, label()).prop_map(|(mark, shown)| Cell { mark, said: shown.clone(), shown })
    };
    (1..16_usize).prop_flat_map(move |columns| {
        let row =
            (label(), proptest::collection::vec(proptest::option::of(cell()), columns)).prop_map(|(label, cells)| Duties { label, cells });
        (proptest::collection::vec("[a-zæøå]{1,4}", columns), proptest::collection::vec(row, 1..41)).prop_map(|(columns, rows)| Calendar {
            columns,
            rows,
            ..crate::documents::sample::calendar()
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn nothing_in_a_chart_lies_on_anything_else(chart in chart()) {
        let scene = Figure::from(chart).scene().unwrap();
        prop_assert!(wrong(&scene).is_empty(), "{:#?}", wrong(&scene));
    }

    #[test]
    fn nothing_in_a_timeline_lies_on_anything_else(timeline in timeline()) {
        let scene = Figure::from(timeline).scene().unwrap();
        prop_assert!(wrong(&scene).is_empty(), "{:#?}", wrong(&scene));
    }

    #[test]
    fn nothing_in_a_calendar_lies_on_anything_else(calendar in calendar()) {
        let scene = Figure::from(calendar).scene().unwrap();
        prop_assert!(wrong(&scene).is_empty(), "{:#?}", wrong(&scene));
    }
}

#[test]
fn a_line_says_its_ends_and_what_lies_between_if_it_is_more_or_less() {
    let row = |label: &str, value: Option<i64>| Row {
        label: label.into(),
        amounts: vec![value.map(|value| Amount { value, shown: format!("{value} kr.") })],
    };
    let rows = vec![row("2017", Some(30)), row("2018", Some(70)), row("2019", None), row("2020", Some(10)), row("2021", Some(40))];
    let chart = Chart { drawing: Drawing::Lines, rows, series: vec!["Restance".into()], ..crate::documents::sample::chart() };
    let scene = Figure::from(chart).scene().unwrap();
    let said: Vec<&str> =
        scene.parts.iter().filter_map(|part| if let Part::Words(words) = part { Some(words.words.as_str()) } else { None }).collect();
    for words in ["30 kr.", "70 kr.", "10 kr.", "40 kr.", "2017", "2019", "2021"] {
        assert_eq!(said.iter().filter(|said| **said == words).count(), 1, "{words}: {said:?}");
    }
    // Two lines, for there is a gap.
    assert_eq!(scene.parts.iter().filter(|part| matches!(part, Part::Line(..))).count(), 2);
}
