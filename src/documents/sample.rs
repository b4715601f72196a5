//! Documents that the tests of every format write.

use std::collections::BTreeMap;

use super::{Amount, Block, Calendar, Cell, Chart, Document, Drawing, Duties, Figure, Mark, Point, Row, Timeline, Until, from_markdown};
use crate::prose::Lang;
use crate::quantity::Day;

pub(super) fn chart() -> Chart {
    let bar = |label: &str, value, shown: &str| Row::of_one(label.into(), value, shown.into());
    Chart {
        title: "Ejendomsskat og sociale ydelser er to tredjedele af restancerne".into(),
        unit: "mio. kr. pr. 31. december 2013".into(),
        drawing: Drawing::Bars,
        label: "Fordringstype".into(),
        series: vec!["Restance".into()],
        rows: vec![
            bar("Ejendomsskat og øvrige kommunale ejendomsbidrag", 1_249, "12,49"),
            bar("Tilbagebetaling af sociale ydelser", 940, "9,40"),
            bar("Børnebidrag", 512, "5,12"),
            bar("Husleje og boligindskudslån", 301, "3,01"),
            bar("Underholdsbidragsrestancetilbagebetalingsordning", 150, "1,50"),
            bar("Øvrige", 4, "0,04"),
        ],
        alt: "Liggende søjler: ejendomsskat 12,49 mio. kr., sociale ydelser 9,40 og derefter fire mindre typer.".into(),
        empty: "Der er ingen restancer.".into(),
    }
}

/// Steps of each kind: a moment, a span, a wait with and without an end.
pub(super) fn timeline() -> Timeline {
    let step = |label: &str, shown: &str, since, from, until| Point { label: label.into(), shown: shown.into(), since, from, until };
    Timeline {
        title: "Et krav kan tidligst blive sendt til inddrivelse 63 dage efter forfald".into(),
        unit: "Dage efter forfald, når hvert trin tages, så snart det må".into(),
        label: "Trin".into(),
        when: "Hvornår".into(),
        points: vec![
            step("Forfald", "dag 0", None, 0, Until::Then),
            step("Første rykker", "tidligst 14 og senest 21 dage efter forfald (bestemmelse 1)", Some(0), 14, Until::Last(21)),
            step("Skriftlig underretning", "senest 14 dage efter første rykker (bestemmelse 2)", None, 14, Until::Last(28)),
            step("Oversendelse til inddrivelse", "tidligst 49 dage efter underretning (bestemmelse 3)", Some(14), 63, Until::Open),
        ],
        ticks: vec![(0, "0".into()), (14, "14".into()), (28, "28".into()), (63, "63".into())],
        alt: "Tidslinje: rykker efter 14 til 21 dage, underretning inden 14 dage derefter, oversendelse tidligst efter 63 dage.".into(),
        empty: "Strategien sætter ingen frister.".into(),
    }
}

/// Duties of each kind and all marks.
pub(super) fn calendar() -> Calendar {
    let cell = |mark, shown: &str| Some(Cell { mark, shown: shown.into(), said: format!("måned: {shown}") });
    let every = |months: usize, cells: &[Option<Cell>]| {
        let mut year = vec![None; 12];
        for (at, cell) in cells.iter().enumerate() {
            year[(at + 1) * months - 1] = cell.clone();
        }
        year
    };
    Calendar {
        title: "En af ti opgaver mangler".into(),
        unit: "Måneder i 2013".into(),
        label: "Opgave".into(),
        when: "Frister".into(),
        columns: ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"].map(str::to_owned).to_vec(),
        marks: [
            (Mark::Done, "udført"),
            (Mark::Late, "for sent"),
            (Mark::Missed, "mangler"),
            (Mark::ToCome, "kommer"),
            (Mark::Unknown, "kan ikke vurderes"),
        ]
        .map(|(mark, words)| (mark, words.to_owned()))
        .to_vec(),
        rows: vec![
            Duties {
                label: "Restancerne gøres op hvert kvartal".into(),
                cells: every(
                    3,
                    &[
                        cell(Mark::Done, "udført"),
                        cell(Mark::Late, "for sent"),
                        cell(Mark::Missed, "mangler"),
                        cell(Mark::ToCome, "kommer"),
                    ],
                ),
            },
            Duties {
                label: "En liste over krav, der nærmer sig forældelse, hver måned".into(),
                cells: every(1, &vec![cell(Mark::Done, "udført"); 7]),
            },
            Duties { label: "Rapport til kommunalbestyrelsen".into(), cells: every(4, &[cell(Mark::Done, "udført")]) },
            Duties { label: "Erklæring om gebyrer".into(), cells: every(12, &[cell(Mark::Unknown, "kan ikke vurderes")]) },
        ],
        alt: "Kalender over fire opgaver i 2013: en mangler, en kom for sent.".into(),
        empty: "Strategien har ingen faste opgaver.".into(),
    }
}

/// Three series over four rows, one amount unknown, drawn in one of the ways.
pub(super) fn series(drawing: Drawing) -> Chart {
    let row = |label: &str, values: [Option<i64>; 3]| {
        let amount = |value: i64| Amount { value, shown: format!("{},{}", value / 10, value % 10) };
        Row { label: label.into(), amounts: values.map(|value| value.map(amount)).to_vec() }
    };
    Chart {
        title: "Dødsboer blev afskrevet for mere end dobbelt så meget som i 2018".into(),
        unit: "mio. kr.".into(),
        drawing,
        label: "År".into(),
        series: ["På foranledning af Gældsstyrelsen", "Dødsbo", "Bortfald"].map(str::to_owned).to_vec(),
        rows: vec![
            row("2017", [Some(152), Some(31), Some(90)]),
            row("2018", [Some(210), Some(40), None]),
            row("2019", [Some(188), Some(62), Some(70)]),
            row("2020", [Some(176), Some(85), Some(64)]),
        ],
        alt: "Afskrivninger efter årsag: Gældsstyrelsen 17,6, dødsbo 8,5 og bortfald 6,4 mio. kr. i 2020.".into(),
        empty: "Intet er afskrevet.".into(),
    }
}

/// Every kind of drawing.
pub(super) fn figures() -> Vec<Figure> {
    let drawn = [Drawing::Grouped, Drawing::Stacked, Drawing::Shares, Drawing::Lines].map(|drawing| series(drawing).into());
    [chart().into(), timeline().into(), calendar().into()].into_iter().chain(drawn).collect()
}

/// A paper of nothing but pictures.
pub(super) fn pictures() -> Document {
    Document { blocks: figures().into_iter().map(Block::Figure).collect(), ..document() }
}

const BODY: &str = include_str!("sample.md");

/// A council paper with every kind of block.
pub(super) fn document() -> Document {
    let charts = BTreeMap::from([("restancer".to_owned(), chart().into())]);
    Document {
        lang: Lang::Da,
        title: "Strategi for opkrævning 2013–2016".into(),
        subtitle: "Økonomiudvalgets indstilling til kommunalbestyrelsen".into(),
        author: "Norddjurs Kommune".into(),
        subject: "Hvordan kommunen opkræver det, den har til gode, og hvad den lover borgerne.".into(),
        id: "norddjurs/2013-2016/strategy.da".into(),
        date: Day::new(2013, 6, 18).unwrap(),
        house: std::sync::Arc::default(),
        blocks: from_markdown(BODY, &charts).unwrap(),
    }
}

/// A text that every format would read as markup if it read markup.
pub(super) const HOSTILE: &str =
    "#panic() * | $x$ @ref \\n \\ <script>alert(1)</script> `c` [l](javascript:x) _u_ ~s~ & {{ x }} \"q\" 'r' -- ...";

/// A document that says [`HOSTILE`] wherever words can stand.
pub(super) fn hostile() -> Document {
    let text = super::escape(HOSTILE);
    let body = format!(
        "# {text}\n\n{text}\n\n- {text}\n- **{text}**\n\n> {text}\n\nTabel: {text}\n\n| {text} | b |\n|---|---|\n| {text} | {text} |\n\n```\n{HOSTILE}\n```\n"
    );
    Document {
        title: HOSTILE.into(),
        subtitle: HOSTILE.into(),
        author: HOSTILE.into(),
        subject: HOSTILE.into(),
        blocks: from_markdown(&body, &BTreeMap::new()).unwrap(),
        ..document()
    }
}
