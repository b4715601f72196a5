//! SARIF 2.1.0, the exchange format of checking tools: for viewers, and for systems that follow a result from run to run.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{Change, Comparison, Finding, Findings, Gone, Run};
use crate::plan::Verdict;
use crate::prose::Lang;
use crate::strategy::Severity;

/// Where the schema of the format is published.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes findings one by one, a line each, and holds none of them.
pub struct Writer<'a, W: Write> {
    head: &'a Findings,
    sink: W,
    results: u64,
}

impl<'a, W: Write> Writer<'a, W> {
    /// Starts a log with what is known before the first finding.
    ///
    /// # Errors
    /// The sink cannot be written to.
    pub fn new(head: &'a Findings, mut sink: W) -> io::Result<Self> {
        writeln!(sink, "{{\"$schema\": {}, \"version\": \"2.1.0\", \"runs\": [{{", json!(SCHEMA))?;
        for (key, value) in [
            ("tool", tool(head)),
            ("language", head.lang.tag().into()),
            ("columnKind", "unicodeCodePoints".into()),
            ("automationDetails", automation(head)),
            ("invocations", json!([invocation(head)])),
            ("originalUriBaseIds", json!({"CASES": {"description": {"text": "The folder of the case data."}}})),
            ("properties", properties(head)),
        ] {
            writeln!(sink, "{}: {value},", json!(key))?;
        }
        write!(sink, "\"results\": [")?;
        Ok(Self { head, sink, results: 0 })
    }

    /// Adds a finding.
    ///
    /// # Errors
    /// The sink cannot be written to.
    pub fn write(&mut self, finding: &Finding) -> io::Result<()> {
        let result = result(self.head, finding);
        self.line(&result)
    }

    /// Adds what an earlier run had and this one has not, ends the log, and gives the sink back.
    ///
    /// # Errors
    /// The sink cannot be written to.
    pub fn finish(mut self, comparison: Option<&Comparison>) -> io::Result<W> {
        for gone in comparison.iter().flat_map(|comparison| &comparison.gone) {
            let result = absent(self.head, gone);
            self.line(&result)?;
        }
        write!(self.sink, "\n]")?;
        if let Some(comparison) = comparison {
            write!(self.sink, ",\n\"baselineGuid\": {}", json!(comparison.run.guid()))?;
        }
        writeln!(self.sink, "\n}}]}}")?;
        self.sink.flush()?;
        Ok(self.sink)
    }

    fn line(&mut self, result: &Value) -> io::Result<()> {
        write!(self.sink, "{}\n{result}", if self.results > 0 { "," } else { "" })?;
        self.results += 1;
        Ok(())
    }
}

fn tool(head: &Findings) -> Value {
    let rules = head.clauses.iter().map(|clause| {
        json!({
            "id": clause.address,
            "shortDescription": {"text": clause.expected},
            "defaultConfiguration": {"level": level(clause.severity)},
            "properties": {"severity": clause.severity.name(), "kept": clause.kept, "rule": clause.rule, "law": clause.is_law},
        })
    });
    let version = env!("CARGO_PKG_VERSION");
    json!({"driver": {
        "name": "rettesnor",
        "version": version,
        "semanticVersion": version,
        "language": head.lang.tag(),
        "rules": rules.collect::<Vec<_>>(),
    }})
}

/// What run this is: the strategy, the case set and the day; the GUID is made of the same and the digests.
fn automation(head: &Findings) -> Value {
    let run = Run::of(head);
    let set = head.cases.as_ref().map(|cases| cases.name.replace('/', " ")).unwrap_or_default();
    json!({"id": format!("{}/{set}/{}", run.strategy.0, run.as_of), "guid": run.guid()})
}

fn invocation(head: &Findings) -> Value {
    let mut notes = Vec::new();
    let mut note = |text: String| notes.push(json!({"level": "warning", "message": {"text": text}}));
    if !head.is_complete() {
        note(head.lang.text("table-incomplete"));
    }
    if let Some(cases) = head.cases.as_ref().filter(|cases| !cases.rejected.is_empty()) {
        note(head.lang.text_words("table-rejected", &[("rows", &cases.rejected.len().to_string())]));
    }
    json!({"executionSuccessful": true, "toolExecutionNotifications": notes})
}

fn properties(head: &Findings) -> Value {
    json!({
        "asOf": head.as_of.map(|day| day.to_string()),
        "complete": head.is_complete(),
        "strategy": head.strategy.1,
        "law": head.law.1,
        "cases": head.cases.as_ref().map(|cases| &cases.digest),
        "synthetic": head.cases.as_ref().map(|cases| cases.synthetic),
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::Major => "error",
        Severity::Minor => "warning",
    }
}

fn result(head: &Findings, finding: &Finding) -> Value {
    let mut result = about(head, &finding.clause, &finding.fingerprint);
    let expected = place(head, &finding.clause).and_then(|place| head.clauses.get(place)).map_or("", |clause| clause.expected.as_str());
    if matches!(finding.verdict, Verdict::Unknown | Verdict::NotYetDue) {
        result.insert("level".to_owned(), "note".into());
    }
    result.insert("message".to_owned(), json!({"text": message(finding, expected, head.lang)}));
    let locations = finding.evidence.iter().map(|(file, line)| {
        let mut physical = json!({"artifactLocation": {"uri": uri(file), "uriBaseId": "CASES"}});
        // Lines count from 1; a place in a file that has no lines is the file.
        if let (Some(physical), 1..) = (physical.as_object_mut(), line) {
            physical.insert("region".to_owned(), json!({"startLine": line}));
        }
        json!({"physicalLocation": physical})
    });
    result.insert("locations".to_owned(), locations.collect());
    if finding.verdict == Verdict::Waived {
        let waiver = finding.waiver.as_deref().unwrap_or_default();
        let words = head.lang.text_words("result-waived", &[("waiver", waiver)]);
        result.insert("suppressions".to_owned(), json!([{"kind": "external", "status": "accepted", "justification": words}]));
    }
    if let Some(change) = finding.change {
        let state = match change {
            Change::New => "new",
            Change::Unchanged => "unchanged",
            Change::Changed(_) => "updated",
        };
        result.insert("baselineState".to_owned(), state.into());
    }
    let was = if let Some(Change::Changed(was)) = finding.change { Some(was.name()) } else { None };
    let properties = [
        ("verdict", Some(finding.verdict.name().into())),
        ("kind", finding.lapse.name().map(Value::from)),
        ("claim", finding.claim.as_deref().map(Value::from)),
        ("amount", finding.amount.map(Value::from)),
        ("date", finding.date.map(|day| day.to_string().into())),
        ("lastDay", finding.last_day.map(|day| day.to_string().into())),
        ("basis", Some(&finding.basis).filter(|basis| !basis.is_empty()).map(|basis| json!(basis))),
        ("was", was.map(Value::from)),
    ];
    let known = properties.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    result.insert("properties".to_owned(), Value::Object(known.collect()));
    Value::Object(result)
}

/// A result of the earlier run that is no result of this one.
fn absent(head: &Findings, gone: &Gone) -> Value {
    let mut result = about(head, &gone.clause, &gone.fingerprint);
    let words = head.lang.text_words("result-gone", &[("verdict", &gone.verdict.words(head.lang))]);
    result.insert("level".to_owned(), "note".into());
    result.insert("message".to_owned(), json!({"text": words}));
    result.insert("baselineState".to_owned(), "absent".into());
    result.insert("properties".to_owned(), json!({"was": gone.verdict.name()}));
    Value::Object(result)
}

/// What every result has: its rule, how grave it is, and what it is known by from run to run.
fn about(head: &Findings, clause: &str, fingerprint: &str) -> Map<String, Value> {
    let mut result = Map::new();
    result.insert("ruleId".to_owned(), clause.into());
    if let Some(place) = place(head, clause) {
        result.insert("ruleIndex".to_owned(), place.into());
        result.extend(head.clauses.get(place).map(|clause| ("level".to_owned(), level(clause.severity).into())));
    }
    result.insert("partialFingerprints".to_owned(), json!({"rettesnor/v1": fingerprint}));
    // Either every result of a run says whether it is suppressed, or none may.
    result.insert("suppressions".to_owned(), json!([]));
    result
}

fn place(head: &Findings, address: &str) -> Option<usize> {
    head.clauses.iter().position(|clause| clause.address == address)
}

fn message(finding: &Finding, expected: &str, lang: Lang) -> String {
    let verdict = finding.verdict.words(lang);
    let mut letters = verdict.chars();
    let verdict: String = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    let words = [("verdict", verdict.as_str()), ("actual", finding.actual.as_str()), ("expected", expected)];
    match &finding.claim {
        Some(claim) => {
            let [verdict, actual, expected] = words;
            lang.text_words("result-claim", &[verdict, ("claim", claim), actual, expected])
        }
        None => lang.text_words("result", &words),
    }
}

/// A file's name as a relative reference: whatever is not a plain letter, digit, mark or slash stands as its bytes.
fn uri(file: &str) -> String {
    let mut uri = String::new();
    for byte in file.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    // Two slashes in front would name a computer, one the root of this one.
    uri.trim_start_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Baseline, sample, to_json};

    fn written(head: &Findings) -> Value {
        let mut writer = Writer::new(head, Vec::new()).unwrap();
        head.findings.iter().for_each(|finding| writer.write(finding).unwrap());
        let bytes = writer.finish(head.baseline.as_ref()).unwrap();
        // For a reader with the official schema at hand.
        if let Some(folder) = std::env::var_os("SARIF_OUT") {
            let name = format!("{}-{}.sarif", head.lang, head.findings.len() + usize::from(head.baseline.is_some()));
            std::fs::write(std::path::Path::new(&folder).join(name), &bytes).unwrap();
        }
        serde_json::from_slice(&bytes).unwrap()
    }

    #[test]
    fn results_have_what_viewers_ask_for() {
        let log = written(&sample::findings());
        assert_eq!((&log["version"], &log["$schema"]), (&json!("2.1.0"), &json!(SCHEMA)));
        let run = &log["runs"][0];
        let driver = &run["tool"]["driver"];
        assert_eq!((&driver["name"], &driver["rules"][1]["id"]), (&json!("rettesnor"), &json!("a/tavs")));
        assert_eq!(driver["rules"][1]["defaultConfiguration"]["level"], "warning");
        assert!(driver["rules"][0].get("helpUri").is_none());
        assert_eq!((&run["columnKind"], &run["language"]), (&json!("unicodeCodePoints"), &json!("da-DK")));
        assert_eq!(run["automationDetails"]["id"], "prøve/Prøvedata/2026-12-31");
        assert_eq!(run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap().len(), 2);
        let [breached, waived, unknown] = run["results"].as_array().unwrap().as_slice() else { panic!("{run}") };
        assert_eq!((&breached["ruleId"], &breached["ruleIndex"], &breached["level"]), (&json!("a/rykker"), &json!(0), &json!("error")));
        assert_eq!(
            breached["message"]["text"],
            "Ikke overholdt, krav +45 12: rykker den 16. marts 2026, 15 dage efter. Bestemmelsen: =Senest 14 dage efter forfald kommer rykker."
        );
        assert_eq!(breached["partialFingerprints"], json!({"rettesnor/v1": "1".repeat(32)}));
        let places = [("krav%201.csv", 3), ("h%C3%A6ndelser.csv", 7)];
        let places = places.map(|(uri, line)| {
            json!({"physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": "CASES"}, "region": {"startLine": line}}})
        });
        assert_eq!(breached["locations"], json!(places));
        let known = json!({"verdict": "breached", "kind": "late", "claim": "+45 12", "amount": 192_550, "date": "2026-03-01", "lastDay": "2026-03-15", "basis": ["dk/gebyrlov/reminder-fee"]});
        assert_eq!(breached["properties"], known);
        assert!(breached["suppressions"] == json!([]) && breached.get("baselineState").is_none());
        assert_eq!(waived["suppressions"], json!([{"kind": "external", "status": "accepted", "justification": "Dispensation: flytning"}]));
        assert_eq!((&unknown["level"], &unknown["locations"]), (&json!("note"), &json!([])));
        assert!(run.get("baselineGuid").is_none());
    }

    #[test]
    fn an_earlier_run_gives_every_result_its_state() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("findings.json");
        let mut earlier = sample::findings();
        earlier.findings[0].verdict = Verdict::Unknown;
        earlier.findings[1].fingerprint = "ab".repeat(16);
        earlier.findings[1].clause = "a/dropped".to_owned();
        std::fs::write(&path, to_json(&earlier).to_string()).unwrap();
        let mut head = sample::findings();
        let mut baseline = Baseline::read(&path).unwrap();
        head.findings.iter_mut().for_each(|finding| baseline.mark(finding));
        head.baseline = Some(baseline.finish(&head));
        let log = written(&head);
        let run = &log["runs"][0];
        let states: Vec<&str> = run["results"].as_array().unwrap().iter().filter_map(|one| one["baselineState"].as_str()).collect();
        assert_eq!(states, ["updated", "new", "unchanged", "absent"]);
        assert_eq!(run["results"][0]["properties"]["was"], "unknown");
        let absent = &run["results"][3];
        assert_eq!(absent["partialFingerprints"]["rettesnor/v1"], "ab".repeat(16));
        assert!(absent.get("ruleIndex").is_none(), "this run has no such clause");
        assert_eq!(run["baselineGuid"], Run::of(&earlier).guid());
    }

    #[test]
    fn without_cases_or_findings_it_is_still_a_log() {
        let mut head = sample::findings();
        (head.cases, head.as_of) = (None, None);
        head.findings.clear();
        assert_eq!(written(&head)["runs"][0]["results"], json!([]));
    }

    #[test]
    fn a_name_is_always_a_relative_reference() {
        assert_eq!(uri("C:\\data\\a:b.csv"), "C%3A/data/a%3Ab.csv");
        assert_eq!(uri("//server/a.csv"), "server/a.csv");
    }
}
