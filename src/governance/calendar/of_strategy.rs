use super::{Entry, Kind, evidence, place};
use crate::governance::{Governance, Obligation, Waiver, obligations};
use crate::plan::{Lapse, Verdict};
use crate::prose::Voice;
use crate::quantity::Day;
use crate::source::{Sources, shown};
use crate::strategy::{Kept, Strategy};

/// What the duties and attestations of a strategy owe over its whole period.
pub(super) fn owed(strategy: &Strategy, governance: &Governance, as_of: Day, voice: &Voice, sources: &Sources) -> Vec<Entry> {
    let strategy = &governance.holding(strategy, as_of);
    let has_register = governance.register.is_some();
    let all = obligations(strategy, governance.register.as_deref(), as_of, strategy.period.1);
    all.iter().filter_map(|one| entry(one, strategy, has_register, voice, sources)).collect()
}

fn entry(one: &Obligation, strategy: &Strategy, has_register: bool, voice: &Voice, sources: &Sources) -> Option<Entry> {
    let clause = strategy.clause(&one.clause)?;
    let (file, line) = place(clause.span, sources);
    let mut entry = Entry {
        unit: Some(one.owed.unit_words(voice)),
        who: clause.owner.clone(),
        clause: Some(clause.address.clone()),
        verdict: one.verdict,
        lapse: one.lapse,
        status: status(one, has_register, voice),
        notes: evidence(one.done.iter().filter_map(|done| done.evidence.clone()).collect(), voice),
        ..Entry::new(
            Kind::Duty,
            strategy.id.clone(),
            format!("{} {}", clause.address, one.owed.unit),
            clause.text.clone(),
            one.owed.due,
            (file, line),
        )
    };
    match &clause.kept {
        Kept::Duty(duty) => {
            entry.recipient.clone_from(&duty.recipient);
            entry.contents.clone_from(&duty.contents);
            entry.attached_to.clone_from(&duty.attached_to);
        }
        Kept::Attested(attested) => {
            entry.kind = Kind::Attestation;
            entry.who = Some(attested.role.clone());
            entry.contents.extend(attested.evidence.clone());
        }
        _ => return None,
    }
    entry.who = entry.who.map(|role| strategy.role(&role).to_owned());
    Some(entry)
}

/// What became of a duty or attestation; how many of its times, where it has several.
fn status(one: &Obligation, has_register: bool, voice: &Voice) -> String {
    let lang = voice.lang;
    let done = one.done.last().map(|done| voice.day(done.date)).unwrap_or_default();
    let said = match (one.verdict, one.lapse) {
        (Verdict::Met, _) => lang.text_words("calendar-done", &[("day", &done)]),
        (Verdict::Breached, Lapse::Late) => lang.text_words("calendar-done-late", &[("day", &done)]),
        (Verdict::Breached, _) => lang.text("calendar-not-done"),
        (Verdict::Unknown, _) if !has_register => lang.text("calendar-no-register"),
        (verdict, _) => verdict.words(lang),
    };
    if one.times < 2 || matches!(one.verdict, Verdict::Met | Verdict::Unknown) {
        return said;
    }
    let number = |n: usize| voice.number(i64::try_from(n).unwrap_or(i64::MAX));
    let words = [("status", said), ("done", number(one.done.len())), ("times", voice.number(i64::from(one.times)))];
    lang.text_words("calendar-times", &words.each_ref().map(|(name, word)| (*name, word.as_str())))
}

/// The days on which exceptions are to be looked at again, and on which they end. Whether one was looked at is recorded nowhere.
pub(super) fn excepted(strategy: &Strategy, governance: &Governance, as_of: Day, voice: &Voice) -> Vec<Entry> {
    let lang = voice.lang;
    let folder = strategy.path.parent().map(shown).unwrap_or_default();
    let of = |waiver: &Waiver, kind: Kind, last: Day| {
        let open = as_of <= last;
        let (verdict, status) = match kind {
            _ if open => (Verdict::NotYetDue, Verdict::NotYetDue.words(lang)),
            Kind::WaiverEnd => (Verdict::NotApplicable, lang.text("calendar-ended")),
            _ => (Verdict::Unknown, Verdict::Unknown.words(lang)),
        };
        let role = strategy.role(&waiver.approver);
        Entry {
            who: Some(role.to_owned()),
            clause: Some(waiver.clause.clone()),
            verdict,
            status,
            ..Entry::new(
                kind,
                strategy.id.clone(),
                waiver.id.clone(),
                waiver.basis.clone(),
                last,
                (format!("{folder}/{}", waiver.place.0), usize::try_from(waiver.place.1).unwrap_or(0)),
            )
        }
    };
    let waivers = governance.waivers.iter();
    let both = waivers.flat_map(|waiver| {
        let review = waiver.review.map(|day| of(waiver, Kind::WaiverReview, day));
        review.into_iter().chain([of(waiver, Kind::WaiverEnd, waiver.days.1)])
    });
    both.collect()
}
