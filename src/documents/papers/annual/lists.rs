use std::cmp::Reverse;
use std::sync::Arc;

use super::desk::Desk;
use super::functions::{Options, Told};
use super::{cell, filled, md};
use crate::governance::report::{About, Comment, Doubt, Text};
use crate::measures::Reported;
use crate::quantity::Timing;

/// What is said of the rows of a key figure: of the largest with their amounts, or of the others that something is said of.
pub(super) fn comments(desk: &Arc<Desk>, measure: &str, options: &Options) -> Told {
    if !desk.report.measures.contains_key(measure) {
        let names = desk.report.measures.keys().map(String::as_str);
        return Err(format!("`{measure}` is not among the report's `measures:`; {}", crate::diagnostic::one_of(measure, names)));
    }
    if let Some(by) = options.by.as_deref().filter(|by| !["reason", "claim_type"].contains(by)) {
        return Err(format!("`{by}` is nothing that comments are chosen by; {}", crate::diagnostic::one_of(by, ["claim_type", "reason"])));
    }
    let said = |about: &About| desk.report.comments.iter().find(|one| one.measure == measure && one.about == *about);
    let mut out = String::from("\n\n");
    if let Some(largest) = options.largest {
        let mut rows = desk.figures.by_claim_type(measure, options.year);
        let rest = |row: &Reported| desk.report.claim_types.iter().any(|one| one.rest && row.claim_type.as_ref() == Some(&one.id));
        rows.retain(|row| !rest(row));
        rows.sort_by_key(|row| Reverse(row.reading().value));
        for row in rows.into_iter().take(largest) {
            let about = About { claim_type: row.claim_type.clone(), reason: None };
            desk.comments_first(measure, &about);
            out.push_str(&item(desk, measure, &about, said(&about), options.year)?);
        }
    } else {
        let wanted = |about: &About| match options.by.as_deref() {
            Some("reason") => about.reason.is_some(),
            Some("claim_type") => about.claim_type.is_some(),
            _ => true,
        };
        for comment in desk.report.comments.iter().filter(|one| one.measure == measure && wanted(&one.about)) {
            if desk.comments_first(measure, &comment.about) {
                out.push_str(&item(desk, measure, &comment.about, Some(comment), options.year)?);
            }
        }
    }
    Ok(format!("{out}\n"))
}

/// A row with its amount, where it is known, and what is said of it.
fn item(desk: &Arc<Desk>, measure: &str, about: &About, comment: Option<&Comment>, year: i32) -> Told {
    let name = desk.report.name_of(about).map_or_else(|| desk.name(measure), str::to_owned);
    let figure = desk.figures.one(measure, year, about.claim_type.as_deref(), about.reason.as_deref());
    let amount = figure.map(|one| {
        let from = [("name", desk.name_of(measure, about)), ("year", year.to_string()), ("from", desk.reported(&[one]))];
        desk.sourced(&desk.voice.counted(one.value, &one.unit), desk.text("report-origin-figure", &from))
    });
    let mut parts = vec![format!("**{}**{}", md(&name), amount.map_or(String::new(), |amount| format!(", {amount}")))];
    if let Some(comment) = comment {
        parts.push(indented(&filled(desk, &comment.text)?));
        if let Some((amount, text)) = &comment.one_off {
            let text = text.as_ref().map(|text| filled(desk, text)).transpose()?.unwrap_or_default();
            parts.push(indented(desk.text("report-one-off", &[("amount", md(amount)), ("text", text)]).trim_end()));
        }
        if let Some(one) = &comment.expectation {
            parts.push(indented(&expected(desk, &one.text, one.by)?));
        }
    }
    Ok(format!("- {}\n", parts.join("\n\n  ")))
}

fn expected(desk: &Arc<Desk>, text: &Text, by: Option<Timing>) -> Told {
    let said = filled(desk, text)?;
    let key = if by.is_some() { "report-expected-by" } else { "report-expected" };
    Ok(desk.text(key, &[("text", said), ("by", by.map(|by| desk.voice.timing(by)).unwrap_or_default())]))
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n  ")
}

/// The closed list of causes, and what does not agree with it.
pub(super) fn reasons(desk: &Arc<Desk>) -> Told {
    let reasons = desk.report.reasons.as_ref().ok_or("the report has no `reasons:`")?;
    let mut out = String::from("\n\n");
    for (one, number) in reasons.items.iter().zip(1..) {
        let text = one.text.as_ref().map(|text| filled(desk, text)).transpose()?;
        out.push_str(&format!("{number}. **{}**{}\n", md(&one.name), text.map_or(String::new(), |text| format!(": {text}"))));
        for part in &one.parts {
            out.push_str(&format!("    - {}\n", md(part)));
        }
    }
    out.push('\n');
    out.push_str(&desk.note(|doubt| matches!(doubt, Doubt::List { .. })));
    Ok(out)
}

/// What was reached and what is expected, as a table.
pub(super) fn milestones(desk: &Arc<Desk>) -> Told {
    let heads = ["report-milestone", "report-reached", "report-to-come"].map(|key| desk.text(key, &[]));
    let mut out = format!("\n\n| {} |\n| --- | :-- | :-- |\n", heads.join(" | "));
    let dated = |on: Timing, text: &Option<Text>| -> Told {
        let said = text.as_ref().map(|text| filled(desk, text)).transpose()?;
        Ok(said.map_or_else(|| md(&desk.voice.timing(on)), |said| format!("{}: {said}", md(&desk.voice.timing(on)))))
    };
    for one in &desk.report.milestones {
        let reached = one.dates.iter().map(|(on, text)| dated(*on, text)).collect::<Result<Vec<_>, _>>()?;
        let expected = one.expected.as_ref().map(|(on, text)| dated(*on, text)).transpose()?;
        let reached = if reached.is_empty() { "–".to_owned() } else { reached.join("; ") };
        out.push_str(&format!(
            "| {} | {} | {} |\n",
            cell(&one.name),
            reached.replace('|', "\\|"),
            expected.unwrap_or_else(|| "–".into()).replace('|', "\\|")
        ));
    }
    out.push('\n');
    out.push_str(&desk.note(|doubt| matches!(doubt, Doubt::Times { .. })));
    Ok(out)
}

/// What stood in the way.
pub(super) fn obstacles(desk: &Arc<Desk>) -> Told {
    let mut out = String::from("\n\n");
    for one in &desk.report.obstacles {
        let mut more = Vec::new();
        more.extend(one.since.map(|since| desk.text("report-since", &[("time", desk.voice.timing(since))])));
        more.extend(one.until.map(|until| desk.text("report-until", &[("time", desk.voice.timing(until))])));
        let names: Vec<String> = one
            .affects
            .iter()
            .filter_map(|id| desk.report.claim_types.iter().find(|row| row.id == *id).map(|row| row.name.clone()))
            .collect();
        if !names.is_empty() {
            more.push(desk.text("report-affects", &[("names", names.join(", "))]));
        }
        let more = if more.is_empty() { String::new() } else { format!(" *{}*", md(&more.join(" "))) };
        out.push_str(&format!("- {}{more}\n", filled(desk, &one.text)?));
    }
    out.push('\n');
    Ok(out)
}

/// What is planned for the year after.
pub(super) fn plan(desk: &Arc<Desk>) -> Told {
    let mut out = String::from("\n\n");
    for (one, number) in desk.report.plan.iter().zip(1..) {
        let by = one.by.map_or(String::new(), |by| format!(" *({})*", md(&desk.voice.timing(by))));
        out.push_str(&format!("{number}. {}{by}\n", filled(desk, &one.text)?));
    }
    out.push('\n');
    Ok(out)
}

/// Everything that is expected, with its time, as a table.
pub(super) fn expectations(desk: &Arc<Desk>) -> Told {
    let heads = ["report-row", "report-expectation", "report-by"].map(|key| desk.text(key, &[]));
    let mut out = format!("\n\n| {} |\n| --- | :-- | :-- |\n", heads.join(" | "));
    let of_comments = desk.report.comments.iter().filter_map(|one| {
        let expected = one.expectation.as_ref()?;
        Some((desk.report.name_of(&one.about).map_or_else(|| desk.name(&one.measure), str::to_owned), &expected.text, expected.by))
    });
    let of_milestones = desk.report.milestones.iter().filter_map(|one| {
        let (on, text) = one.expected.as_ref()?;
        Some((one.name.clone(), text.as_ref()?, Some(*on)))
    });
    for (name, text, by) in of_comments.chain(of_milestones) {
        let by = by.map_or_else(|| "–".to_owned(), |by| desk.voice.timing(by));
        out.push_str(&format!("| {} | {} | {} |\n", cell(&name), filled(desk, text)?.replace('|', "\\|"), cell(&by)));
    }
    out.push('\n');
    Ok(out)
}
