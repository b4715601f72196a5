use super::{Entry, Kind, evidence, place};
use crate::governance::{Governance, RemedyState, Status};
use crate::plan::{Lapse, Verdict};
use crate::prose::Voice;
use crate::quantity::Day;
use crate::source::{Sources, shown};
use crate::strategy::Strategy;

/// That the strategy is adopted, by the first day of its period; nothing where nobody keeps account of decisions.
pub(super) fn adopted(strategy: &Strategy, governance: &Governance, as_of: Day, voice: &Voice) -> Option<Entry> {
    let lang = voice.lang;
    let (file, line) = governance.decisions.place.clone()?;
    let standing = governance.standing(strategy, Some(as_of));
    let (verdict, lapse) = match (&standing.adoption, &standing.lacked) {
        (Some(_), None) => (Verdict::Met, Lapse::None),
        (Some(_), Some(_)) => (Verdict::Breached, Lapse::Late),
        (None, Some(_)) => (Verdict::Breached, Lapse::Missing),
        (None, None) => (Verdict::NotYetDue, Lapse::None),
    };
    let day = standing.adoption.as_ref().map(|one| voice.day(one.date)).unwrap_or_default();
    let status = match verdict {
        Verdict::NotYetDue => verdict.words(lang),
        Verdict::Breached if standing.adoption.is_some() => lang.text_words("calendar-adopted-late", &[("day", &day)]),
        _ if standing.adoption.is_some() => lang.text_words("calendar-adopted", &[("day", &day)]),
        _ => lang.text(standing.status.key()),
    };
    let folder = strategy.path.parent().map(shown).unwrap_or_default();
    Some(Entry {
        who: standing.adopter,
        verdict,
        lapse,
        status,
        ..Entry::new(
            Kind::Adoption,
            strategy.id.clone(),
            "adoption".to_owned(),
            lang.text_words("calendar-adopts", &[("title", &strategy.title)]),
            strategy.period.0,
            (format!("{folder}/{file}"), usize::try_from(line).unwrap_or(0)),
        )
    })
}

/// Whether the strategy was a draft or only recommended on a day; never where no route says which body adopts it, for then nobody knows.
pub(super) fn is_not_adopted(strategy: &Strategy, governance: &Governance, as_of: Day) -> bool {
    let standing = governance.standing(strategy, Some(as_of));
    standing.adopter.is_some() && matches!(standing.status, Status::Draft | Status::Recommended)
}

/// What is done about findings, each by its last day. Whether a finding is still there is known only where the cases are judged, so that it
/// is taken to be.
pub(super) fn remedied(strategy: &Strategy, governance: &Governance, as_of: Day, voice: &Voice, sources: &Sources) -> Vec<Entry> {
    let lang = voice.lang;
    let all = governance.remedies.iter().flatten().map(|remedy| remedy.as_of(as_of));
    let entry = all.map(|remedy| {
        let state = remedy.state(true, as_of);
        let (verdict, lapse) = match state {
            RemedyState::Overdue => (Verdict::Breached, Lapse::Missing),
            RemedyState::DoneLate => (Verdict::Breached, Lapse::Late),
            RemedyState::Open => (Verdict::NotYetDue, Lapse::None),
            RemedyState::Done => (Verdict::Met, Lapse::None),
            RemedyState::Accepted | RemedyState::Gone => (Verdict::NotApplicable, Lapse::None),
        };
        let (file, line) = place(remedy.span, sources);
        let short: String = remedy.finding.chars().take(8).collect();
        Entry {
            who: Some(strategy.role(&remedy.owner).to_owned()),
            verdict,
            lapse,
            status: remedy.date.map_or_else(|| lang.text(&state.key()), |day| format!("{}, {}", lang.text(&state.key()), voice.day(day))),
            notes: evidence(remedy.evidence.into_iter().collect(), voice),
            ..Entry::new(
                Kind::Remedy,
                strategy.id.clone(),
                remedy.finding,
                remedy.note.clone().unwrap_or_else(|| lang.text_words("calendar-remedies", &[("finding", &short)])),
                remedy.due,
                (file, line),
            )
        }
    });
    entry.collect()
}
