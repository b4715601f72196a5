use std::path::PathBuf;

use proptest::prelude::*;
use proptest::strategy::Strategy as _;

use super::{Change, Diff, Effect, Example, Point, What};
use crate::diagnostic::Diagnostics;
use crate::prose::{Fact, Lang, Voice};
use crate::source::Sources;
use crate::strategy::Strategy;
use crate::strategy::load::prove;

/// A strategy of one chapter, `page`, with these clauses.
fn strategy(clauses: &str) -> Strategy {
    with_head("", clauses)
}

fn with_head(head: &str, clauses: &str) -> Strategy {
    let text = format!(
        "rettesnor: 1\nid: one\nauthority: {{name: A, country: other, currency: EUR}}\ntitle: T\nlanguage: en\n\
         period: {{from: 2026-01-01, to: 2029-12-31}}\nroles: {{boss: The boss, clerk: A clerk}}\n\
         claim_types:\n  rent: {{name: Rent}}\n  food: {{name: Food}}\n{head}chapters:\n  - id: page\n    heading: Page\n    clauses:\n{clauses}"
    );
    let mut sources = Sources::default();
    let source = sources.add("strategy.yaml".to_owned(), text.clone());
    let loaded = prove(source, PathBuf::from("strategy.yaml"), &mut sources, Diagnostics::default());
    loaded.strategy.unwrap_or_else(|| panic!("{text}\n{:?}", loaded.diagnostics))
}

/// A clause `c` that is kept in a way, on one line of YAML each.
fn clause(kept: &str) -> String {
    format!("      - {{id: c, text: A promise is kept by all of us, {kept}}}\n")
}

/// The change of the clause `c` and its points, from one way of keeping it to another.
fn change(before: &str, after: &str) -> (Change, Vec<Point>) {
    let diff = Diff::between(&strategy(&clause(before)), &strategy(&clause(after)));
    assert_eq!(diff.clauses.len(), 1, "{diff:?}");
    let one = diff.clauses.into_iter().next().unwrap();
    (one.change, one.points)
}

/// Holds that the first is tightened to the second, by this one point, and the second loosened to the first.
fn tightens(before: &str, after: &str, what: What) -> Point {
    let (there, points) = change(before, after);
    let (back, turned) = change(after, before);
    assert_eq!((there, back), (Change::Tightened, Change::Loosened), "{before} -> {after}: {points:?}");
    assert_eq!(points.iter().map(|point| point.what).collect::<Vec<_>>(), [what], "{before} -> {after}");
    assert_eq!(turned.first().map(|point| point.effect), Some(Effect::Looser));
    points.into_iter().next().unwrap()
}

fn apart(point: &Point) -> (String, String) {
    match &point.example {
        Some(Example::Apart { on, then_on, .. }) => (on.to_string(), then_on.to_string()),
        other => panic!("{other:?}"),
    }
}

fn days(on: &str, then_on: &str) -> (String, String) {
    (on.to_owned(), then_on.to_owned())
}

#[test]
fn a_shorter_deadline_is_tighter_on_the_first_day_after_it() {
    let rule = |within: &str| format!("rule: {{followed_by: {{event: due, by: reminder, within: {within}}}}}");
    let point = tightens(&rule("14 days"), &rule("10 days"), What::Deadline);
    assert_eq!(apart(&point), days("2026-01-01", "2026-01-12"));
    // No month is shorter than twenty-eight days.
    let point = tightens(&rule("1 month"), &rule("28 days"), What::Deadline);
    assert_eq!(apart(&point), days("2026-01-01", "2026-01-30"));
    // From the end of January a month is shorter than thirty days, and from its beginning longer: neither is tighter.
    let (both, points) = change(&rule("30 days"), &rule("1 month"));
    assert_eq!((both, points.first().map(|point| point.effect)), (Change::Changed, Some(Effect::Either)));
}

#[test]
fn a_deadline_that_is_set_is_tighter_than_none() {
    let set = "rule: {preceded_by: {event: transfer, by: contact, at_most: 6 months}}";
    let point = tightens("rule: {preceded_by: {event: transfer, by: contact}}", set, What::MaxDistance);
    assert_eq!(apart(&point), days("2026-01-01", "2026-07-02"));
}

#[test]
fn distances_before_and_between_are_told_with_days_that_only_one_allows() {
    let notice = |least: &str| format!("rule: {{preceded_by: {{event: transfer, by: notice, at_least: {least}}}}}");
    let point = tightens(&notice("10 days"), &notice("14 days"), What::MinDistance);
    let (on, then) = apart(&point);
    let gap = |on: &str, then: &str| crate::quantity::Day::parse(then).unwrap().0 - crate::quantity::Day::parse(on).unwrap().0;
    assert!((10..14).contains(&gap(&on, &then)), "{on} {then}");
    let spaced = |least: &str| format!("rule: {{spaced: {{event: reminder, at_least: {least}}}}}");
    let point = tightens(&spaced("10 days"), &spaced("14 days"), What::MinDistance);
    let (on, then) = apart(&point);
    assert!((10..14).contains(&gap(&on, &then)), "{on} {then}");
}

#[test]
fn amounts_numbers_and_shares_are_told_with_a_value_that_only_one_allows() {
    let fee = |most: &str| format!("rule: {{amount: {{event: reminder_fee, at_most: {most}}}}}");
    let point = tightens(&fee("100"), &fee("80"), What::MaxAmount);
    assert_eq!(point.example, Some(Example::Value(Fact::Money(crate::quantity::Money(10_000)))));
    let count = |most: u32| format!("rule: {{count: {{event: reminder, at_most: {most}, before: transfer}}}}");
    let point = tightens(&count(3), &count(2), What::MaxNumber);
    assert_eq!(Voice::new(Lang::En, "EUR").fact(point.after.as_ref().unwrap()), "2");
    let share = |least: &str| {
        let first = "      - {id: a, text: First, rule: {never: {event: hearing}}}\n";
        let text = format!("{first}      - {{id: c, text: So many of them, rule: {{share: {{of: page/a, at_least: {least}}}}}}}\n");
        strategy(&text)
    };
    let diff = Diff::between(&share("90 %"), &share("95 %"));
    assert_eq!((diff.count(Change::Tightened), diff.count(Change::Unchanged)), (1, 1));
}

#[test]
fn more_events_and_fewer_answers_ask_for_more() {
    let never = |events: &str| format!("rule: {{never: {{event: [{events}], while: dispute}}}}");
    tightens(&never("reminder"), &never("reminder, transfer"), What::Asked);
    let before = |by: &str| format!("rule: {{preceded_by: {{event: transfer, by: [{by}]}}}}");
    tightens(&before("contact, answer"), &before("contact"), What::Answers);
    let recorded = |fields: &str| format!("rule: {{recorded: {{event: write_off, fields: [{fields}]}}}}");
    tightens(&recorded("reason"), &recorded("reason, actor"), What::Fields);
}

#[test]
fn wider_scopes_and_fewer_exceptions_ask_for_more() {
    let rule = "rule: {followed_by: {event: due, by: reminder, within: 14 days}}";
    let with = |more: &str| format!("{more}{rule}");
    let point = tightens(&with("for: {claim_type: rent}, "), rule, What::ClaimTypes);
    assert_eq!(point.example, Some(Example::ClaimType(Fact::Text("Food".into()))));
    tightens(&with("for: {debtor_kind: person}, "), rule, What::Claims);
    tightens(&with("for: {principal: {at_least: 200}}, "), &with("for: {principal: {at_least: 100}}, "), What::Claims);
    tightens(&with("unless: [paid, plan], "), &with("unless: [paid], "), What::Unless);
    tightens(&with("while: dispute, "), &with("while: [dispute, plan], "), What::While);
    tightens(&with("valid: {from: 2027-01-01, to: 2029-12-31}, "), rule, What::Days);
}

#[test]
fn a_deadline_of_what_holds_only_while_something_lasts_proves_nothing() {
    let rule = |within: u32| format!("while: dispute, rule: {{followed_by: {{event: due, by: reminder, within: {within} days}}}}");
    assert_eq!(change(&rule(14), &rule(10)).0, Change::Changed);
}

#[test]
fn rules_more_or_less_and_other_rules() {
    let (one, other) = ("preceded_by: {event: transfer, by: notice}", "recorded: {event: transfer, fields: [reason]}");
    let both = format!("rule: [{{{one}}}, {{{other}}}]");
    tightens(&format!("rule: {{{one}}}"), &both, What::Rule);
    let (changed, points) = change(&format!("rule: {{{one}}}"), &format!("rule: {{{other}}}"));
    assert_eq!((changed, points.first().map(|point| point.what)), (Change::Changed, Some(What::Question)));
}

#[test]
fn tighter_in_one_and_looser_in_another_is_neither() {
    let rule = |unless: &str, within: u32| {
        format!("unless: [{unless}], rule: {{followed_by: {{event: due, by: reminder, within: {within} days}}}}")
    };
    assert_eq!(change(&rule("paid", 14), &rule("paid, plan", 10)).0, Change::Changed);
}

#[test]
fn key_figures_are_tighter_by_their_direction() {
    let target = |direction: &str, target: &str| format!("measure: {{share: reminder, of: due, direction: {direction}, target: {target}}}");
    let point = tightens(&target("down", "10 %"), &target("down", "8 %"), What::Target);
    assert_eq!(point.example, Some(Example::Reached(Fact::Share(crate::quantity::Share(1_000)))));
    tightens(&target("up", "60 %"), &target("up", "70 %"), What::Target);
    tightens("measure: {share: reminder, of: due, direction: down}", &target("down", "8 %"), What::Target);
    let (changed, _) = change(&target("up", "60 %"), &target("down", "60 %"));
    assert_eq!(changed, Change::Changed);
}

#[test]
fn duties_are_tighter_where_more_is_owed_by_some_day() {
    let duty = |rest: &str| format!("duty: {{owner: boss, recipient: Council, {rest}}}");
    let point = tightens(&duty("every: year, by: 12-31"), &duty("every: year, by: 04-30"), What::Recurrence);
    let Some(Example::Owed { until, before, after }) = point.example else { panic!("{point:?}") };
    assert_eq!((until.to_string().as_str(), before, after), ("2027-04-30", 0, 1));
    tightens(&duty("every: year"), &duty("every: year, times: 2"), What::Recurrence);
    tightens(&duty("every: year"), &duty("every: quarter"), What::Recurrence);
    tightens(&duty("every: year, contents: [Arrears]"), &duty("every: year, contents: [Arrears, Plan]"), What::Contents);
}

#[test]
fn what_was_only_said_is_sharpened_and_back_again_blunted() {
    let rule = "rule: {never: {event: hearing}}";
    assert_eq!(change("narrative: true", rule).0, Change::Sharpened);
    assert_eq!(change(rule, "narrative: true").0, Change::Blunted);
    assert_eq!(change(rule, "attested: {role: boss, every: year}").0, Change::Changed);
}

#[test]
fn who_answers_and_how_grave_it_is_change_and_tighten_nothing() {
    let rule = "rule: {never: {event: hearing}}";
    let (changed, points) = change(&format!("severity: minor, owner: boss, {rule}"), &format!("severity: critical, owner: clerk, {rule}"));
    assert_eq!((changed, points.iter().map(|point| point.what).collect::<Vec<_>>()), (Change::Changed, vec![What::Severity, What::Owner]));
}

#[test]
fn new_dropped_renamed_and_reworded_are_told_apart() {
    let rule = "rule: {never: {event: hearing}}";
    let one = |id: &str, text: &str, rule: &str| format!("      - {{id: {id}, text: {text}, {rule}}}\n");
    let before = strategy(
        &(one("a", "Nobody is heard in vain here", rule)
            + &one("b", "We are friendly", "narrative: true")
            + &one("gone", "It goes away", "narrative: true")),
    );
    let after = strategy(
        &(one("z", "Nobody is ever heard in vain here", rule)
            + &one("b", "We are kind", "narrative: true")
            + &one("new", "Quite another matter", "narrative: true")),
    );
    let diff = Diff::between(&before, &after);
    let told: Vec<(Change, Option<&str>, Option<&str>)> = diff
        .clauses
        .iter()
        .map(|one| {
            (one.change, one.before.as_ref().map(|told| told.address.as_str()), one.after.as_ref().map(|told| told.address.as_str()))
        })
        .collect();
    let expected = [
        (Change::Reworded, Some("page/a"), Some("page/z")),
        (Change::Reworded, Some("page/b"), Some("page/b")),
        (Change::Added, None, Some("page/new")),
        (Change::Dropped, Some("page/gone"), None),
    ];
    assert_eq!(told, expected);
    let moved = strategy(&(one("z", "Nobody is heard in vain here", rule)));
    let diff = Diff::between(&strategy(&one("a", "Nobody is heard in vain here", rule)), &moved);
    assert_eq!(diff.count(Change::Renamed), 1);
}

#[test]
fn an_event_that_means_something_else_is_not_the_same_event() {
    let events = |word: &str| format!("events:\n  small: {{name: Small, is: write_off, where: {{reason: {word}}}}}\n");
    let rule = clause("rule: {never: {event: small}}");
    let diff = Diff::between(&with_head(&events("a"), &rule), &with_head(&events("b"), &rule));
    assert_eq!(diff.count(Change::Changed), 1, "{diff:?}");
    // The order in which names are declared says nothing.
    let two = "events:\n  big: {name: Big}\n  small: {name: Small, is: write_off, where: {reason: a}}\n";
    let used = clause("rule: {never: {event: [small, big]}}");
    let turned = "events:\n  small: {name: Small, is: write_off, where: {reason: a}}\n  big: {name: Big}\n";
    assert!(Diff::between(&with_head(two, &used), &with_head(turned, &used)).is_empty());
}

#[test]
fn everything_that_can_differ_has_words_in_every_language() {
    for lang in Lang::ALL {
        for what in What::ALL {
            assert!(lang.has(&format!("changes-what-{}", what.name())), "{lang}: {}", what.name());
        }
        for change in Change::ALL {
            assert!(lang.has(&format!("changes-{}", change.name())) && lang.has(&format!("changes-{}-means", change.name())));
        }
    }
}

/// Ways to keep a clause, to be held against one another.
fn ways() -> impl proptest::strategy::Strategy<Value = String> {
    let unless = prop_oneof![Just(""), Just("unless: [paid], "), Just("unless: [paid, plan], "), Just("unless: [dispute], ")];
    let about = prop_oneof![
        Just(""),
        Just("for: {claim_type: rent}, "),
        Just("for: {claim_type: [rent, food]}, "),
        Just("for: {debtor_kind: person}, ")
    ];
    let length = prop_oneof![
        (1..60_u32).prop_map(|n| format!("{n} days")),
        (1..3_u32).prop_map(|n| format!("{n} months")),
        (1..20_u32).prop_map(|n| format!("{n} working days"))
    ];
    let rule = prop_oneof![
        length.clone().prop_map(|within| format!("rule: {{followed_by: {{event: due, by: reminder, within: {within}}}}}")),
        length.clone().prop_map(|within| format!(
            "rule: {{followed_by: {{event: due, by: [reminder, contact], within: {within}, next_working_day: true}}}}"
        )),
        length.clone().prop_map(|least| format!("rule: {{preceded_by: {{event: transfer, by: notice, at_least: {least}}}}}")),
        length.clone().prop_map(|most| format!("rule: {{preceded_by: {{event: transfer, by: contact, at_most: {most}}}}}")),
        length.prop_map(|least| format!("rule: {{spaced: {{event: reminder, at_least: {least}}}}}")),
        (0..4_u32).prop_map(|most| format!("rule: {{count: {{event: reminder, at_most: {most}, before: transfer}}}}")),
        (0..300_u32).prop_map(|most| format!("rule: {{amount: {{event: reminder_fee, at_most: {most} kr}}}}")),
        Just("rule: {never: {event: [reminder, transfer], while: dispute}}".to_owned()),
        Just("narrative: true".to_owned()),
        (1..4_u32).prop_map(|times| format!("duty: {{every: year, times: {times}, owner: boss, recipient: Council}}")),
    ];
    (unless, about, rule).prop_map(|(unless, about, rule)| if rule.starts_with("rule") { format!("{unless}{about}{rule}") } else { rule })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_differs_from_itself(way in ways()) {
        let one = strategy(&clause(&way));
        prop_assert!(Diff::between(&one, &one).is_empty());
    }

    #[test]
    fn what_is_tightened_one_way_is_loosened_the_other(before in ways(), after in ways()) {
        let ((there, _), (back, _)) = (change(&before, &after), change(&after, &before));
        prop_assert_eq!(there == Change::Tightened, back == Change::Loosened, "{} {} {:?} {:?}", before, after, there, back);
        prop_assert_eq!(there == Change::Sharpened, back == Change::Blunted);
        prop_assert_eq!(there == Change::Changed, back == Change::Changed);
    }
}
