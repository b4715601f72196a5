//! Claims out of batches of rows: as they lie where every claim's rows stand together, gathered where they do not.

use rayon::prelude::*;

use super::batch::{Batch, DROPPED, Frame, narrow};
use super::piece::Piece;
use super::table::Columns;
use super::{Cases, Cell, Gap, Reason, Refused, Row};

/// About how many events a piece holds that is made by gathering.
const PIECE: usize = 1 << 16;

/// No claim.
const NONE: u32 = u32::MAX;

/// Makes cases of batches that stand in the order of the files; with `table`, events of a claim that no table row names are refused.
pub(super) fn join(mut batches: Vec<Batch>, files: Vec<String>, table: bool, frame: &Frame<'_>) -> Cases {
    let kinds = 0..u16::try_from(frame.vocabulary.kinds.len()).unwrap_or(u16::MAX);
    let mut cases = Cases {
        files,
        variants: kinds.clone().map(|kind| frame.vocabulary.lineage(kind)).collect(),
        variant_names: kinds.collect(),
        ..Cases::default()
    };
    number_lines(&mut batches);
    for batch in &mut batches {
        share_words(batch, &mut cases, frame);
    }
    let gathered = table || batches.iter().any(|batch| !batch.table.is_empty());
    if gathered || !stand_together(&mut batches) {
        gather(batches, table, frame, &mut cases);
    } else {
        as_they_lie(batches, &mut cases);
    }
    cases.repeated.sort_unstable();
    cases.refused.sort_by_key(|refused| refused.row);
    cases.later.sort_unstable();
    cases.gaps.values_mut().for_each(|gaps| gaps.sort_by_key(|gap| gap.row));
    cases
}

/// Turns lines of a block into lines of its file.
fn number_lines(batches: &mut [Batch]) {
    let mut file = None;
    let mut before = 0_u32;
    let mut starts = Vec::with_capacity(batches.len());
    for batch in batches.iter() {
        if file != Some(batch.file) {
            (file, before) = (Some(batch.file), 0);
        }
        starts.push(before);
        before = before.saturating_add(batch.lines);
    }
    batches.par_iter_mut().zip(starts).filter(|(_, start)| *start > 0).for_each(|(batch, start)| {
        let later = |line: &mut u32| *line = line.saturating_add(start);
        batch.line.iter_mut().for_each(later);
        batch.later.iter_mut().map(|(_, line)| line).for_each(later);
        batch.lacks.iter_mut().map(|lack| &mut lack.line).for_each(later);
        batch.table.iter_mut().map(|row| &mut row.line).for_each(later);
    });
}

/// Moves a batch's words and combinations of kinds into those that all share.
fn share_words(batch: &mut Batch, cases: &mut Cases, frame: &Frame<'_>) {
    let texts = std::mem::take(&mut batch.texts);
    if !texts.is_empty() {
        let shared: Vec<Cell> = texts.words().map(|word| cases.texts.cell(word)).collect();
        let share = |cell: &mut Cell| *cell = cell.moved(&shared);
        batch.fields.iter_mut().flatten().for_each(share);
        for row in &mut batch.table {
            let claim = &mut row.claim;
            [&mut claim.debtor, &mut claim.debtor_kind].into_iter().chain(&mut claim.fields).for_each(share);
        }
    }
    if !batch.extra.is_empty() {
        let own = frame.vocabulary.kinds.len();
        let shared: Vec<u16> = batch.extra.iter().map(|(kinds, name)| cases.variant(*kinds, *name)).collect();
        for variant in &mut batch.variant {
            let moved = usize::from(*variant).checked_sub(own).and_then(|extra| shared.get(extra));
            *variant = moved.copied().unwrap_or(*variant);
        }
    }
}

/// Whether every claim's rows stand next to each other; moves the rows of claims that a cut went through to the block before it.
fn stand_together(batches: &mut Vec<Batch>) -> bool {
    batches.retain(|batch| !batch.runs.is_empty() || !batch.lacks.is_empty());
    let mut last: Option<usize> = None;
    for index in 0..batches.len() {
        let (before, rest) = batches.split_at_mut(index);
        let Some(batch) = rest.first_mut().filter(|batch| !batch.runs.is_empty()) else { continue };
        if let Some(earlier) = last.and_then(|last| before.get_mut(last))
            && earlier.file == batch.file
            && earlier.name(earlier.runs.len() - 1) == batch.name(0)
        {
            earlier.take_first_run(batch);
        }
        if !batch.runs.is_empty() {
            last = Some(index);
        }
    }
    let mut hashes: Vec<u64> = batches.par_iter().flat_map_iter(|batch| batch.runs.iter().map(|run| run.hash)).collect();
    hashes.par_sort_unstable();
    hashes.windows(2).all(|pair| pair.first() != pair.last())
}

/// The batches as they are.
fn as_they_lie(batches: Vec<Batch>, cases: &mut Cases) {
    let mut first = 0_u32;
    let mut pieces = Vec::with_capacity(batches.len());
    let mut prints = Vec::with_capacity(batches.len());
    for mut batch in batches {
        let row = |line: u32| Row { file: batch.file, line };
        for lack in std::mem::take(&mut batch.lacks) {
            if let Some(run) = lack.run {
                let claim = first.saturating_add(run);
                cases.gaps.entry(claim).or_default().push(Gap { claim, kinds: lack.kinds, day: lack.day, row: row(lack.line) });
            }
            let has_claim = lack.run.is_some();
            cases.refused.extend(lack.refused.map(|reason| Refused { row: row(lack.line), reason, has_claim }));
        }
        cases.later.extend(batch.later.iter().map(|(_, line)| row(*line)));
        let next = first.saturating_add(narrow(batch.runs.len()));
        prints.push(std::mem::take(&mut batch.print));
        pieces.push(Piece::of(batch, first));
        first = next;
    }
    order_by_day(&mut pieces, prints, cases);
    cases.pieces = pieces;
}

/// Brings each claim's events into the order of their days and finds rows that stand twice.
fn order_by_day(pieces: &mut [Piece], prints: Vec<Vec<u32>>, cases: &mut Cases) {
    let repeated: Vec<Vec<Row>> = pieces.par_iter_mut().zip(prints).map(|(piece, prints)| piece.order_by_day(prints)).collect();
    cases.repeated.extend(repeated.into_iter().flatten());
}

/// What became of a claim's rows.
struct Gathered {
    /// For each batch, for each run, the number of its claim.
    claims: Vec<Vec<u32>>,
    /// For each claim, its first batch and run.
    firsts: Vec<(u32, u32)>,
}

/// Numbers the claims in the order of their first rows.
fn number(batches: &[Batch]) -> Gathered {
    let mut runs: Vec<(u64, u32, u32)> = Vec::with_capacity(batches.iter().map(|batch| batch.runs.len()).sum());
    for (batch, one) in (0_u32..).zip(batches) {
        runs.extend((0_u32..).zip(&one.runs).map(|(run, known)| (known.hash, batch, run)));
    }
    runs.par_sort_unstable();
    let name = |(_, batch, run): &(u64, u32, u32)| batches.get(*batch as usize).map_or("", |one| one.name(*run as usize));
    let mut claims: Vec<Vec<u32>> = batches.iter().map(|batch| vec![NONE; batch.runs.len()]).collect();
    // First each run gets the place of its claim's first run; two names with one hash are told apart.
    let mut firsts: Vec<(u32, u32)> = Vec::new();
    let mut owners: Vec<u32> = vec![NONE; runs.len()];
    let mut start = 0;
    while let Some(hash) = runs.get(start).map(|run| run.0) {
        let end = start + runs.get(start..).map_or(1, |rest| rest.partition_point(|run| run.0 == hash)).max(1);
        let mut distinct: Vec<(&str, u32)> = Vec::new();
        for index in start..end {
            let Some(run) = runs.get(index) else { continue };
            let known = distinct.iter().find(|(other, _)| *other == name(run)).map(|(_, owner)| *owner);
            let owner = known.unwrap_or_else(|| {
                firsts.push((run.1, run.2));
                let owner = narrow(firsts.len() - 1);
                distinct.push((name(run), owner));
                owner
            });
            if let Some(slot) = owners.get_mut(index) {
                *slot = owner;
            }
        }
        start = end;
    }
    let mut order: Vec<u32> = (0..narrow(firsts.len())).collect();
    order.par_sort_unstable_by_key(|owner| firsts.get(*owner as usize));
    let mut numbers = vec![NONE; firsts.len()];
    for (number, owner) in (0_u32..).zip(&order) {
        if let Some(slot) = numbers.get_mut(*owner as usize) {
            *slot = number;
        }
    }
    for ((_, batch, run), owner) in runs.iter().zip(&owners) {
        let slot = claims.get_mut(*batch as usize).and_then(|claims| claims.get_mut(*run as usize));
        if let (Some(slot), Some(number)) = (slot, numbers.get(*owner as usize)) {
            *slot = *number;
        }
    }
    let firsts = order.iter().filter_map(|owner| firsts.get(*owner as usize).copied()).collect();
    Gathered { claims, firsts }
}

/// Puts each claim's rows together, whatever order they stand in.
fn gather(mut batches: Vec<Batch>, table: bool, frame: &Frame<'_>, cases: &mut Cases) {
    let Gathered { mut claims, firsts } = number(&batches);
    let mut count = firsts.len();
    if table {
        count = only_those_in_the_table(&batches, &mut claims, count);
    }
    let claim_of = |batch: usize, run: u32| {
        let known = claims.get(batch).and_then(|claims| claims.get(run as usize)).copied();
        known.filter(|claim| *claim != NONE)
    };
    let has_table = table || batches.iter().any(|batch| !batch.table.is_empty());
    let mut columns = Columns::new(if has_table { count } else { 0 }, frame.vocabulary.claim_fields.len());
    for (index, batch) in batches.iter_mut().enumerate() {
        let file = batch.file;
        let row = |line: u32| Row { file, line };
        for one in std::mem::take(&mut batch.table) {
            let Some(claim) = claim_of(index, one.run) else { continue };
            let events = one.events;
            if !columns.row(claim, one, row, cases) {
                // Its dates are told by the claim's first row.
                batch.drop_events(events);
            }
        }
        for lack in &batch.lacks {
            let claim = lack.run.and_then(|run| claim_of(index, run));
            if let Some(claim) = claim {
                cases.gaps.entry(claim).or_default().push(Gap { claim, kinds: lack.kinds, day: lack.day, row: row(lack.line) });
            }
            // A row that names a claim the table lacks is refused for that, whatever else is wrong with it.
            let reason = if claim.is_none() && lack.run.is_some() { Some(Reason::ClaimNotInTable) } else { lack.refused.clone() };
            cases.refused.extend(reason.map(|reason| Refused { row: row(lack.line), reason, has_claim: claim.is_some() }));
        }
        for (run, line) in &batch.later {
            match claim_of(index, *run) {
                Some(_) => cases.later.push(row(*line)),
                None => cases.refused.push(Refused { row: row(*line), reason: Reason::ClaimNotInTable, has_claim: false }),
            }
        }
        for run in (0..narrow(batch.runs.len())).filter(|run| claim_of(index, *run).is_none()) {
            let lines = batch.line.get(batch.events_of(run as usize)).unwrap_or_default();
            let refused = |line: &u32| Refused { row: row(*line), reason: Reason::ClaimNotInTable, has_claim: false };
            cases.refused.extend(lines.iter().map(refused));
        }
    }
    cases.claims = columns.claims;
    place(&batches, &claims, &firsts, count, cases);
}

/// Forgets claims that no row of the table names; gives how many are left. The table's rows come first, and so do its numbers.
fn only_those_in_the_table(batches: &[Batch], claims: &mut [Vec<u32>], count: usize) -> usize {
    let mut known = vec![false; count];
    for (batch, claims) in batches.iter().zip(claims.iter()) {
        for row in &batch.table {
            if let Some(slot) = claims.get(row.run as usize).and_then(|claim| known.get_mut(*claim as usize)) {
                *slot = true;
            }
        }
    }
    let mut numbers = Vec::with_capacity(count);
    let mut next = 0_u32;
    for known in known {
        numbers.push(if known { next } else { NONE });
        next += u32::from(known);
    }
    for claim in claims.iter_mut().flatten() {
        *claim = numbers.get(*claim as usize).copied().unwrap_or(NONE);
    }
    next as usize
}

/// Copies events into pieces of whole claims.
fn place(batches: &[Batch], claims: &[Vec<u32>], firsts: &[(u32, u32)], count: usize, cases: &mut Cases) {
    let mut starts = vec![0_u32; count + 1];
    let runs = || {
        batches.iter().zip(claims).enumerate().flat_map(|(index, (batch, claims))| {
            let events = |run| batch.events_of(run).filter(|event| batch.variant.get(*event) != Some(&DROPPED));
            let known = claims.iter().enumerate().filter(|(_, claim)| **claim != NONE);
            known.map(move |(run, claim)| (index, *claim as usize, events(run)))
        })
    };
    for (_, claim, events) in runs() {
        if let Some(start) = starts.get_mut(claim + 1) {
            *start += narrow(events.count());
        }
    }
    let mut sum = 0_u32;
    for start in &mut starts {
        sum = sum.saturating_add(*start);
        *start = sum;
    }
    let mut next = starts.clone();
    let mut order: Vec<(u32, u32)> = vec![(0, 0); sum as usize];
    for (batch, claim, events) in runs() {
        let Some(at) = next.get_mut(claim) else { continue };
        for event in events {
            if let Some(slot) = order.get_mut(*at as usize) {
                *slot = (narrow(batch), narrow(event));
            }
            *at += 1;
        }
    }
    // The claims whose first rows are known, in the order of their numbers.
    let names: Vec<(u32, u32)> = if firsts.len() == count {
        firsts.to_vec()
    } else {
        let kept = |(batch, run): &&(u32, u32)| {
            claims.get(*batch as usize).and_then(|claims| claims.get(*run as usize)).is_some_and(|claim| *claim != NONE)
        };
        firsts.iter().filter(kept).copied().collect()
    };
    let mut cuts = vec![0_usize];
    let mut filled = 0_u32;
    for (claim, end) in starts.iter().enumerate().skip(1) {
        if (end - filled) as usize >= PIECE || claim - cuts.last().copied().unwrap_or(0) >= PIECE {
            cuts.push(claim);
            filled = *end;
        }
    }
    if cuts.last() != Some(&count) {
        cuts.push(count);
    }
    let mut pieces: Vec<(Piece, Vec<u32>)> = cuts
        .par_windows(2)
        .map(|cut| {
            let &[from, to] = cut else { return (Piece::default(), Vec::new()) };
            let own = starts.get(from..=to).unwrap_or_default();
            let (first, last) = (own.first().copied().unwrap_or(0), own.last().copied().unwrap_or(0));
            let events = order.get(first as usize..last as usize).unwrap_or_default();
            let names = names.get(from..to).unwrap_or_default();
            Piece::gathered(batches, narrow(from), names, own.iter().map(|start| start - first).collect(), events)
        })
        .collect();
    let prints = pieces.iter_mut().map(|(_, prints)| std::mem::take(prints)).collect();
    let mut pieces: Vec<Piece> = pieces.into_iter().map(|(piece, _)| piece).collect();
    order_by_day(&mut pieces, prints, cases);
    cases.pieces = pieces;
}
