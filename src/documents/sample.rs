//! Documents that the tests of every format write.

use std::collections::BTreeMap;

use super::{Chart, Document, Drawing, Row, from_markdown};
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

const BODY: &str = include_str!("sample.md");

/// A council paper with every kind of block.
pub(super) fn document() -> Document {
    let charts = BTreeMap::from([("restancer".to_owned(), chart())]);
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
