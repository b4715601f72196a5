//! The agenda item: what is asked of whom, in the authority's own order, in three languages.

use crate::browser::browser;
use crate::program::{files, folder, root, run, write};

const STRATEGY: &str = "rettesnor: 1
id: vik-2027-2030
authority: {name: Vik, country: dk}
title: Strategy
language: en
period: {from: 2027-01-01, to: 2030-12-31}
roles: {chief: Chief}
chapters:
  - id: a
    heading: A
    clauses:
      - {id: kindly, text: We answer kindly., narrative: true}
      - {id: report, text: A report comes., duty: {every: year, owner: chief}}
";

const ITEM: &str = "rettesnor: 1
agenda_item:
  case_number: 24/7615
  publicity: open
  route: [Committee, Council]
  presentation: |
    # Below
    We *ask*.

    - one
    - two
  related_policies: Others.
  economic_consequences: None.
  legal_basis: The act.
  recommendation: {role: chief, text: That it is adopted.}
  attachments: [{title: Draft, file: draft.pdf}, {title: Note}]
decisions:
  - {body: Committee, date: 2026-11-03, outcome: endorsed, reservations: One against.}
";

fn rendered(item: &str, more: &[&str]) -> (i32, String, String) {
    let folder = folder();
    write(folder.path(), "s/strategy.yaml", STRATEGY);
    write(folder.path(), "s/decisions.yaml", item);
    write(folder.path(), "s/draft.pdf", "%PDF");
    run(folder.path(), &[&["render", "s", "--document", "agenda-item"], more].concat())
}

fn paper(item: &str) -> String {
    let (status, paper, said) = rendered(item, &[]);
    // An item that was adopted here is not sealed, which is said.
    let is_other = |line: &&str| (line.starts_with("warning") || line.starts_with("error")) && !line.contains("not-sealed");
    assert_eq!((status, said.lines().find(is_other)), (0, None), "{paper}");
    paper
}

#[test]
fn it_speaks_three_languages() {
    for lang in ["da", "nb", "en"] {
        let (status, paper, said) = rendered(ITEM, &["--lang", lang]);
        assert_eq!((status, said.as_str()), (0, ""));
        insta::assert_snapshot!(format!("agenda_item_{lang}"), paper);
    }
}

#[test]
fn the_first_line_asks_whoever_has_yet_to_decide() {
    let asked = |item: &str| {
        let paper = paper(item);
        let line = paper.lines().find(|line| line.starts_with("> **What is asked of us today?**")).unwrap().to_owned();
        line.trim_start_matches("> **What is asked of us today?** ").to_owned()
    };
    let decision = "  - {body: Committee, date: 2026-11-03, outcome: endorsed, reservations: One against.}\n";
    let decided = |more: &str| ITEM.replace(decision, more);
    let none = ITEM.replace(&format!("decisions:\n{decision}"), "");
    assert_eq!(asked(&none), "Committee is to decide on this recommendation: That it is adopted.");
    assert_eq!(asked(ITEM), "Council is to decide on this recommendation: That it is adopted.");
    let postponed = "  - {body: Committee, date: 2026-11-03, outcome: postponed}\n";
    assert!(asked(&decided(postponed)).starts_with("Committee"));
    let adopted = "  - {body: Council, date: 2026-12-01, outcome: approved, printed: Adopted.}\n";
    assert!(asked(&decided(&format!("{decision}{adopted}"))).starts_with("Nothing more"));
    // What the committee did was not written down; that the council has gone past it is known.
    assert!(asked(&decided(adopted)).starts_with("Nothing more"));
    assert_eq!(asked(&none.replace("  route: [Committee, Council]\n", "")), "To decide on this recommendation: That it is adopted.");
    let long = none.replace("text: That it is adopted.", "text: \"That\\n\\n- it is read\\n- it is adopted\"");
    assert_eq!(asked(&long), "Committee is to decide on *Strategy*.");
}

#[test]
fn a_closed_item_says_so_on_top_and_in_the_subject() {
    let closed = ITEM.replace("publicity: open", "publicity: closed");
    let text = paper(&closed);
    let first = text.lines().filter(|line| !line.is_empty()).nth(3).unwrap();
    assert!(first.starts_with("> **Closed item.**"), "{text}");
    assert!(!text.contains("Open item"));
    let (_, html, _) = rendered(&closed, &["--format", "html"]);
    assert!(html.contains("<meta name=\"description\" content=\"Closed item: Agenda item: Strategy, Vik\">"), "{html}");
    // Where nobody said so, neither is said.
    let unsaid = paper(&ITEM.replace("  publicity: open\n", ""));
    assert!(!unsaid.contains("Open item") && !unsaid.contains("Closed item"));
}

#[test]
fn an_authority_has_its_own_order() {
    let headings = |item: &str| {
        let paper = paper(item);
        paper.lines().filter_map(|line| line.strip_prefix("## ").map(str::to_owned)).collect::<Vec<_>>()
    };
    let usual = [
        "In short",
        "Route",
        "The case",
        "Relation to other policies",
        "Economic consequences",
        "Legal basis",
        "Recommendation",
        "Attachments",
        "Decisions",
    ];
    assert_eq!(headings(ITEM), usual);
    let all =
        "  sections: [recommendation, presentation, legal_basis, economic_consequences, related_policies, attachments, route, decisions]\n";
    let order = ITEM.replace("decisions:\n", &format!("{all}decisions:\n"));
    assert_eq!(headings(&order).first().map(String::as_str), Some("Recommendation"));
    assert_eq!(headings("rettesnor: 1\nagenda_item: {presentation: Here.}\n"), ["In short", "The case", "Decisions"]);
}

#[test]
fn sections_that_do_not_fit_their_texts_are_told() {
    let said = |item: &str| {
        let folder = folder();
        write(folder.path(), "s/strategy.yaml", STRATEGY);
        write(folder.path(), "s/decisions.yaml", item);
        write(folder.path(), "s/draft.pdf", "%PDF");
        let (status, _, said) = run(folder.path(), &["validate", "s", "--format", "plain"]);
        (status, said)
    };
    let sections = "  sections: [in_short, presentation, related_policies, economic_consequences, recommendation, attachments, route]\n";
    let item = ITEM.replace("  related_policies: Others.\n", "").replace("decisions:\n", &format!("{sections}decisions:\n"));
    let (status, told) = said(&item);
    assert_eq!(status, 0, "{told}");
    assert_eq!(told.matches("agenda-section").count(), 3, "{told}");
    for words in ["`related_policies` is listed", "`legal_basis` has a text", "`decisions` has a text"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let (status, told) = said(&ITEM.replace("  route:", "  sections: [route, route]\n  route:"));
    assert_eq!(status, 3, "{told}");
    assert!(told.contains("`route` stands twice"), "{told}");
    let (status, told) = said(&ITEM.replace("body: Committee", "body: Comittee"));
    assert_eq!(status, 0);
    assert!(told.contains("off-route") && told.contains("write `Committee`"), "{told}");
}

#[test]
fn without_an_agenda_item_there_is_none() {
    let folder = folder();
    write(folder.path(), "s/strategy.yaml", STRATEGY);
    let (status, _, said) = run(folder.path(), &["render", "s", "--document", "agenda-item"]);
    assert_eq!(status, 1);
    assert!(said.contains("write `agenda_item:` in `s/decisions.yaml`"), "{said}");
    assert_eq!(run(folder.path(), &["build", "s"]).0, 0);
    assert!(!files(&folder.path().join("out")).keys().any(|name| name.contains("agenda-item")));
}

/// The page as a browser lays it out: it does not scroll sideways on a phone.
#[test]
fn it_fits_a_phone() {
    let Some(chromium) = browser() else { return };
    let folder = folder();
    let (status, page, said) = run(&root(), &["render", "strategy/norddjurs/2022-2025", "--document", "agenda-item", "--format", "html"]);
    assert_eq!(status, 0, "{said}");
    // The page allows no script; here it stands in a frame of a phone's width, beside one that measures it.
    let measured = "<script>onload=()=>{const d=document.querySelector('iframe').contentDocument.documentElement;document.title=d.scrollWidth<=360?'fits':'is '+d.scrollWidth}</script>";
    write(folder.path(), "page.html", page);
    write(
        folder.path(),
        "frame.html",
        format!("<!DOCTYPE html><title></title><iframe src=page.html width=360 height=3000></iframe>{measured}"),
    );
    let address = format!("file://{}", folder.path().join("frame.html").display());
    let output = std::process::Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--dump-dom", &address])
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&output.stdout);
    assert!(dom.contains("<title>fits</title>"), "{dom}");
}
