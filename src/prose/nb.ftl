# Words
word-or = eller
word-and = og
word-yes = ja
word-no = nei
day = { $day }. { $month } { $year }
day-of-year = { $day }. { $month }
month-1 = januar
month-2 = februar
month-3 = mars
month-4 = april
month-5 = mai
month-6 = juni
month-7 = juli
month-8 = august
month-9 = september
month-10 = oktober
month-11 = november
month-12 = desember

# Periods
period-days = { $n } { $n ->
    [one] dag
   *[other] dager
 }
period-working-days = { $n } { $n ->
    [one] arbeidsdag
   *[other] arbeidsdager
 }
period-months = { $n } { $n ->
    [one] måned
   *[other] måneder
 }
period-years = { $n } år

every-year = hvert år
every-quarter = hvert kvartal
every-month = hver måned
every-term = hver valgperiode

# Law
law-value-missing = (ingen kontrollert verdi)
law-value-from = { $value } fra { $day }

# Event kinds
kind-established = stiftelse
kind-due = forfall
kind-last-timely-payment = siste rettidige betalingsdag
kind-invoice = faktura
kind-reminder = purring
kind-reminder-fee = purregebyr
kind-interest = renteberegning
kind-contact = kontakt
kind-enquiry = henvendelse
kind-answer = svar
kind-notice = skriftlig varsel
kind-payment = betaling
kind-plan-agreed = inngått betalingsavtale
kind-plan-broken = misligholdt betalingsavtale
kind-plan-ended = avsluttet betalingsavtale
kind-deferral = betalingsutsettelse
kind-deferral-ended = opphør av betalingsutsettelse
kind-dispute = innsigelse
kind-dispute-settled = avgjort innsigelse
kind-assessment = vurdering
kind-transfer = oversendelse til innkreving
kind-rejected = avvisning fra innkrevingen
kind-recall = tilbakekalling
kind-returned = tilbakesending
kind-distraint = utlegg
kind-acknowledgement = skylderkjennelse
kind-judgment = dom
kind-write-off-proposed = forslag om avskriving
kind-write-off = avskriving
kind-hearing = høring

# States
state-paid = full betaling
state-open = et åpent krav
state-transferred = oversendelse til innkreving
state-plan = en løpende betalingsavtale
state-deferral = betalingsutsettelse
state-dispute = en uavklart innsigelse

# Fields
field-amount = beløp
field-actor = saksbehandler
field-role = rolle
field-reason = årsak
field-channel = kanal
field-debtor = skyldner
field-debtor-kind = skyldnertype
field-claim-type = kravtype
field-principal = hovedstol
field-established = stiftelsesdato
field-due = forfallsdato
field-last-timely-payment = siste rettidige betalingsdato

# Rules
rule-followed-by-within = { $event } følges av { $by } innen { $within }.
rule-followed-by-not-before = { $event } følges av { $by }, men tidligst etter { $not_before }.
rule-followed-by-between = { $event } følges av { $by } innen { $within }, men tidligst etter { $not_before }.
rule-preceded-by = Før { $event } har det vært { $by }.
rule-preceded-by-times = Før { $event } har det vært { $by } minst { $times } ganger.
rule-preceded-by-at-least = Minst { $at_least } før { $event } har det vært { $by }.
rule-preceded-by-at-most = Høyst { $at_most } før { $event } har det vært { $by }.
rule-preceded-by-between = Minst { $at_least } og høyst { $at_most } før { $event } har det vært { $by }.
rule-spaced-at-least = Det går minst { $at_least } mellom to tilfeller av { $event }.
rule-spaced-at-most = Det går høyst { $at_most } mellom to tilfeller av { $event }.
rule-count-at-most = Hvert krav har høyst { $at_most } tilfeller av { $event }.
rule-count-at-least = Hvert krav har minst { $at_least } tilfeller av { $event }.
rule-count-exactly = Hvert krav har nøyaktig { $exactly } tilfeller av { $event }.
rule-count-between = Hvert krav har minst { $at_least } og høyst { $at_most } tilfeller av { $event }.
rule-count-before-at-most = Før { $before } er det høyst { $at_most } tilfeller av { $event }.
rule-count-before-at-least = Før { $before } er det minst { $at_least } tilfeller av { $event }.
rule-count-before-exactly = Før { $before } er det nøyaktig { $exactly } tilfeller av { $event }.
rule-count-before-between = Før { $before } er det minst { $at_least } og høyst { $at_most } tilfeller av { $event }.
rule-amount-event-at-most = Beløpet ved { $event } er høyst { $at_most }.
rule-amount-event-at-least = Beløpet ved { $event } er minst { $at_least }.
rule-amount-event-exactly = Beløpet ved { $event } er nøyaktig { $exactly }.
rule-amount-event-between = Beløpet ved { $event } er minst { $at_least } og høyst { $at_most }.
rule-amount-sum-at-most = For hvert krav er summen av { $event } høyst { $at_most }.
rule-amount-sum-at-least = For hvert krav er summen av { $event } minst { $at_least }.
rule-amount-sum-exactly = For hvert krav er summen av { $event } nøyaktig { $exactly }.
rule-amount-sum-between = For hvert krav er summen av { $event } minst { $at_least } og høyst { $at_most }.
rule-amount-first-at-most = Beløpet ved kravets første { $event } er høyst { $at_most }.
rule-amount-first-at-least = Beløpet ved kravets første { $event } er minst { $at_least }.
rule-amount-first-exactly = Beløpet ved kravets første { $event } er nøyaktig { $exactly }.
rule-amount-first-between = Beløpet ved kravets første { $event } er minst { $at_least } og høyst { $at_most }.
rule-amount-last-at-most = Beløpet ved kravets siste { $event } er høyst { $at_most }.
rule-amount-last-at-least = Beløpet ved kravets siste { $event } er minst { $at_least }.
rule-amount-last-exactly = Beløpet ved kravets siste { $event } er nøyaktig { $exactly }.
rule-amount-last-between = Beløpet ved kravets siste { $event } er minst { $at_least } og høyst { $at_most }.
rule-amount-balance-at-most = Kravets saldo er høyst { $at_most }.
rule-amount-balance-at-least = Kravets saldo er minst { $at_least }.
rule-amount-balance-exactly = Kravets saldo er nøyaktig { $exactly }.
rule-amount-balance-between = Kravets saldo er minst { $at_least } og høyst { $at_most }.
rule-never = { $event } forekommer ikke.
rule-never-while = { $event } forekommer ikke så lenge det er { $while }.
rule-recorded = Ved { $event } er { $fields } registrert.

# Verdicts
verdict-met = oppfylt
verdict-breached = ikke oppfylt
verdict-waived = dispensasjon gitt
verdict-not-applicable = ikke aktuelt
verdict-not-yet-due = frist ikke utløpt
verdict-unknown = kan ikke vurderes
verdict-unexercised = ikke prøvd
kept-rule = kontrolleres
kept-measure = måles
kept-duty = skal gjøres
kept-attested = erklæres
kept-narrative = sies bare
word-late = for sent
word-other = annet brudd
word-waived = med dispensasjon
word-missing = mangler

# What was found
actual-late = { $event } { $date }, { $days } etter
actual-happened = skjedde { $date }
actual-missing = har ikke skjedd
actual-distance = { $event } { $date }, { $days } fra
actual-count = { $count } tilfeller
actual-amount = { $amount }
actual-balance = saldo { $amount }
actual-unrecorded = mangler: { $fields }
actual-unknown = opplysningene mangler
actual-unreadable = en rad som ikke kan leses
actual-done-late = { $unit }: gjort { $date }
actual-no-register = { $unit }: det føres ikke register
actual-not-done = { $unit }: ikke gjort

# Rows that were refused
reason-field-count = { $found } felt der det skal være { $expected }
reason-stray-quote = et løst anførselstegn
reason-encoding = tegn utenfor filens tegnsett
reason-no-claim = ikke noe krav er nevnt
reason-claim-not-in-table = kravet står ikke i kravtabellen
reason-claim-twice = kravet står der allerede, med andre opplysninger
reason-empty = kolonnen { $column } er tom
reason-date = kolonnen { $column } er ikke en dato
reason-amount = kolonnen { $column } er ikke et beløp
reason-code = kolonnen { $column } har en ukjent kode

# Outcomes
outcome-endorsed = tiltrådt
outcome-approved = vedtatt
outcome-discussed = drøftet
outcome-postponed = utsatt
outcome-rejected = avvist
outcome-noted = tatt til orientering

# On the screen
table-about = { $name }: { $claims } krav, { $events } hendelser til og med { $day }
table-activations = i alt
table-met = oppfylt
table-late = sent
table-missing = mangler
table-other = annet
table-waived = disp.
table-not-applicable = ej akt.
table-not-yet-due = løper
table-unknown = ukjent
table-sum = { $breached } brudd i { $clauses } bestemmelser
table-rejected = { $rows } rader ble avvist; de står i findings.json
table-later = { $rows } rader er fra etter vurderingsdagen og er ikke talt med
table-incomplete = Ufullstendig: noen rader kunne ikke knyttes til et krav.
# Documents
document-skip = Gå til innholdet
document-contents = Innhold
document-table = Tabell
document-numbers = Tallene som tabell
document-chart-part = { $unit }; fylt og i parentes: { $part }
document-page = Side { $page } av { $pages }

# Papers
severity-critical = alvorlig
severity-major = vesentlig
severity-minor = mindre
paper-period = { $from } til og med { $to }
paper-as-of = Vurdert per { $day }
paper-no-cases = Uten saksdata
paper-compliance-title = Etterlevelse av { $title }
chart-title = Oftest brutt: bestemmelse { $clause }, { $breached } ganger
chart-unit = Brudd
chart-clause = Bestemmelse
chart-of = { $breached } av { $all }
chart-one = bestemmelse { $clause } med { $breached } brudd
chart-alt = Flest brudd har { $most }.
chart-empty = Ingen bestemmelser er brutt.

# Synthetic data
generate-label = Oppdiktede saker. Ingen innbygger, virksomhet eller kommune har noe med dem å gjøre.
generate-role = saksbehandler
paper-for = Gjelder for { $what }.
paper-unless = Gjelder ikke ved { $states }.
word-person = innbyggere
word-company = virksomheter
