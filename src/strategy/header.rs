//! From the written header to proved names: authority, period, roles, claim types, fields, events, states, calendars.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::written::{self, ClausesFile, Country, FieldOn, FieldType, Language, StrategyFile};
use super::{Authority, ClaimType};
use crate::cases::{Effect, Kind, KindTest, Kinds, Phase, State, Vocabulary};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::law::Law;
use crate::prose::{Fact, Lang, Voice};
use crate::quantity::{Calendar, Day};
use crate::yaml::{At, Document, Names, Scalar};

/// What the header proves; clauses stand on it.
pub(super) struct Header {
    pub id: String,
    pub authority: Authority,
    pub title: String,
    pub lang: Lang,
    pub period: (Day, Day),
    pub period_is_known: bool,
    pub roles: BTreeMap<String, String>,
    pub claim_types: Vec<ClaimType>,
    pub vocabulary: Vocabulary,
    pub calendar: Calendar,
    pub calendars: BTreeMap<String, (String, Vec<Day>)>,
}

impl Header {
    /// How facts become words in the strategy's own language.
    pub fn voice(&self) -> Voice {
        Voice::new(self.lang, self.authority.currency.clone())
    }
}

/// Reads a day at a place.
pub(super) fn day(written: Option<&Scalar>, at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<Day> {
    Day::parse(&written?.words()).map_err(|error| diagnostics.push(Diagnostic::unreadable(Code::NotADate, at.span(), error))).ok()
}

/// Reads two days at a place, the first no later than the second.
pub(super) fn days(written: Option<&written::Days>, at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<(Day, Day)> {
    let written = written?;
    let from = day(written.from.as_ref(), &at.key("from"), diagnostics);
    let to = day(written.to.as_ref(), &at.key("to"), diagnostics);
    let (from, to) = (from?, to?);
    if to < from {
        let message = format!("the period ends on {to}, before it starts on {from}");
        diagnostics.push(
            Diagnostic::error(Code::PeriodBackwards, at.key("to").span(), message)
                .help(format!("write a day on or after {from}, or exchange the two")),
        );
        return None;
    }
    Some((from, to))
}

/// Reports an id that cannot stand in an address; `underscores` where names of events and the like may have them.
pub(super) fn check_id(id: &str, at: &At<'_>, underscores: bool, diagnostics: &mut Diagnostics) {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || (underscores && byte == b'_');
    if id.is_empty() || !id.bytes().all(fits) || id.starts_with('-') || id.ends_with('-') {
        let ascii: String = id
            .to_lowercase()
            .replace('æ', "ae")
            .replace('ø', "oe")
            .replace('å', "aa")
            .chars()
            .map(|letter| if fits(u8::try_from(letter).unwrap_or(b' ')) { letter } else { '-' })
            .collect();
        let meant = ascii.trim_matches('-').to_owned();
        let help =
            if meant.is_empty() { "write lower-case letters a to z, digits and hyphens".to_owned() } else { format!("write `{meant}`") };
        diagnostics.push(Diagnostic::error(Code::BadId, at.span(), format!("`{id}` cannot be an id")).help(help));
    }
}

/// Proves the header, keeping what can be kept so that the clauses can be looked at as well.
pub(super) fn prove(
    written: &StrategyFile,
    root: &At<'_>,
    law: &Law,
    statutory: Option<&(ClausesFile, Document)>,
    diagnostics: &mut Diagnostics,
) -> Option<Header> {
    let lang = written.language.map(|language| match language {
        Language::Da => Lang::Da,
        Language::Nb => Lang::Nb,
        Language::En => Lang::En,
    });
    if let Some(id) = &written.id {
        check_id(id, &root.key("id"), false, diagnostics);
    }
    let authority = authority(written.authority.as_ref(), &root.key("authority"), diagnostics);
    let period = days(written.period.as_ref(), &root.key("period"), diagnostics);
    let roles = written.roles.clone().unwrap_or_default();
    for role in roles.keys() {
        check_id(role, &root.key("roles").key(role), true, diagnostics);
    }
    let claim_types = claim_types(written, root, law, diagnostics);
    let mut vocabulary = Vocabulary::new();
    vocabulary.claim_types = written.claim_types.iter().flatten().map(|(id, one)| (id.clone(), other_names(one))).collect();
    fields(written, root, &mut vocabulary, diagnostics);
    if let Some((clauses, document)) = statutory {
        events(clauses.events.as_ref(), &document.root().key("events"), &mut vocabulary, diagnostics);
    }
    events(written.events.as_ref(), &root.key("events"), &mut vocabulary, diagnostics);
    states(written, root, &mut vocabulary, diagnostics);
    let calendar = match written.authority.as_ref().and_then(|authority| authority.holidays.as_ref()) {
        Some(holidays) => {
            let at = root.key("authority").key("holidays");
            let found: Vec<Day> =
                holidays.iter().enumerate().filter_map(|(index, holiday)| day(Some(holiday), &at.item(index), diagnostics)).collect();
            Calendar::new(&found)
        }
        None => law.calendar.clone(),
    };
    let calendars = calendars(written, root, diagnostics);
    // What was reported stops the strategy at the end; the clauses are still looked at under a guess.
    let guess = Day::new(2000, 1, 1).zip(Day::new(2099, 12, 31));
    Some(Header {
        id: written.id.clone().unwrap_or_default(),
        authority: authority.unwrap_or(Authority {
            name: String::new(),
            country: Country::Other,
            code: None,
            currency: "DKK".into(),
            house: Arc::default(),
        }),
        title: written.title.clone().unwrap_or_default(),
        lang: lang.unwrap_or(Lang::Da),
        period: period.or(guess)?,
        period_is_known: period.is_some(),
        roles,
        claim_types,
        vocabulary,
        calendar,
        calendars,
    })
}

fn authority(written: Option<&written::Authority>, at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<Authority> {
    let written = written?;
    let country = written.country?;
    let currency = match (country, &written.currency) {
        (Country::Dk, None) => "DKK".to_owned(),
        (Country::No, None) => "NOK".to_owned(),
        (Country::Other, None) => {
            diagnostics.push(
                Diagnostic::warning(Code::MissingKey, at.key_span(), "`currency` is missing here, so amounts are written without one")
                    .help("add `currency: EUR`: another country has its own currency"),
            );
            String::new()
        }
        (Country::Other, Some(currency)) => currency.clone(),
        (_, Some(currency)) => {
            let message = format!("`{currency}` cannot be chosen: the country has its currency");
            diagnostics.push(Diagnostic::error(Code::UnknownKey, at.key("currency").key_span(), message).help("remove `currency:`"));
            currency.clone()
        }
    };
    if country != Country::Other && written.holidays.is_some() {
        let message = "holidays cannot be chosen: the country has its own";
        diagnostics.push(Diagnostic::error(Code::UnknownKey, at.key("holidays").key_span(), message).help("remove `holidays:`"));
    }
    Some(Authority {
        name: written.name.clone()?,
        country,
        code: written.code.as_ref().map(|code| code.words().into_owned()),
        currency,
        house: Arc::default(),
    })
}

fn other_names(written: &written::ClaimType) -> Vec<String> {
    written.name.iter().cloned().chain(written.aliases.iter().flatten().map(|alias| alias.words().into_owned())).collect()
}

fn claim_types(written: &StrategyFile, root: &At<'_>, law: &Law, diagnostics: &mut Diagnostics) -> Vec<ClaimType> {
    let mut types = Vec::new();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (id, one) in written.claim_types.iter().flatten() {
        let at = root.key("claim_types").key(id);
        check_id(id, &at, true, diagnostics);
        if let Some(track) = one.track.as_ref().filter(|track| !law.tracks.is_empty() && !law.tracks.contains_key(*track)) {
            let diagnostic = Diagnostic::error(Code::UnknownTrack, at.key("track").span(), format!("`{track}` is not a legal regime here"));
            diagnostics.push(diagnostic.help(one_of(track, law.tracks.keys().map(String::as_str))));
        }
        for name in other_names(one).into_iter().chain([id.clone()]) {
            if let Some(other) = names.insert(name.to_lowercase(), id.clone()).filter(|other| other != id) {
                let message = format!("`{name}` already names the claim type `{other}`");
                diagnostics
                    .push(Diagnostic::error(Code::DuplicateId, at.key_span(), message).help("give each claim type names of its own"));
            }
        }
        types.push(ClaimType { id: id.clone(), name: one.name.clone().unwrap_or_else(|| id.clone()), track: one.track.clone() });
    }
    types
}

fn taken(name: &str, what: &str, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let message = format!("`{name}` is {what} already");
    diagnostics
        .push(Diagnostic::error(Code::NameTaken, at.key_span(), message).help("remove it to use the built-in one, or choose another name"));
}

fn fields(written: &StrategyFile, root: &At<'_>, vocabulary: &mut Vocabulary, diagnostics: &mut Diagnostics) {
    for (name, field) in written.fields.iter().flatten() {
        let at = root.key("fields").key(name);
        check_id(name, &at, true, diagnostics);
        if vocabulary.field(name).is_some() || ["claim", "date", "event"].contains(&name.as_str()) {
            taken(name, "a field", &at, diagnostics);
            continue;
        }
        match field.on {
            Some(FieldOn::Event) => vocabulary.event_fields.push(name.clone()),
            _ => vocabulary.claim_fields.push(name.clone()),
        }
        vocabulary.field_names.extend(field.name.clone().map(|shown| (name.clone(), shown)));
        if field.kind == Some(FieldType::YesNo) {
            vocabulary.yes_no.push(name.clone());
        }
    }
}

fn events(written: Option<&BTreeMap<String, written::Event>>, at: &At<'_>, vocabulary: &mut Vocabulary, diagnostics: &mut Diagnostics) {
    let mut declared = Vec::new();
    for (name, event) in written.into_iter().flatten() {
        let at = at.key(name);
        check_id(name, &at, true, diagnostics);
        if vocabulary.kind(name).is_some() || vocabulary.state(name).is_some() {
            taken(name, if vocabulary.state(name).is_some() { "a state" } else { "an event kind" }, &at, diagnostics);
            continue;
        }
        if vocabulary.kinds.len() >= Kinds::CAPACITY {
            diagnostics.push(
                Diagnostic::error(Code::TooMany, at.key_span(), format!("there are more than {} event kinds", Kinds::CAPACITY))
                    .help("remove kinds that no rule names"),
            );
            return;
        }
        let effect = match event.effect {
            Some(written::EffectName::Charge) => Effect::Charge,
            Some(written::EffectName::Credit) => Effect::Credit,
            Some(written::EffectName::Sets) => Effect::Sets,
            _ => Effect::None,
        };
        let shown = Fact::Text(event.name.clone().unwrap_or_else(|| name.clone()));
        vocabulary.kinds.push(Kind { name: name.clone(), shown, effect, parent: None, tests: Vec::new() });
        declared.push((name, event, at));
    }
    // Parents may be declared below their children.
    for (name, event, at) in &declared {
        let parent = event.is.as_ref().and_then(|parent| {
            let known = vocabulary.kind(parent);
            if known.is_none() {
                let kinds = vocabulary.kinds.iter().map(|kind| kind.name.as_str()).filter(|kind| kind != name);
                diagnostics.push(
                    Diagnostic::error(Code::UnknownEvent, at.key("is").span(), format!("`{parent}` is not an event kind"))
                        .help(one_of(parent, kinds)),
                );
            }
            known
        });
        let mut tests = Vec::new();
        for (field, words) in event.only.iter().flatten() {
            match vocabulary.event_fields.iter().position(|known| known == field) {
                Some(index) => tests.push(KindTest { field: index, words: words.list().iter().map(|word| word.to_string()).collect() }),
                None => {
                    let known = vocabulary.event_fields.iter().map(String::as_str);
                    let diagnostic = Diagnostic::error(
                        Code::UnknownField,
                        at.key("where").key(field).key_span(),
                        format!("`{field}` is not a field of events"),
                    );
                    diagnostics.push(diagnostic.help(one_of(field, known)));
                }
            }
        }
        if event.only.is_some() && event.is.is_none() {
            diagnostics.push(
                Diagnostic::error(Code::MissingKey, at.key("where").key_span(), "`where` narrows a kind, and `is` does not say which")
                    .help("add `is:` and the kind that is narrowed"),
            );
        }
        let Some(index) = vocabulary.kind(name) else { continue };
        let inherited = parent.and_then(|parent| vocabulary.kind_at(parent)).map(|parent| parent.effect);
        if let (Some(effect), Some(inherited)) = (event.effect, inherited) {
            let message = format!("the effect is that of its parent kind, `{inherited}`");
            diagnostics.push(Diagnostic::error(Code::KeptInTwoWays, at.key("effect").key_span(), message).help("remove `effect:`"));
            let _ = effect;
        }
        if let Some(kind) = vocabulary.kinds.get_mut(usize::from(index)) {
            (kind.parent, kind.tests) = (parent, tests);
            kind.effect = inherited.unwrap_or(kind.effect);
        }
    }
    for (name, _, at) in &declared {
        let Some(index) = vocabulary.kind(name) else { continue };
        let parent = vocabulary.kind_at(index).and_then(|kind| kind.parent);
        if parent.is_some_and(|parent| vocabulary.lineage(parent).meets(Kinds::one(index))) {
            diagnostics.push(
                Diagnostic::error(Code::UnknownEvent, at.key("is").span(), format!("`{name}` narrows itself in a circle"))
                    .help("let one of the kinds stand without `is:`"),
            );
        }
    }
}

fn states(written: &StrategyFile, root: &At<'_>, vocabulary: &mut Vocabulary, diagnostics: &mut Diagnostics) {
    for (name, state) in written.states.iter().flatten() {
        let at = root.key("states").key(name);
        check_id(name, &at, true, diagnostics);
        if vocabulary.state(name).is_some() || vocabulary.kind(name).is_some() {
            taken(name, if vocabulary.kind(name).is_some() { "an event kind" } else { "a state" }, &at, diagnostics);
            continue;
        }
        let from = kinds(state.from.as_ref(), &at.key("from"), vocabulary, diagnostics);
        let until = kinds(state.until.as_ref(), &at.key("until"), vocabulary, diagnostics);
        let shown = Fact::Text(state.name.clone().unwrap_or_else(|| name.clone()));
        vocabulary.states.push(State { name: name.clone(), shown, phase: Phase::Between { from, until } });
    }
}

fn kinds(names: Option<&Names>, at: &At<'_>, vocabulary: &Vocabulary, diagnostics: &mut Diagnostics) -> Kinds {
    let mut set = Kinds::NONE;
    for (index, name) in names.map(Names::list).unwrap_or_default().iter().enumerate() {
        match vocabulary.kind(name) {
            Some(kind) => set |= Kinds::one(kind),
            None => {
                let at = if names.is_some_and(Names::is_list) { at.item(index) } else { at.clone() };
                let known = vocabulary.kinds.iter().map(|kind| kind.name.as_str());
                diagnostics
                    .push(Diagnostic::error(Code::UnknownEvent, at.span(), format!("`{name}` is not an event")).help(one_of(name, known)));
            }
        }
    }
    set
}

fn calendars(written: &StrategyFile, root: &At<'_>, diagnostics: &mut Diagnostics) -> BTreeMap<String, (String, Vec<Day>)> {
    let mut calendars = BTreeMap::new();
    for (id, calendar) in written.calendars.iter().flatten() {
        let at = root.key("calendars").key(id);
        check_id(id, &at, true, diagnostics);
        let dates = calendar.dates.iter().flatten().enumerate();
        let mut days: Vec<Day> = dates.filter_map(|(index, date)| day(Some(date), &at.key("dates").item(index), diagnostics)).collect();
        days.sort_unstable();
        calendars.insert(id.clone(), (calendar.name.clone().unwrap_or_else(|| id.clone()), days));
    }
    calendars
}
