# Words
word-or = or
word-and = and
word-yes = yes
word-no = no
day = { $day } { $month } { $year }
day-of-year = { $day } { $month }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

# Periods
period-days = { $n } { $n ->
    [one] day
   *[other] days
 }
period-working-days = { $n } working { $n ->
    [one] day
   *[other] days
 }
period-months = { $n } { $n ->
    [one] month
   *[other] months
 }
period-years = { $n } { $n ->
    [one] year
   *[other] years
 }

every-year = every year
every-quarter = every quarter
every-month = every month
every-term = every term

# Law
law-value-missing = (no verified value)
law-value-from = { $value } from { $day }

# Event kinds
kind-established = establishment of the claim
kind-due = due date
kind-last-timely-payment = last day for timely payment
kind-invoice = invoice
kind-reminder = reminder
kind-reminder-fee = reminder fee
kind-interest = interest charge
kind-contact = contact
kind-enquiry = enquiry
kind-answer = answer
kind-notice = written notice
kind-payment = payment
kind-plan-agreed = agreed payment plan
kind-plan-broken = broken payment plan
kind-plan-ended = ended payment plan
kind-deferral = deferral
kind-deferral-ended = end of deferral
kind-dispute = dispute
kind-dispute-settled = settled dispute
kind-assessment = assessment
kind-transfer = transfer for enforcement
kind-rejected = rejection by the enforcement agency
kind-recall = recall
kind-returned = return by the enforcement agency
kind-distraint = distraint
kind-acknowledgement = acknowledgement of debt
kind-judgment = judgment
kind-write-off-proposed = proposed write-off
kind-write-off = write-off
kind-hearing = hearing

# States
state-paid = full payment
state-open = an open claim
state-transferred = transfer for enforcement
state-plan = a running payment plan
state-deferral = a deferral
state-dispute = an open dispute

# Fields
field-amount = amount
field-actor = case worker
field-role = role
field-reason = reason
field-channel = channel
field-debtor = debtor
field-debtor-kind = kind of debtor
field-claim-type = claim type
field-principal = principal
field-established = date of establishment
field-due = due date
field-last-timely-payment = last day for timely payment

# Rules
rule-followed-by-within = { $event } is followed by { $by } within { $within }.
rule-followed-by-not-before = { $event } is followed by { $by }, no sooner than { $not_before } later.
rule-followed-by-between = { $event } is followed by { $by } within { $within }, but no sooner than { $not_before } later.
rule-preceded-by = { $event } is preceded by { $by }.
rule-preceded-by-times = { $event } is preceded by { $by } at least { $times } times.
rule-preceded-by-at-least = { $event } is preceded by { $by } at least { $at_least } earlier.
rule-preceded-by-at-most = { $event } is preceded by { $by } at most { $at_most } earlier.
rule-preceded-by-between = { $event } is preceded by { $by } at least { $at_least } and at most { $at_most } earlier.
rule-spaced-at-least = At least { $at_least } must pass between two of the same: { $event }.
rule-spaced-at-most = At most { $at_most } may pass between two of the same: { $event }.
rule-count-at-most = Each claim has at most { $at_most } of these: { $event }.
rule-count-at-least = Each claim has at least { $at_least } of these: { $event }.
rule-count-exactly = Each claim has exactly { $exactly } of these: { $event }.
rule-count-between = Each claim has at least { $at_least } and at most { $at_most } of these: { $event }.
rule-count-debtor-at-most = Each debtor has at most { $at_most } of these: { $event }.
rule-count-debtor-at-least = Each debtor has at least { $at_least } of these: { $event }.
rule-count-debtor-exactly = Each debtor has exactly { $exactly } of these: { $event }.
rule-count-debtor-between = Each debtor has at least { $at_least } and at most { $at_most } of these: { $event }.
rule-count-year-at-most = Each calendar year has at most { $at_most } of these: { $event }.
rule-count-year-at-least = Each calendar year has at least { $at_least } of these: { $event }.
rule-count-year-exactly = Each calendar year has exactly { $exactly } of these: { $event }.
rule-count-year-between = Each calendar year has at least { $at_least } and at most { $at_most } of these: { $event }.
rule-count-before-at-most = Before { $before } there are at most { $at_most } of these: { $event }.
rule-count-before-at-least = Before { $before } there are at least { $at_least } of these: { $event }.
rule-count-before-exactly = Before { $before } there are exactly { $exactly } of these: { $event }.
rule-count-before-between = Before { $before } there are at least { $at_least } and at most { $at_most } of these: { $event }.
rule-amount-event-at-most = The amount of each { $event } is at most { $at_most }.
rule-amount-event-at-least = The amount of each { $event } is at least { $at_least }.
rule-amount-event-exactly = The amount of each { $event } is exactly { $exactly }.
rule-amount-event-between = The amount of each { $event } is at least { $at_least } and at most { $at_most }.
rule-amount-sum-at-most = For each claim the sum of { $event } is at most { $at_most }.
rule-amount-sum-at-least = For each claim the sum of { $event } is at least { $at_least }.
rule-amount-sum-exactly = For each claim the sum of { $event } is exactly { $exactly }.
rule-amount-sum-between = For each claim the sum of { $event } is at least { $at_least } and at most { $at_most }.
rule-amount-first-at-most = The amount of the claim's first { $event } is at most { $at_most }.
rule-amount-first-at-least = The amount of the claim's first { $event } is at least { $at_least }.
rule-amount-first-exactly = The amount of the claim's first { $event } is exactly { $exactly }.
rule-amount-first-between = The amount of the claim's first { $event } is at least { $at_least } and at most { $at_most }.
rule-amount-last-at-most = The amount of the claim's last { $event } is at most { $at_most }.
rule-amount-last-at-least = The amount of the claim's last { $event } is at least { $at_least }.
rule-amount-last-exactly = The amount of the claim's last { $event } is exactly { $exactly }.
rule-amount-last-between = The amount of the claim's last { $event } is at least { $at_least } and at most { $at_most }.
rule-amount-balance-at-most = The balance of each claim is at most { $at_most }.
rule-amount-balance-at-least = The balance of each claim is at least { $at_least }.
rule-amount-balance-exactly = The balance of each claim is exactly { $exactly }.
rule-amount-balance-between = The balance of each claim is at least { $at_least } and at most { $at_most }.
rule-amount-event-composed-at-most = At each { $event }, { $amount } is at most { $at_most }.
rule-amount-event-composed-at-least = At each { $event }, { $amount } is at least { $at_least }.
rule-amount-event-composed-exactly = At each { $event }, { $amount } is exactly { $exactly }.
rule-amount-event-composed-between = At each { $event }, { $amount } is at least { $at_least } and at most { $at_most }.
rule-amount-composed-at-most = For each claim, { $amount } is at most { $at_most }.
rule-amount-composed-at-least = For each claim, { $amount } is at least { $at_least }.
rule-amount-composed-exactly = For each claim, { $amount } is exactly { $exactly }.
rule-amount-composed-between = For each claim, { $amount } is at least { $at_least } and at most { $at_most }.
term-here = the amount
term-sum = the sum of { $event }
term-sum-before = the sum of each earlier { $event }
term-first = the amount of the first { $event }
term-first-before = the amount of the first earlier { $event }
term-last = the amount of the last { $event }
term-last-before = the amount of the last earlier { $event }
term-balance = the balance
term-balance-before = the balance just before
term-count = { $times } for each { $event }
term-count-before = { $times } for each earlier { $event }
term-share = { $share } of { $of }
term-group = ({ $term })
term-plus = { $term } plus { $plus }
term-minus = { $term } less { $minus }
rule-never = { $event } does not happen.
rule-never-while = { $event } does not happen while there is { $while }.
rule-recorded = At { $event } these are recorded: { $fields }.
rule-interest-daily = Each { $event } equals { $rate } a year of { $on } from { $from }, counted day by day with { $days } days to a year, give or take { $tolerance }.
rule-interest-daily-exactly = Each { $event } equals exactly { $rate } a year of { $on } from { $from }, counted day by day with { $days } days to a year.
rule-interest-months = Each { $event } equals { $rate } of { $on } for each commenced month from { $from }, give or take { $tolerance }.
rule-interest-months-exactly = Each { $event } equals exactly { $rate } of { $on } for each commenced month from { $from }.
rule-interest-twelfths = Each { $event } equals { $rate } a year of { $on }, a twelfth for each commenced month from { $from }, give or take { $tolerance }.
rule-interest-twelfths-exactly = Each { $event } equals exactly { $rate } a year of { $on }, a twelfth for each commenced month from { $from }.
interest-principal = the unpaid principal
interest-balance = the balance without interest
rule-limitation = No claim becomes time-barred: within { $length } of { $from } there is { $closed_by }{ $interruptions }.{ $floor }{ $after }
limitation-interruptions = , or the period is interrupted by { $interrupted_by }
limitation-interruption = { $event } ({ $length })
limitation-lengths = { $length } ({ $others })
limitation-length-for = { $claim_type }: { $length }
limitation-floor = {" "}It does not end before { $day }.
limitation-floor-while = {" "}Where there has been { $while }, it does not end before { $day }.
limitation-after = {" "}Once a claim is time-barred, there is no { $nothing_after }.
rule-four-eyes = { $event } and { $by } on the same claim are done by two different people.
rule-four-eyes-above = Where { $event } is of more than { $above }, { $event } and { $by } are done by two different people.
rule-four-eyes-twice = Where { $event } happens several times on the same claim, it is done by different people.
rule-four-eyes-twice-above = Where { $event } happens several times on the same claim and its amount is above { $above }, it is done by different people.
rule-mandate = At { $event } this mandate applies: { $limits }.
mandate-limit = { $role } at most { $limit }
mandate-unlimited = { $role } without limit
rule-reviewed = As long as the claim is open, { $event } is repeated within { $every }.
rule-reviewed-from = As long as the claim is open, { $event } comes within { $every } of { $from } and is repeated within { $every }.
rule-share = In at least { $at_least } of all cases this promise is kept: “{ $of }”

# Verdicts
verdict-met = met
verdict-breached = breached
verdict-waived = waived
verdict-not-applicable = not applicable
verdict-not-yet-due = not yet due
verdict-unknown = cannot be judged
verdict-unexercised = unexercised
kept-rule = checked
kept-measure = measured
kept-duty = owed
kept-attested = attested
kept-narrative = only said
word-late = late
word-other = other breach
word-expired = waiver expired
word-overdrawn = cap overdrawn
word-waived = waived
word-alarm = deadline near
word-missing = missing

# What was found
actual-late = { $event } on { $date }, { $days } after
actual-happened = happened on { $date }
actual-missing = has not happened
actual-distance = { $event } on { $date }, { $days } away
actual-count = { $count } in all
actual-amount = { $amount }
actual-accrued = booked { $booked }, recomputed { $accrued }
actual-alarm = will be time-barred after { $deadline }
actual-barred = time-barred after { $deadline }
actual-barred-event = { $event } on { $date }; time-barred after { $deadline }
actual-balance = balance { $amount }
actual-unrecorded = missing: { $fields }
actual-same = { $event } on { $date }, by the same person
actual-no-mandate = the role has no mandate
actual-share = { $share } of { $of } cases
actual-share-open = between { $low } and { $high } of { $of } cases
actual-unknown = the data does not tell
actual-unreadable = a row that cannot be read
actual-done-late = { $unit }: done on { $date }
actual-no-register = { $unit }: no register is kept
actual-not-done = { $unit }: not done

# Rows that were refused
reason-field-count = { $found } fields where there should be { $expected }
reason-stray-quote = a stray quotation mark
reason-encoding = characters outside the file's encoding
reason-no-claim = no claim is named
reason-claim-not-in-table = the claim is not in the claims table
reason-claim-twice = the claim stands there already, with other values
reason-empty = column { $column } is empty
reason-date = column { $column } is not a date
reason-amount = column { $column } is not an amount
reason-code = column { $column } has an unknown code

# Outcomes
outcome-endorsed = endorsed
outcome-approved = approved
outcome-discussed = discussed
outcome-postponed = postponed
outcome-rejected = rejected
outcome-noted = noted

# On the screen
table-about = { $name }: { $claims } claims, { $events } events up to { $day }
table-activations = all
table-met = met
table-late = late
table-missing = missing
table-other = other
table-waived = waived
table-not-applicable = n/a
table-not-yet-due = open
table-unknown = unknown
table-sum = { $breached } breaches in { $clauses } clauses
table-rejected = Refused rows: { $rows } (listed in findings.json)
table-later = Rows from after the as-of date, not counted: { $rows }
table-incomplete = Incomplete: some rows could not be placed with a claim.
# Documents
document-skip = Skip to the content
document-contents = Contents
document-table = Table
document-numbers = The numbers as a table
document-chart-part = { $unit }; filled and in brackets: { $part }
document-page = Page { $page } of { $pages }

# Papers
severity-critical = critical
severity-major = major
severity-minor = minor
paper-period = { $from } to { $to }
paper-as-of = As of { $day }
paper-no-cases = Without case data
paper-compliance-title = How we kept to: { $title }
paper-agenda-title = Agenda item: { $title }
paper-agenda-closed = Closed item
chart-title = Most breaches: clause { $clause } ({ $breached })
chart-unit = Breaches
chart-clause = Clause
chart-of = { $breached } of { $all }
chart-one = clause { $clause } ({ $breached })
chart-alt = Most breaches: { $most }.
chart-empty = No clause is breached.

# Synthetic data
generate-label = Made-up cases. No citizen, company or authority has anything to do with them.
generate-role = case worker
paper-for = Concerns { $what }.
paper-unless = Does not apply in case of { $states }.
paper-while = Applies only in case of { $states }.
paper-for-field-at-least = Concerns claims with a { $field } of at least { $from }.
paper-for-field-at-most = Concerns claims with a { $field } of at most { $to }.
paper-for-field-between = Concerns claims with a { $field } of at least { $from } and at most { $to }.
paper-for-day-from = Concerns claims with a { $field } from { $from }.
paper-for-day-to = Concerns claims with a { $field } up to { $to }.
paper-for-day-between = Concerns claims with a { $field } from { $from } to { $to }.
word-person = persons
word-company = companies

# Control totals
control-claims-rows = Rows in the claims table: { $stated } according to the source, { $found } in the case data.
control-claims-sum = Amount in the claims table: { $stated } according to the source, { $found } in the case data.
control-events-rows = Rows of events: { $stated } according to the source, { $found } in the case data.
control-events-sum = Amount of the events: { $stated } according to the source, { $found } in the case data.

# The workbook
sheet-clauses = Clauses
sheet-findings = Findings
sheet-about = About the run
sheet-clause = Clause
sheet-kept = How it is kept
sheet-law = Law
sheet-severity = Severity
sheet-verdict = Verdict
sheet-expected = Expected
sheet-activations = All
sheet-met = Met
sheet-breached = Breached
sheet-late = Of these late
sheet-missing = Of these missing
sheet-other = Of these other
sheet-waived = Waived
sheet-not-applicable = Not applicable
sheet-not-yet-due = Not yet due
sheet-unknown = Cannot be judged
sheet-claims-breached = Claims with breaches
sheet-amount-breached = Amount in breaches
sheet-kind = Breach
sheet-claim = Claim
sheet-date = Date
sheet-last-day = Last day
sheet-amount = Amount
sheet-actual = Actual
sheet-law-values = Values of the law used
sheet-basis = Legal basis
sheet-waiver = Waiver
sheet-evidence = Rows in the data
sheet-fingerprint = Fingerprint
sheet-change = Since last time
sheet-was = Before
sheet-left-out = The sheet is full: { $count } findings are not on it. All are in findings.csv.
about-what = What
about-value = Value
about-reason = Reason
about-strategy = Strategy
about-strategy-digest = The strategy's fingerprint
about-law = Law
about-built-in = built into the program
about-law-digest = The law's fingerprint
about-as-of = As of
about-cases = Case data
about-cases-digest = The case data's fingerprint
about-synthetic = Made-up data
about-complete = Every row could be placed with a claim
about-claims = Claims
about-events = Events
about-later = Rows from after the as-of date, not counted
about-repeated = Rows that stand twice
about-differences = Control totals that differ
about-rejected = Refused rows
about-rejected-row = Refused row
about-more = The sheet is full: more refused rows are in findings.json.
about-baseline = Compared with
about-new = New findings
about-unchanged = Unchanged findings
about-changed = Findings with a changed verdict
about-gone = Findings that are gone
about-program = Program
change-new = new
change-unchanged = unchanged
change-changed = changed
change-gone = gone

# Results in SARIF
result = { $verdict }: { $actual }. The clause: { $expected }
result-claim = { $verdict }, claim { $claim }: { $actual }. The clause: { $expected }
result-waived = Waiver: { $waiver }
result-gone = Was { $verdict } in the earlier run and is no longer a finding.

# Compared with an earlier run
table-compared = Compared with { $file }
table-compared-day = Compared with { $file } (as of { $day })
table-unexercised = Unexercised ({ $count }): { $clauses }
table-left-out = { $file }: the sheet is full; { $count } findings are not on it. All are in findings.csv.
# Exceptions
waiver-breach = { $number } breach
waiver-breaches = { $number } breaches
waiver-used-of = { $used } of at most { $most }
waiver-overdrawn = overdrawn: { $number } beyond the cap
waiver-expired = expired: { $number } after the last day
waiver-review-passed = was to be reviewed by { $date }
waiver-unused = not used
waiver-not-begun = not begun
waiver-ended = ended
waiver-not-compensated = not covered: { $number } where its condition is not met
waiver-amount-unknown = not covered: { $number } of unknown amount
waiver-in-use = in use
waiver-at-most = at most { $number }
waiver-at-most-amount = at most { $amount } at stake
waiver-no-cap = no cap
waiver-claims = Concerns { $count } named claims.
table-waiver = { $clause }: waiver { $id }
table-unmasked = Personal values are shown without a mask (--unmask).
# One claim's story
explain-claim = Claim { $claim }
explain-about = { $name }, as of { $day }
explain-balance = balance
explain-states = status
explain-not-told = not told
explain-masked = (hidden)
explain-unknown-amount = unknown
explain-person = person
explain-company = company
explain-verdicts = Clauses
explain-timeline = What happened
explain-day = Day
explain-what = Event
explain-amount = Amount
explain-place = Row
explain-begins = begins: { $state }
explain-ends = ends: { $state }
explain-repeated = the row stands twice in the source
explain-no-day = no date
explain-row = a row that cannot be read: { $reason }
explain-date-lacking = date missing: { $event }
explain-kind-open = it cannot be told whether this is { $event }
explain-last-day = last day
explain-last-day-for = last day for { $event }
explain-as-of = judged on this day
explain-recorded = all fields are filled in
explain-asked-once = over the whole claim
explain-perhaps = perhaps { $event }
explain-found = Found: { $found }
explain-because = Because: { $found }
explain-not-yet = has not happened yet
explain-deadline = Last day: { $day }
explain-at-stake = At stake: { $amount }
explain-bound = Bound: { $bound }
explain-at-least = at least { $amount }
explain-at-most = at most { $amount }
explain-law = Law: { $parameter } on { $day }: { $value }
explain-reference = { $reference }; source: { $source }
explain-waiver = Waiver { $id }, granted by { $approver }, { $from } to { $until }: { $basis }
explain-basis = Basis: { $basis }
explain-rows = Rows: { $rows }
explain-fingerprint = Fingerprint: { $fingerprint }
explain-more = … and { $n } more
explain-holds-since = there was { $state } from { $day }
explain-holds = there was { $state } from the start
explain-lacks = this did not hold: { $state }
explain-unsure = the data does not tell whether there was { $state }
explain-nothing = there is nothing to measure
explain-not-above = the amount is not above the limit
explain-fields-untold = not told: { $fields }
explain-amount-lacking = amount missing: { $event } on { $day }
explain-law-lacking = the law has no verified value on { $day }
explain-no-start = the time is counted from what is not told: { $event }
explain-aside = Not concerned
explain-scope = about other claims
explain-several = counts over several claims
explain-period = nothing to judge between { $from } and { $to }
explain-no-event = did not happen: { $event }
explain-once = happened only once: { $event }
explain-incomplete = Incomplete: some rows could not be placed with a claim. They may belong to this one.
explain-summary = { $n } { $verdict }

# What a draft would have meant
against-about = { $draft } against { $strategy }: { $name }, { $claims } claims, as of { $day }
against-sum = The draft would have given { $more } more breaches and { $fewer } fewer.
against-stake = Claims with more breaches: { $claims }; at stake: { $amount }
against-none = The draft would have changed nothing.
against-before = now
against-after = draft
against-breached = breached
against-nothing = none
against-only-before = only now
against-only-after = only in the draft
against-change = { $from } -> { $to }: { $n } (claims: { $claims }; { $amount })
against-unchanged = Unchanged: { $clauses }
against-by-claim-type = By claim type
against-by-debtor-kind = By kind of debtor
against-group = Group
against-claims = Claims
against-more = More breaches
against-fewer = Fewer breaches
against-amount = At stake
against-small = fewer than 5
