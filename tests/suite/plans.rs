//! Plans of an authority: read, proved, told in three languages with their agenda item, and built once.

use crate::program::{files, folder, root, run, write};

const STRATEGY: &str = "rettesnor: 1
id: vik-2027-2030
authority: {name: Vik, country: dk}
title: Strategy
language: en
period: {from: 2027-01-01, to: 2030-12-31}
chapters:
  - id: a
    heading: A
    clauses:
      - {id: kindly, text: We answer kindly., narrative: true}
";

const PLAN: &str = "rettesnor: 1
title: Plan
period: {from: 2027-01-01, to: 2030-12-31}
carries_out: {title: Budget of 2027, date: 2026-10}
purpose: What we do.
deadlines: binding
versions:
  - {date: 2026-11, text: First}
  - {date: 2027-02-01, text: After the hearings}
roles: {head: Head, chief: Chief}
parts: [{name: Course, text: all of it}, {name: Commitment}]
kinds:
  works: {name: Works}
  intents: {name: Intents, grouped_by: theme}
themes: {green: Green, growth: Growth}
committees: {roads: Roads, schools: Schools}
topics: {paths: Paths, trees: Trees}
items:
  - id: path
    title: A path
    text: It runs along the water.
    kind: works
    committee: roads
    owner: head
    due: ultimo 2027
    treated: 2027-Q2
    depends_on: [plot]
    consult: [{body: Neighbours, date: 2027-03}, {body: Schools' council}]
    effects: [{what: traffic, direction: down}, {what: upkeep, direction: up, amount: 50.000 kr}]
    topics: [paths]
  - {id: plot, title: The plot, kind: works, committee: roads, done: {date: 2027-01-15, evidence: Deed}}
  - {id: yard, title: School yard, kind: works, committee: schools, due: 2028, deadline: indicative}
  - {id: fence, title: A fence, kind: works, due: 2031-Q1}
  - {id: trees, title: Trees, kind: intents, theme: green, committee: roads, every: ongoing, cross_cutting: true, topics: [trees]}
  - {id: shops, title: Shops, kind: intents, theme: growth, questions: [Who pays?]}
hearings:
  - {committee: roads, date: 2027-01, text: its own part}
  - {committee: schools, date: primo 2027}
attachments: [{title: Note, file: note.txt}]
agenda_item:
  case_number: 27/1
  publicity: closed
  route: [Committee, Council]
  presentation: There is a plan.
  economic_consequences: none
  legal_references: [{act: The act, reference: of 1999}, {act: Another}]
  recommendation:
    - {role: chief, text: That it is adopted.}
    - {role: chief, text: That it is used.}
  attachments: [{title: The plan}]
decisions:
  - {body: Committee, date: 2026-12-03, outcome: endorsed}
";

/// A folder with a strategy of an authority and its plan.
fn authority(plan: &str) -> tempfile::TempDir {
    let folder = folder();
    write(folder.path(), "vik/s/strategy.yaml", STRATEGY);
    write(folder.path(), "vik/plans/2027-2030.yaml", plan);
    write(folder.path(), "vik/plans/note.txt", "A note.");
    folder
}

/// Mistakes that are told of a plan, each on a line.
fn told(plan: &str) -> (i32, Vec<String>) {
    let folder = authority(plan);
    let (status, _, said) = run(folder.path(), &["validate", "vik", "--format", "plain"]);
    (status, said.lines().map(str::to_owned).collect())
}

#[test]
fn it_speaks_three_languages() {
    let folder = authority(PLAN);
    for lang in ["da", "nb", "en"] {
        let paper = |arguments: &[&str]| {
            let (status, paper, said) = run(folder.path(), &[&["render", "vik/s", "--lang", lang], arguments].concat());
            assert_eq!(status, 0, "{said}");
            paper
        };
        insta::assert_snapshot!(format!("plan_{lang}"), paper(&["--document", "plan"]));
        insta::assert_snapshot!(format!("plan_agenda_item_{lang}"), paper(&["--document", "agenda-item", "--plan", "2027-2030"]));
    }
}

#[test]
fn names_and_dates_that_do_not_fit_are_errors_at_their_place() {
    let mistakes = [
        ("kind: works, committee: schools", "kind: work, committee: schools", "unknown-in-plan", "write `works`"),
        ("committee: schools, due", "committee: school, due", "unknown-in-plan", "write `schools`"),
        ("theme: growth", "theme: grow", "unknown-in-plan", "write `growth`"),
        ("theme: growth", "theme: [growth, green]", "one-theme", "keep the one"),
        ("theme: growth, ", "", "one-theme", "add `theme:`"),
        ("depends_on: [plot]", "depends_on: [plots]", "unknown-in-plan", "write `plot`"),
        ("topics: [paths]", "topics: [path]", "unknown-in-plan", "write `paths`"),
        ("owner: head", "owner: hed", "unknown-role", "write `head`"),
        ("{role: chief, text: That it is used.}", "{role: cheif, text: That it is used.}", "unknown-role", "write `chief`"),
        ("committee: schools, date", "committee: shools, date", "unknown-in-plan", "write `schools`"),
        ("id: yard", "id: plot", "duplicate-id", "id of its own"),
        ("due: 2028", "due: spring 2028", "not-a-date", "ultimo 2025"),
        ("due: 2028", "due: 20-03-2028", "not-a-date", "write `2028-03-20`"),
        ("amount: 50.000 kr", "amount: much", "not-an-amount", "write a number"),
        ("evidence: Deed}", "evidence: Deed}, depends_on: [path]", "needs-itself", "depends_on"),
        ("to: 2030-12-31}\ncarries", "to: 2026-12-31}\ncarries", "period-backwards", "2027-01-01"),
        ("title: A path", "titel: A path", "unknown-key", "write `title`"),
    ];
    for (right, wrong, code, help) in mistakes {
        assert_eq!(PLAN.matches(right).count(), 1, "{right}");
        let (status, said) = told(&PLAN.replace(right, wrong));
        let errors: Vec<&String> = said.iter().filter(|line| line.contains("error[")).collect();
        assert_eq!(status, 3, "{said:?}");
        assert!(errors.iter().any(|line| line.contains(&format!("error[{code}]")) && line.contains(help)), "{wrong}: {said:?}");
        assert!(errors.iter().all(|line| line.starts_with("vik/plans/2027-2030.yaml:")), "{said:?}");
        assert!(errors.len() == 1 || code == "needs-itself", "{wrong}: {said:?}");
    }
}

#[test]
fn what_does_not_fit_together_is_a_warning() {
    let (status, said) = told(PLAN);
    // The fence is due after the period; the item has no consequences, and the path costs upkeep.
    assert_eq!((status, said.len()), (0, 2), "{said:?}");
    assert!(said[0].contains("warning[outside-period]") && said[0].contains("`fence`"), "{said:?}");
    assert!(said[1].contains("warning[consequences-none]") && said[1].contains("`path`"), "{said:?}");
    for (right, wrong, code) in [
        (", evidence: Deed", "", "done-without-evidence"),
        (", topics: [trees]", "", "topic-uncovered"),
        ("  - {committee: schools, date: primo 2027}\n", "", "hearing-missing"),
        ("file: note.txt", "file: nota.txt", "attachment-missing"),
        ("owner: head", "owner: chief", "unused-name"),
        ("growth: Growth}", "growth: Growth, sea: Sea}", "unused-name"),
        ("kinds:\n", "kinds:\n  rest: {name: Rest}\n", "unused-name"),
        ("schools: Schools}", "schools: Schools, sea: Sea}", "unused-name"),
    ] {
        assert_eq!(PLAN.matches(right).count(), 1, "{right}");
        let (status, said) = told(&PLAN.replace(right, wrong));
        assert_eq!(status, 0, "{said:?}");
        assert_eq!(said.iter().filter(|line| line.contains(&format!("warning[{code}]"))).count(), 1, "{wrong}: {said:?}");
        assert_eq!(said.len(), 3, "{wrong}: {said:?}");
    }
}

#[test]
fn an_attached_file_of_an_agenda_item_is_looked_for() {
    let folder = folder();
    write(folder.path(), "s/strategy.yaml", STRATEGY);
    write(folder.path(), "s/decisions.yaml", "rettesnor: 1\nagenda_item: {attachments: [{title: Draft, file: draft.pdf}]}\n");
    let (status, _, said) = run(folder.path(), &["validate", "s", "--format", "plain"]);
    assert_eq!(status, 0);
    assert!(said.contains("warning[attachment-missing]") && said.contains("`draft.pdf`"), "{said}");
    write(folder.path(), "s/draft.pdf", "%PDF");
    assert_eq!(run(folder.path(), &["validate", "s", "--format", "plain"]).2, "");
}

#[test]
fn it_is_built_once_for_the_authority_in_the_language_of_its_newest_strategy() {
    let folder = authority(PLAN);
    let older = STRATEGY.replace("language: en", "language: nb").replace("2030", "2026").replace("2027", "2023");
    write(folder.path(), "vik/old/strategy.yaml", older);
    let (status, _, said) = run(folder.path(), &["build", "vik"]);
    assert_eq!(status, 0, "{said}");
    let made = files(&folder.path().join("out"));
    let of_authority: Vec<&str> =
        made.keys().filter_map(|name| name.strip_prefix("vik/")).filter(|name| !name.starts_with("book")).collect();
    let expected =
        ["agenda-item-plan-2027-2030.en", "plan-2027-2030.en"].map(|name| ["docx", "html", "md", "pdf"].map(|end| format!("{name}.{end}")));
    let mut expected = expected.concat();
    expected.insert(4, "manifest.json".into());
    assert_eq!(of_authority, expected);
    assert_eq!(made.keys().filter(|name| name.contains("plan-") && !name.contains("/book")).count(), 8, "nowhere else");
    let manifest: serde_json::Value = serde_json::from_slice(&made["vik/manifest.json"]).unwrap();
    assert_eq!((&manifest["plans"][0]["plan"], manifest["files"].as_object().unwrap().len()), (&"2027-2030".into(), 8));
    assert_eq!(said.matches("outside-period").count(), 1, "{said}");
    // A wrong plan is told once, too, and nothing is written.
    write(folder.path(), "vik/plans/2027-2030.yaml", PLAN.replace("owner: head", "owner: hed"));
    let (status, _, said) = run(folder.path(), &["build", "vik", "--out", "other"]);
    assert_eq!((status, said.matches("unknown-role").count()), (3, 1), "{said}");
    assert!(!folder.path().join("other").exists());
    let (status, _, said) = run(folder.path(), &["validate", "vik", "--format", "plain"]);
    assert_eq!((status, said.matches("unknown-role").count()), (3, 1), "{said}");
}

#[test]
fn papers_of_two_never_meet_in_one_folder() {
    let folder = authority(PLAN);
    write(folder.path(), "vik/s/strategy.yaml", STRATEGY.replace("id: vik-2027-2030", "id: vik"));
    let (status, _, said) = run(folder.path(), &["build", "vik"]);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("give the authority's folder another name"), "{said}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn options_say_which_plan() {
    let folder = authority(PLAN);
    write(
        folder.path(),
        "vik/plans/2023-2026.yaml",
        PLAN.replace("title: Plan\n", "title: Old plan\n").replace("2027-01-01, to: 2030", "2023-01-01, to: 2026"),
    );
    let render = |arguments: &[&str]| run(folder.path(), &[&["render", "vik/s"], arguments].concat());
    assert!(render(&["--document", "plan"]).1.starts_with("# Plan\n"));
    assert!(render(&["--document", "plan", "--year", "2023-2026"]).1.starts_with("# Old plan\n"));
    for (arguments, words) in [
        (vec!["--document", "plan", "--year", "2019"], "name one of `2023-2026`, `2027-2030`"),
        (vec!["--document", "agenda-item", "--plan", "2019"], "name one of"),
        (vec!["--year", "2027-2030"], "`--document plan`"),
        (vec!["--document", "plan", "--plan", "2027-2030"], "`--year`"),
    ] {
        let (status, _, said) = render(&arguments);
        assert_eq!(status, 1, "{said}");
        assert!(said.contains(words), "{said}");
    }
    let (status, _, said) = run(&root(), &["render", "strategy/examples/traffic-fines", "--document", "plan"]);
    assert_eq!(status, 1);
    assert!(said.contains("write `strategy/examples/plans/2025-2028.yaml`"), "{said}");
}

/// Each item with a date: its last day, its verdict and how far it is.
fn owed(plan: &str, as_of: &str) -> Vec<String> {
    let folder = authority(plan);
    let (_, out, said) = run(folder.path(), &["calendar", "vik", "--as-of", as_of, "--to", "2035-12-31", "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{said}"));
    let items = all[0]["owed"].as_array().unwrap().iter().filter(|one| one["kind"] == "plan_item");
    let word = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    items.map(|one| format!("{}: {}{}, {}", word(one, "id"), word(one, "verdict"), word(one, "lapse"), word(one, "status"))).collect()
}

#[test]
fn what_is_behind_is_told_from_the_day_after_its_last() {
    let of = |plan: &str, as_of: &str, id: &str| owed(plan, as_of).into_iter().find(|one| one.starts_with(id)).unwrap();
    assert_eq!(of(PLAN, "2027-12-31", "path"), "path: not_yet_due, not yet due");
    assert_eq!(of(PLAN, "2028-01-01", "path"), "path: breachedmissing, 1 day past its deadline");
    // An indicative date may be moved: passing it breaks nothing.
    assert_eq!(of(PLAN, "2029-01-31", "yard"), "yard: not_applicable, 31 days past its indicative date");
    let done = |date: &str| PLAN.replace("due: ultimo 2027", &format!("due: ultimo 2027\n    done: {{date: {date}, evidence: Deed}}"));
    assert_eq!(of(&done("2027-12-31"), "2028-06-01", "path"), "path: met, done 31 December 2027");
    assert_eq!(of(&done("2028-01-02"), "2028-06-01", "path"), "path: breachedlate, done 2 January 2028, 2 days late");
    // A month begins in time; what is dated after the day does not count yet.
    assert_eq!(of(&done("2027-12"), "2028-06-01", "path"), "path: met, done December 2027");
    // Where the last day lies within what is told, nobody knows.
    let rough = PLAN.replace("due: ultimo 2027", "due: 2027-12-15\n    done: {date: 2027-12, evidence: Deed}");
    assert_eq!(of(&rough, "2028-06-01", "path"), "path: unknown, done December 2027; whether in time is not told");
    assert_eq!(of(&done("2028-01-02"), "2028-01-01", "path"), "path: breachedmissing, 1 day past its deadline");
    // The fence waits for the path, and is not late itself.
    let waits = PLAN.replace("due: 2031-Q1}", "due: 2031-Q1, depends_on: [path]}");
    assert_eq!(of(&waits, "2028-01-01", "fence"), "fence: not_yet_due, waits for an item that is behind");
    assert_eq!(of(&waits, "2027-12-31", "fence"), "fence: not_yet_due, not yet due");
}

#[test]
fn a_hearing_comes_before_what_it_is_for() {
    let council = "  - {body: Council, date: 2027-03-15, outcome: approved}\n";
    let adopted = format!("{PLAN}{council}");
    let before = |plan: &str| told(plan).1.iter().filter(|line| line.contains("hearing-late")).cloned().collect::<Vec<_>>();
    // `primo 2027` begins before the decision: too rough to be late.
    assert_eq!(before(&adopted), Vec::<String>::new());
    let late = before(&adopted.replace("committee: roads, date: 2027-01,", "committee: roads, date: 2027-03-16,"));
    assert!(late.len() == 1 && late[0].contains("`Council` adopted it on 2027-03-15"), "{late:?}");
    // A committee of the route decides nothing for the council.
    assert!(before(&adopted.replace("Council, date: 2027-03-15", "Committee, date: 2026-12-20")).is_empty());
    let heard = before(&PLAN.replace("body: Neighbours, date: 2027-03", "body: Neighbours, date: 2027-07"));
    assert!(heard.len() == 1 && heard[0].contains("`Neighbours`"), "{heard:?}");
    let early = told(&PLAN.replace("due: ultimo 2027", "due: ultimo 2027\n    done: {date: 2027-01-14, evidence: Deed}")).1;
    assert!(early.iter().any(|line| line.contains("done-before-needed") && line.contains("`plot`")), "{early:?}");
    assert!(early.iter().any(|line| line.contains("hearing-late") && line.contains("`Schools' council`")), "{early:?}");
}

#[test]
fn with_a_day_the_paper_tells_how_far_each_item_is() {
    let folder = authority(PLAN);
    let paper = |lang: &str| {
        let arguments = ["render", "vik/s", "--document", "plan", "--as-of", "2029-01-31", "--lang", lang];
        run(folder.path(), &arguments).1
    };
    for (lang, count, status) in [
        ("da", "Pr. 31. januar 2029 er 2 punkter forsinket", "fristen er overskredet med 397 dage"),
        ("nb", "Per 31. januar 2029 er 2 punkter forsinket", "fristen er overskredet med 397 dager"),
        ("en", "As of 31 January 2029, 2 items are behind", "397 days past its deadline"),
    ] {
        let paper = paper(lang).replace('\u{a0}', " ");
        assert!(paper.contains(count) && paper.contains(status), "{paper}");
    }
}

#[test]
fn with_a_day_the_paper_tells_for_how_long_nobody_has_adopted_it() {
    let adopted = PLAN.replace("outcome: endorsed}\n", "outcome: endorsed}\n  - {body: Council, date: 2027-02-01, outcome: approved}\n");
    let paper = |plan: &str, day: &[&str], lang: &str| {
        let arguments = [&["render", "vik/s", "--document", "plan", "--lang", lang], day].concat();
        let (status, paper, said) = run(authority(plan).path(), &arguments);
        assert_eq!(status, 0, "{said}");
        paper.replace('\u{a0}', " ")
    };
    let missing = paper(PLAN, &["--as-of", "2029-01-31"], "da");
    assert!(missing.contains("Der er gået 761 dage af planens periode, og det er ikke registreret, at Council har vedtaget planen."));
    assert!(paper(PLAN, &["--as-of", "2030-12-31"], "da").contains("Der er gået 1.460 dage af planens periode"), "a grouped number");
    assert!(paper(PLAN, &["--as-of", "2031-01-01"], "nb").contains("Planperioden er utløpt uten at det er registrert at Council"));
    let late = paper(&adopted, &["--as-of", "2029-01-31"], "en");
    assert!(late.contains("Council adopted the plan only on 1 February 2027, when 31 days of its period had passed."), "{late}");
    // What is decided later is not decided yet; on the first day nothing has passed; without a day nothing is counted.
    assert!(paper(&adopted, &["--as-of", "2027-01-31"], "en").contains("30 days of the plan’s period have passed"));
    for (plan, day) in [(PLAN, &["--as-of", "2027-01-01"][..]), (PLAN, &[]), (&adopted, &[])] {
        let paper = paper(plan, day, "en");
        assert!(!paper.contains("of the plan’s period") && !paper.contains("of its period"), "{paper}");
    }
}
