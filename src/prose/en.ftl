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
rule-never = { $event } does not happen.
rule-never-while = { $event } does not happen while there is { $while }.
rule-recorded = At { $event } these are recorded: { $fields }.
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
word-waived = waived
word-missing = missing

# What was found
actual-late = { $event } on { $date }, { $days } after
actual-happened = happened on { $date }
actual-missing = has not happened
actual-distance = { $event } on { $date }, { $days } away
actual-count = { $count } in all
actual-amount = { $amount }
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
