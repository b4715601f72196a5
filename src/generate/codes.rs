use crate::prose::Lang;

/// Event codes of a system that does not exist, with Norwegian habits: short and in capitals.
const NORWEGIAN: [(&str, &str); 32] = [
    ("invoice", "FAKT"),
    ("enquiry", "HENV"),
    ("answer", "SVAR"),
    ("payment", "INNB"),
    ("dispute", "INNS"),
    ("dispute_settled", "INNS-AVG"),
    ("deferral", "UTS"),
    ("deferral_ended", "UTS-SLUTT"),
    ("reminder", "PURR"),
    ("reminder_fee", "PURR-GEB"),
    ("collection_notice", "IVARS"),
    ("payment_demand", "BOPPF"),
    ("payment_demand_fee", "BOPPF-GEB"),
    ("contact", "KONT"),
    ("assessment", "VURD"),
    ("notice", "VARS"),
    ("cases_gathered", "SAML"),
    ("petition", "BEGJ"),
    ("distraint", "UTL"),
    ("wage_deduction", "TREKK"),
    ("acknowledgement", "ERKJ"),
    ("judgment", "DOM"),
    ("external_collection", "EKST"),
    ("collection_salary", "SALÆR"),
    ("death_notice", "DØDSM"),
    ("estate_claim", "BO-ANM"),
    ("write_off_proposed", "AVSK-FORSL"),
    ("write_off", "AVSK"),
    ("plan_agreed", "AVT"),
    ("plan_broken", "AVT-BRUDD"),
    ("plan_ended", "AVT-SLUTT"),
    ("transfer", "OVERS"),
];

/// The code of an event: in Norwegian the system's, otherwise its name in the language, in capitals.
pub(super) fn code(lang: Lang, kind: &str) -> String {
    let short = NORWEGIAN.iter().find(|(known, _)| lang == Lang::Nb && *known == kind).map(|(_, code)| (*code).to_owned());
    short.unwrap_or_else(|| lang.text(&format!("kind-{}", kind.replace('_', "-"))).to_uppercase())
}
