use super::super::{Amount, Chart, Drawing, Row, whole_shares};
use crate::findings::Findings;
use crate::plan::{Tally, Verdict};
use crate::prose::Voice;
use crate::strategy::{Chapter, Kept, Strategy};

/// What is shown of each chapter, in this order.
const SHOWN: [Verdict; 4] = [Verdict::Met, Verdict::Breached, Verdict::Waived, Verdict::Unknown];

/// From so many verdicts on, the share of a chapter says something.
const ENOUGH: u64 = 10;

/// How the verdicts of each chapter divide, key figures aside; chapters in which nothing was judged are left out.
pub(super) fn by_chapter(strategy: &Strategy, findings: &Findings, voice: &Voice) -> Chart {
    let lang = voice.lang;
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let judged: Vec<(String, Tally, Vec<i64>)> = strategy
        .all_chapters()
        .map(|chapter| (name(chapter, voice), tally(chapter, findings)))
        .map(|(name, tally)| {
            let shares = whole_shares(&SHOWN.map(|verdict| number(tally.of(verdict))));
            (name, tally, shares)
        })
        .filter(|(_, tally, _)| SHOWN.iter().any(|verdict| tally.of(*verdict) > 0))
        .collect();
    let amount = |verdict: Verdict, tally: &Tally, share: i64| {
        let count = number(tally.of(verdict));
        let share = share_words(count, share, voice);
        let shown = lang.text_words("verdicts-amount", &[("count", &voice.number(count)), ("share", &share)]);
        Some(Amount { value: count, shown: if count == 0 { voice.number(0) } else { shown } })
    };
    let rows = judged.iter().map(|(name, tally, shares)| Row {
        label: name.clone(),
        amounts: SHOWN.into_iter().zip(shares).map(|(verdict, share)| amount(verdict, tally, *share)).collect(),
    });
    let all = |tally: &Tally| SHOWN.iter().map(|verdict| tally.of(*verdict)).sum::<u64>();
    let broken: Vec<_> = judged.iter().filter(|(_, tally, _)| tally.breached > 0).collect();
    // One of two says little: a chapter of few verdicts is named only where there is no other. Of shares as large the first; compared exactly.
    let has_enough = broken.iter().any(|(_, tally, _)| all(tally) >= ENOUGH);
    let worst = broken.iter().filter(|(_, tally, _)| !has_enough || all(tally) >= ENOUGH).rev().max_by(|one, other| {
        (u128::from(one.1.breached) * u128::from(all(&other.1))).cmp(&(u128::from(other.1.breached) * u128::from(all(&one.1))))
    });
    let title = worst.map_or_else(
        || lang.text("verdicts-title-none"),
        |(name, tally, _)| {
            let (breached, all) = (voice.number(number(tally.breached)), voice.number(number(all(tally))));
            lang.text_words("verdicts-title", &[("chapter", name), ("breached", &breached), ("all", &all)])
        },
    );
    let said = judged.iter().map(|(name, tally, _)| {
        let words =
            [("chapter", name.clone()), ("breached", voice.number(number(tally.breached))), ("all", voice.number(number(all(tally))))];
        let words: Vec<(&str, &str)> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
        lang.text_words("verdicts-one", &words)
    });
    Chart {
        title,
        unit: lang.text("verdicts-unit"),
        drawing: Drawing::Shares,
        label: lang.text("verdicts-chapter"),
        series: SHOWN.iter().map(|verdict| verdict.words(lang)).collect(),
        alt: lang.text_words("verdicts-alt", &[("chapters", &said.collect::<Vec<_>>().join("; "))]),
        rows: rows.collect(),
        empty: String::new(),
    }
}

fn tally(chapter: &Chapter, findings: &Findings) -> Tally {
    // A key figure is one number, and would be lost among the many cases.
    let counted = chapter.clauses.iter().filter(|clause| !matches!(clause.kept, Kept::Measure(_)));
    counted.fold(Tally::default(), |mut all, clause| {
        all.merge(&findings.tally(&clause.address));
        all
    })
}

fn name(chapter: &Chapter, voice: &Voice) -> String {
    if chapter.is_law { voice.lang.text_words("verdicts-law", &[("chapter", &chapter.heading)]) } else { chapter.heading.clone() }
}

/// A share in whole per cent; one that is there is never nothing.
fn share_words(count: i64, share: i64, voice: &Voice) -> String {
    if count > 0 && share == 0 {
        voice.lang.text_words("verdicts-under", &[("share", &voice.per_cent(100))])
    } else {
        voice.per_cent(share * 100)
    }
}
