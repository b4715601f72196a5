use std::fmt;

/// Makes the list of codes: each with its stable name and one line of what it says.
macro_rules! codes {
    ($($variant:ident $name:literal $says:literal)*) => {
        /// A stable name for one kind of mistake; `rettesnor` never changes what a code means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $says] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the book.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name, for example `unknown-key`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What the code says, in one line.
            pub fn says(self) -> &'static str {
                match self { $(Self::$variant => $says,)* }
            }
        }
    };
}

codes! {
    // Texts
    YamlSyntax "yaml-syntax" "The text is not YAML from this place on."
    Tab "tab" "A tab stands where only spaces may."
    NotUtf8 "not-utf8" "The text is not saved as UTF-8."
    EmptyFile "empty-file" "The text says nothing."
    DuplicateKey "duplicate-key" "A key stands twice in the same place."
    Alias "alias" "An alias or anchor is used; each value is written out."
    Tag "tag" "A YAML tag is used; values need none."
    SeveralDocuments "several-documents" "A file holds more than one YAML document."
    KeyNotText "key-not-text" "A key is not plain text."
    // Shape
    UnknownKey "unknown-key" "A key that this place does not have."
    MissingKey "missing-key" "A key that this place needs is not there."
    WrongType "wrong-type" "A value of another type than the key takes."
    EmptyValue "empty-value" "A key without a value."
    UnknownValue "unknown-value" "A word that the key does not know."
    // Quantities
    NotADate "not-a-date" "A date that cannot be read."
    NotAPeriod "not-a-period" "A period of time that cannot be read."
    NotAnAmount "not-an-amount" "An amount that cannot be read or can be read in two ways."
    NotAShare "not-a-share" "A share that cannot be read."
    NotANumber "not-a-number" "A number that cannot be read."
    // Names
    BadId "bad-id" "An id that is not lower-case words and digits joined by hyphens."
    DuplicateId "duplicate-id" "An id or name that stands twice."
    NameTaken "name-taken" "A declared name that is already built in."
    UnknownEvent "unknown-event" "An event kind that is neither built in nor declared."
    UnknownState "unknown-state" "A state that is neither built in nor declared."
    UnknownField "unknown-field" "A field that is neither built in nor declared."
    UnknownClaimType "unknown-claim-type" "A claim type that the strategy does not declare."
    UnknownTrack "unknown-track" "A legal regime of claims that the country's law does not have."
    UnknownRole "unknown-role" "A role that the strategy does not declare."
    UnknownClause "unknown-clause" "A clause address that the strategy does not have."
    UnknownCalendar "unknown-calendar" "A recurrence that is neither built in nor declared."
    UnknownLaw "unknown-law" "A link to a law parameter that does not exist."
    UnusedName "unused-name" "Something is declared that nothing uses."
    // Strategy
    PeriodBackwards "period-backwards" "A period that ends before it starts."
    OutsidePeriod "outside-period" "A day that lies outside the strategy's period."
    NotKept "not-kept" "A clause that does not say how it is kept."
    KeptInTwoWays "kept-in-two-ways" "A clause that says in more than one way how it is kept."
    OneKind "one-kind" "A place that takes exactly one of several keys has none or more."
    BoundMissing "bound-missing" "A rule without the bound that makes it a promise."
    BoundsCrossed "bounds-crossed" "A lower bound that is above the upper one."
    WrongLawUnit "wrong-law-unit" "A law parameter of another unit than the rule compares."
    LawValueMissing "law-value-missing" "A law parameter without a verified value on a day of the period."
    Template "template" "A text whose braces cannot be read as a template."
    UnknownVariable "unknown-variable" "A text asks for a number that its rule, measure or duty does not have."
    TargetUnit "target-unit" "A target in another unit than the key figure that it is for."
    TextMissing "text-missing" "A clause without a text that no rule can speak for."
    NumberTwice "number-twice" "A number is typed in the text that also stands in the rule."
    UnmeasurablePledge "unmeasurable-pledge" "A pledge in words that nothing can keep account of."
    PredecessorMissing "predecessor-missing" "The strategy that is replaced cannot be found."
    PeriodGap "period-gap" "Days between two strategies that neither or both cover."
    PeriodOverlap "period-overlap" "Days that two strategies of an authority cover, of which neither replaces the other."
    TooMany "too-many" "More names than the program can tell apart."
    PolicyTestFailed "policy-test-failed" "A policy test whose verdict differs from the expected one."
    UnusedInTest "unused-in-test" "A policy test that names an event no expected clause looks at."
    LawLoosened "law-loosened" "A rule of the strategy allows more, or asks for less, than the law does on a day of the period."
    LawLacking "law-lacking" "A strategy asks of an event without the clause that the law requires there."
    LawRepeated "law-repeated" "A number that the law states is typed in the strategy."
    LawStale "law-stale" "A number that the law used to state is typed in the strategy."
    OrderCritical "order-critical" "A clause that rests on rules of order alone is called critical."
    // Decisions
    AgendaSection "agenda-section" "A section of the agenda item with a text that is not shown, or listed without a text."
    OffRoute "off-route" "A body that decides and is not on the route of the case."
    NoAdopter "no-adopter" "Decisions from which nobody can tell which body adopts the text."
    RouteOrder "route-order" "A body before the last on the route that decided after the last one had adopted the text."
    NotSealed "not-sealed" "A text that was adopted and is not sealed."
    BadSeal "bad-seal" "A seal that does not fit the decisions, or that cannot be read."
    SealBroken "seal-broken" "A text that was changed after it was adopted."
    SealedTextMissing "sealed-text-missing" "A seal without the adopted text that it is over."
    AttachmentMissing "attachment-missing" "An attached file that is not there."
    // Plans
    UnknownInPlan "unknown-in-plan" "A kind, theme, committee, item or budget topic that the plan does not declare."
    OneTheme "one-theme" "An item that is grouped by theme and has none or several."
    NeedsItself "needs-itself" "Items of a plan that wait for one another in a circle."
    DoneWithoutEvidence "done-without-evidence" "An item of a plan that is done, and nothing says where that can be seen."
    TopicUncovered "topic-uncovered" "A budget topic that no item of the plan covers."
    HearingLate "hearing-late" "A body that is heard on a plan after the decision that it is heard for, or has no date when that falls."
    DoneBeforeNeeded "done-before-needed" "An item of a plan that is done before an item that it depends on."
    HearingMissing "hearing-missing" "A committee with items that does not treat the plan, though others do."
    ConsequencesNone "consequences-none" "An agenda item without economic consequences, for a plan whose items carry amounts."
    // Exceptions
    BadCap "bad-cap" "A waiver's cap that holds nothing back or lets nothing through."
    ReviewOutside "review-outside" "A waiver that is looked at again on a day on which it does not hold."
    NotAFingerprint "not-a-fingerprint" "Something other than the fingerprint of a finding."
    RemedyStatus "remedy-status" "A day on which a remedy was done, at one that is not."
    // Reported figures
    FigureRow "figure-row" "A row of reported figures that cannot be split or lacks something."
    FigureTwice "figure-twice" "A figure that is reported twice for the same day."
    UnknownMeasure "unknown-measure" "A reported figure that no clause asks for, or that another follows from and is not there."
    FigureUnit "figure-unit" "A reported figure in another unit than the target that it is held against."
    FigureDiffers "figure-differs" "A reported or printed figure that does not agree with the ones it follows from."
    PromiseUnnamed "promise-unnamed" "What a report promises has no id, so that no later report can follow it up."
    UnknownPromise "unknown-promise" "A follow-up of a promise that no earlier report made."
    PromiseNotFollowed "promise-not-followed" "A promise of an earlier report that the next one does not mention."
    FollowUpDiffers "follow-up-differs" "A follow-up whose outcome and date contradict each other."
    ReportDiffers "report-differs" "A report says one thing in two ways that contradict each other."
    // Law
    LawOverlap "law-overlap" "Two values of a law parameter for the same day, or out of order."
    LawGap "law-gap" "Days of a law parameter that have neither a value nor a reason why they have none."
    LawHalfYear "law-half-year" "A value that the half-year chooses and that does not begin and end with one."
    LawReview "law-review" "A law parameter that was to be checked again before the day on which it is used."
    LawLink "law-link" "A law text that names something that is not there."
    // House style
    HouseFile "house-file" "A file of the house style that is not there, cannot be read or is not what it should be."
    NotAColour "not-a-colour" "A colour that cannot be read."
    Contrast "contrast" "A colour that cannot be told well enough from the ground it stands on."
    HouseFont "house-font" "A font family that has no plain name, or that no font file of the house has."
    TemplateFile "template-file" "A file among the templates that is no document's template."
    TemplateName "template-name" "A template asks for a name, filter, chart or part that is not there."
    TemplateLoses "template-loses" "A template leaves out what its document must say."
    // Cases
    CasesNotFound "cases-not-found" "A case file or its description that is not there."
    CasesUnreadable "cases-unreadable" "A case file that cannot be read to its end."
    ColumnMissing "column-missing" "A column that the description names and the file lacks."
    ColumnNeeded "column-needed" "A column without which no row can be placed."
    RowsRefused "rows-refused" "Rows that could not be read; they are listed with the findings."
    RowsTwice "rows-twice" "Rows that stand twice, word for word."
    ControlTotal "control-total" "Rows or sums that differ from the totals that the description states."
    PersonalNumber "personal-number" "What reads as a person's national number stands where it would reach an output."
    AsOfMissing "as-of-missing" "No day to judge the cases on."
    BaselineOther "baseline-other" "An earlier run that this one can hardly be compared with."
    // Samples
    SampleSheet "sample-sheet" "A cell of a test sheet that is not filled in, contradicts another, or was changed."
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_and_in_kebab_case() {
        let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        assert!(names.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')));
    }
}
