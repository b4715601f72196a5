//! What a browser makes of the pages: no barrier that a machine can find, nothing lost without scripts or on paper, and findings that are
//! filtered and sorted.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::program::{folder, root, write};
use crate::rendered::{KINDS, LANGS, all, assert_in_order, blocks, bytes, findings_page, has, headings, letters, missing, pages, pieces};

/// The widths of a phone and of a desk, in pixels.
const WIDTHS: [i64; 2] = [390, 1200];

/// The browser by the name that it has here.
pub(crate) fn browser() -> Option<&'static str> {
    let quiet = |name: &&str| {
        let status = Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    };
    let found = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(quiet);
    missing(found.is_some(), "Chromium").then_some(found).flatten()
}

/// Starts the browser on a page; gives what it writes to standard output.
fn start(browser: &str, folder: &Path, page: &str, arguments: &[&str]) -> String {
    let profile = tempfile::tempdir_in(folder).unwrap();
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1400,1000"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(arguments)
        .arg(format!("file://{}/{page}", folder.display()))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The page after its scripts have run; they may wait for so many seconds, which pass as soon as nothing else is to be done.
fn dom(browser: &str, folder: &Path, page: &str, seconds: usize) -> String {
    start(browser, folder, page, &[&format!("--virtual-time-budget={seconds}000"), "--dump-dom"])
}

/// What a script of these tests left in the page.
fn said(dom: &str) -> Vec<Value> {
    let said = dom.split_once("<pre id=\"said\">").and_then(|(_, rest)| rest.split_once("</pre>")).unwrap_or_else(|| panic!("{dom}")).0;
    said.lines().filter(|line| !line.is_empty()).map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A copy of a page that a script of these tests may run in.
fn opened(page: &[u8], script: &str) -> String {
    let page = std::str::from_utf8(page).unwrap();
    let (before, rest) = page.split_once("<meta http-equiv=\"Content-Security-Policy\"").unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    format!("{before}{}", rest.replace("</body>", &format!("{script}</body>")))
}

/// Where axe lies: where `AXE_CORE` says, else where `.ci/run` puts it.
fn axe() -> Option<PathBuf> {
    let path = std::env::var_os("AXE_CORE").map_or_else(|| root().join("target/axe/node_modules/axe-core/axe.min.js"), PathBuf::from);
    missing(path.is_file(), "axe (npm install --prefix target/axe axe-core@4, or AXE_CORE=axe.min.js)").then_some(path)
}

/// Runs axe in a page and tells the page around it what was found.
const LOOK: &str = "<script src=\"axe.min.js\"></script><script>
axe.run(document, {resultTypes: ['violations']}).then((result) => parent.postMessage({
  width: innerWidth,
  dark: matchMedia('(prefers-color-scheme: dark)').matches,
  over: document.documentElement.scrollWidth - innerWidth,
  rules: result.passes.length,
  violations: result.violations.map((rule) => rule.id + ': ' + rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' | ')),
}, '*'), (error) => parent.postMessage({error: String(error)}, '*'));
</script>";

/// Opens pages one by one in frames of each width, light and dark: one start of the browser instead of a hundred.
const AROUND: &str = "<!DOCTYPE html><html lang=\"en\"><body><pre id=\"said\"></pre><script>
const jobs = PAGES.flatMap((page) => WIDTHS.flatMap((width) => ['light', 'dark'].map((scheme) => ({page, width, scheme}))));
const said = document.getElementById('said');
const next = () => {
  const job = jobs.shift();
  if (job === undefined) return;
  const frame = document.createElement('iframe');
  frame.width = job.width;
  frame.height = 900;
  frame.style.colorScheme = job.scheme;
  frame.style.border = '0';
  frame.src = job.page;
  addEventListener('message', ({data}) => {
    const line = JSON.stringify({...job, ...data});
    said.append(line.replace(/[&<>\\u0080-\\uffff]/g, (one) => '\\\\u' + one.charCodeAt(0).toString(16).padStart(4, '0')) + '\\n');
    frame.remove();
    next();
  }, {once: true});
  document.body.append(frame);
};
next();
</script></body></html>";

#[test]
fn no_page_breaks_a_rule_of_accessibility() {
    let (Some(browser), Some(axe)) = (browser(), axe()) else { return };
    let folder = folder();
    write(folder.path(), "axe.min.js", std::fs::read(axe).unwrap());
    let mut names = Vec::new();
    for (kind, lang, _) in all() {
        names.push(format!("{}.{lang}.html", kind.document));
        write(folder.path(), names.last().unwrap(), opened(&bytes(kind, lang, "html"), LOOK));
    }
    for (lang, _) in LANGS {
        names.push(format!("findings.{lang}.html"));
        write(folder.path(), names.last().unwrap(), opened(&findings_page(lang), LOOK));
    }
    names.push("house.html".to_owned());
    write(folder.path(), "house.html", opened(&crate::house::render(crate::house::dressed().path(), "html"), LOOK));
    let around = AROUND.replace("PAGES", &serde_json::json!(names).to_string()).replace("WIDTHS", &format!("{WIDTHS:?}"));
    write(folder.path(), "around.html", around);
    let looks = said(&dom(browser, folder.path(), "around.html", 10 + names.len()));
    assert_eq!(looks.len(), names.len() * WIDTHS.len() * 2);
    for look in &looks {
        // The frame shows what it was asked to show.
        assert_eq!(look["dark"], look["scheme"] == "dark", "{look}");
        assert!(WIDTHS.contains(&look["width"].as_i64().unwrap()), "{look}");
        assert!(look["rules"].as_u64().unwrap() > 15, "{look}");
    }
    let found = |look: &&Value| look["violations"] != serde_json::json!([]) || look["over"].as_i64().unwrap() > 0;
    let wrong: Vec<String> = looks.iter().filter(found).map(Value::to_string).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A copy of a page whose policy lets no script run.
fn silenced(page: &[u8]) -> String {
    let page = std::str::from_utf8(page).unwrap();
    match page.split_once("script-src ") {
        Some((before, rest)) => format!("{before}{}", rest.split_once("; ").unwrap().1),
        None => page.to_owned(),
    }
}

/// Prints a page; gives the text, page by page.
fn printed(browser: &str, folder: &Path, name: &str) -> Vec<String> {
    let out = folder.join(format!("{name}.pdf"));
    start(browser, folder, name, &["--no-pdf-header-footer", &format!("--print-to-pdf={}", out.display())]);
    pages(&out)
}

#[test]
fn without_scripts_and_on_paper_nothing_is_lost() {
    let Some(browser) = browser() else { return };
    if !has("pdftotext", "Poppler") {
        return;
    }
    let folder = folder();
    for kind in KINDS {
        let name = format!("{}.da.html", kind.document);
        let page = bytes(kind, "da", "html");
        assert!(!String::from_utf8_lossy(&page).contains("<script"), "{name}");
        write(folder.path(), &name, page);
        let pages = printed(browser, folder.path(), &name);
        assert!(pages.iter().all(|page| !page.trim().is_empty()), "{name} has an empty page");
        let (text, blocks) = (pages.concat(), blocks(kind, "da"));
        assert_in_order(&text, headings(&blocks).iter().map(|(_, words)| words.as_str()), &name);
        // What describes a chart is read and not printed; the numbers under it are printed.
        let alts: Vec<String> = descriptions(&bytes(kind, "da", "html"));
        let said = letters(&text);
        for piece in pieces(&blocks).iter().filter(|piece| !alts.contains(&letters(piece))) {
            assert!(said.contains(&letters(piece)), "{name}: `{piece}` is not printed");
        }
        assert!(!said.contains("Tallenesomtabel") && !said.contains("Gåtilindholdet"), "{name}: a button is printed");
        assert!(!said.contains("https://"), "{name}: the target of a link is printed");
    }
    let page = findings_page("da");
    write(folder.path(), "findings.da.html", silenced(&page));
    let text = letters(&printed(browser, folder.path(), "findings.da.html").concat());
    let prints = fingerprints(std::str::from_utf8(&page).unwrap());
    assert!(prints.len() > 100);
    assert!(prints.iter().all(|print| text.contains(print)), "a finding is not printed");
    assert!(!text.contains("Søgiteksten"), "what only a script can do is shown without one");
    // With the script, headings are buttons; they still head every page.
    write(folder.path(), "scripted.html", &page);
    let pages = printed(browser, folder.path(), "scripted.html");
    assert!(pages.len() > 3 && pages.iter().all(|page| page.contains("Fingeraftryk")), "a page has no headings");
}

/// The descriptions of the drawings in a page.
fn descriptions(page: &[u8]) -> Vec<String> {
    let page = String::from_utf8_lossy(page);
    let of = |rest: &str| Some(letters(&rest.split_once('>')?.1.split_once("</desc>")?.0.replace("&#39;", "'").replace("&quot;", "\"")));
    page.split("<desc").skip(1).filter_map(of).collect()
}

/// The fingerprints on a page of findings.
pub(crate) fn fingerprints(page: &str) -> Vec<String> {
    let codes = page.split("<td class=\"print\"><code>").skip(1);
    codes.map(|rest| rest.split_once('<').unwrap().0.to_owned()).collect()
}

/// Filters and sorts as a person does, and says after each step what the page shows.
const WORK: &str = "<script>(async () => {
  const out = document.createElement('pre');
  out.id = 'said';
  document.body.append(out);
  const find = (id) => document.getElementById(id);
  const pause = () => new Promise((done) => setTimeout(done, 200));
  const rows = () => Array.from(document.querySelectorAll('tr.finding')).filter((row) => !row.hidden);
  const say = (step) => {
    const all = rows();
    const sorted = Array.from(document.querySelectorAll('[aria-sort]'), (one) => [one.cellIndex, one.getAttribute('aria-sort')]);
    const line = JSON.stringify({
      step, shown: all.length, status: find('filter_status').textContent, hash: location.hash, sorted,
      groups: Array.from(document.querySelectorAll('tr.group')).filter((row) => !row.hidden).length,
      clauses: [...new Set(all.map((row) => row.dataset.clause))], verdicts: [...new Set(all.map((row) => row.dataset.verdict))],
      amounts: all.map((row) => row.dataset.amount === undefined ? null : Number(row.dataset.amount)),
      prints: all.map((row) => row.querySelector('code').textContent),
      invalid: document.querySelectorAll('[aria-invalid]').length, focus: document.activeElement.closest('button')?.textContent ?? '',
    });
    out.append(line.replace(/[&<>\\u0080-\\uffff]/g, (one) => '\\\\u' + one.charCodeAt(0).toString(16).padStart(4, '0')) + '\\n');
  };
  const fill = async (name, value) => {
    const field = find('filter_' + name);
    field.value = value;
    field.dispatchEvent(new Event('input', {bubbles: true}));
    await pause();
    say(name);
  };
  const button = (column) => document.querySelectorAll('thead button')[column];
  say('start');
  await fill('clause', find('filter_clause').options[1].value);
  await fill('clause', '');
  await fill('verdict', 'breached');
  await fill('verdict', 'breached-late');
  find('filter_form').reset();
  say('reset');
  await fill('from', '1.000,50');
  await fill('to', '2.000');
  await fill('to', '2.00');
  find('filter_form').reset();
  await fill('text', 'OKTOBER  haendelser.csv');
  find('filter_form').reset();
  for (const turn of [1, 2, 3]) {
    button(6).focus();
    button(6).click();
    say('sort ' + turn);
  }
  button(3).click();
  say('claims');
  location.hash = '#verdict=breached-missing&from=100&sort=-7';
  await pause();
  say('address');
})();</script>";

#[test]
fn findings_are_filtered_and_sorted() {
    let Some(browser) = browser() else { return };
    let folder = folder();
    let page = findings_page("da");
    let text = std::str::from_utf8(&page).unwrap();
    let all = fingerprints(text);
    // Under the page's own policy its script runs: headings are buttons, and fields are there.
    write(folder.path(), "findings.html", &page);
    let own = dom(browser, folder.path(), "findings.html", 2);
    assert_eq!(own.matches("<button type=\"button\">").count(), text.matches("<th scope=\"col\"").count());
    assert!(text.contains("<form id=\"filter_form\" hidden") && !own.contains("<form id=\"filter_form\" hidden"));
    assert_eq!(fingerprints(&own), all);

    write(folder.path(), "work.html", opened(&page, WORK));
    let steps = said(&dom(browser, folder.path(), "work.html", 15));
    let at = |name: &str| steps.iter().rev().find(|step| step["step"] == name).unwrap_or_else(|| panic!("{name}"));
    let count = |step: &Value| step["shown"].as_u64().unwrap() as usize;
    let strings = |step: &Value, key: &str| -> Vec<String> {
        step[key].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    let amounts = |step: &Value| -> Vec<Option<i64>> { step["amounts"].as_array().unwrap().iter().map(Value::as_i64).collect() };

    assert_eq!(steps[0]["shown"], all.len());
    assert_eq!(steps[0]["status"], format!("{0} af {0} fund vises.", all.len()));
    let clause = &steps[1];
    assert_eq!((strings(clause, "clauses").len(), clause["groups"].as_u64()), (1, Some(1)));
    assert!(count(clause) > 0 && count(clause) < all.len());
    assert!(clause["hash"].as_str().unwrap().starts_with("#clause="), "{clause}");
    assert_eq!((count(&steps[2]), steps[2]["hash"].as_str()), (all.len(), Some("")));
    assert!(strings(&steps[3], "verdicts").iter().all(|one| one.starts_with("breached")) && count(&steps[3]) > 0);
    assert_eq!(strings(&steps[4], "verdicts"), ["breached-late"]);
    assert_eq!(at("reset")["shown"], all.len());
    assert!(amounts(at("from")).iter().all(|amount| amount.is_some_and(|amount| amount >= 100_050)) && count(at("from")) > 0);
    let between = steps.iter().find(|step| step["step"] == "to").unwrap();
    assert!(amounts(between).iter().all(|amount| amount.is_some_and(|amount| (100_050..=200_000).contains(&amount))));
    let wrong = at("to");
    assert_eq!((wrong["invalid"].as_u64(), count(wrong)), (Some(1), count(at("from"))));
    assert!(wrong["status"].as_str().unwrap().contains("kan ikke læses"), "{wrong}");
    assert!(count(at("text")) > 0 && count(at("text")) < all.len());

    let known = |step: &Value| amounts(step).into_iter().flatten().collect::<Vec<i64>>();
    let up = at("sort 1");
    assert_eq!((up["sorted"].to_string().as_str(), up["groups"].as_u64()), ("[[6,\"ascending\"]]", Some(0)));
    assert!(known(up).is_sorted() && known(at("sort 2")).iter().rev().is_sorted());
    // What has no amount comes last in both directions.
    for step in [up, at("sort 2")] {
        assert!(amounts(step).iter().skip_while(|amount| amount.is_some()).all(Option::is_none));
    }
    assert!(up["focus"].as_str().unwrap().starts_with("Beløb"), "the button keeps the focus: {}", up["focus"]);
    assert_eq!(strings(at("sort 3"), "prints"), all, "back by clause");
    assert_eq!(at("sort 3")["sorted"].to_string(), "[]");
    assert_eq!(at("claims")["hash"], "#sort=4");
    let address = at("address");
    assert_eq!(strings(address, "verdicts"), ["breached-missing"]);
    assert!(known(address).iter().rev().is_sorted() && known(address).iter().all(|amount| *amount >= 10_000));
}
