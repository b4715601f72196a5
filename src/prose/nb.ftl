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
kind-established = kravets stiftelse
kind-due = forfall
kind-last-timely-payment = siste dag for rettidig betaling
kind-invoice = faktura
kind-reminder = purring
kind-reminder-fee = purregebyr
kind-interest = renteberegning
kind-contact = kontakt
kind-enquiry = henvendelse
kind-answer = svar
kind-notice = skriftlig varsel
kind-payment = betaling
kind-plan-agreed = inngåelse av betalingsavtale
kind-plan-broken = mislighold av betalingsavtale
kind-plan-ended = avslutning av betalingsavtale
kind-deferral = betalingsutsettelse
kind-deferral-ended = opphør av betalingsutsettelse
kind-dispute = innsigelse
kind-dispute-settled = avgjørelse av innsigelse
kind-assessment = vurdering
kind-transfer = oversendelse til tvangsinnkreving
kind-rejected = avvisning fra innkrevingsmyndigheten
kind-recall = tilbakekalling fra tvangsinnkreving
kind-returned = tilbakesending fra innkrevingsmyndigheten
kind-distraint = utlegg
kind-acknowledgement = skylderkjennelse
kind-judgment = dom
kind-write-off-proposed = forslag om avskrivning
kind-write-off = avskrivning
kind-hearing = høring av skyldneren

# States
state-paid = full betaling
state-open = et åpent krav
state-transferred = et krav under tvangsinnkreving
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
field-last-timely-payment = siste dag for rettidig betaling

# Rules
rule-followed-by-within = Senest { $within } etter { $event } kommer { $by }.
rule-followed-by-not-before = Tidligst { $not_before } etter { $event } kommer { $by }.
rule-followed-by-between = Tidligst { $not_before } og senest { $within } etter { $event } kommer { $by }.
rule-preceded-by = Før { $event } kommer { $by }.
rule-preceded-by-times = Før { $event } kommer { $by } minst { $times } ganger.
rule-preceded-by-at-least = Minst { $at_least } før { $event } kommer { $by }.
rule-preceded-by-at-most = Høyst { $at_most } før { $event } kommer { $by }.
rule-preceded-by-between = Minst { $at_least } og høyst { $at_most } før { $event } kommer { $by }.
rule-spaced-at-least = Når { $event } gjentas, går det minst { $at_least } imellom.
rule-spaced-at-most = Når { $event } gjentas, går det høyst { $at_most } imellom.
rule-count-at-most = Antall tilfeller av { $event } per krav er høyst { $at_most }.
rule-count-at-least = Antall tilfeller av { $event } per krav er minst { $at_least }.
rule-count-exactly = Antall tilfeller av { $event } per krav er nøyaktig { $exactly }.
rule-count-between = Antall tilfeller av { $event } per krav er minst { $at_least } og høyst { $at_most }.
rule-count-debtor-at-most = Antall tilfeller av { $event } per skyldner er høyst { $at_most }.
rule-count-debtor-at-least = Antall tilfeller av { $event } per skyldner er minst { $at_least }.
rule-count-debtor-exactly = Antall tilfeller av { $event } per skyldner er nøyaktig { $exactly }.
rule-count-debtor-between = Antall tilfeller av { $event } per skyldner er minst { $at_least } og høyst { $at_most }.
rule-count-year-at-most = Antall tilfeller av { $event } per kalenderår er høyst { $at_most }.
rule-count-year-at-least = Antall tilfeller av { $event } per kalenderår er minst { $at_least }.
rule-count-year-exactly = Antall tilfeller av { $event } per kalenderår er nøyaktig { $exactly }.
rule-count-year-between = Antall tilfeller av { $event } per kalenderår er minst { $at_least } og høyst { $at_most }.
rule-count-before-at-most = Antall tilfeller av { $event } før { $before } er høyst { $at_most }.
rule-count-before-at-least = Antall tilfeller av { $event } før { $before } er minst { $at_least }.
rule-count-before-exactly = Antall tilfeller av { $event } før { $before } er nøyaktig { $exactly }.
rule-count-before-between = Antall tilfeller av { $event } før { $before } er minst { $at_least } og høyst { $at_most }.
rule-amount-event-at-most = Ved { $event } er beløpet høyst { $at_most }.
rule-amount-event-at-least = Ved { $event } er beløpet minst { $at_least }.
rule-amount-event-exactly = Ved { $event } er beløpet nøyaktig { $exactly }.
rule-amount-event-between = Ved { $event } er beløpet minst { $at_least } og høyst { $at_most }.
rule-amount-sum-at-most = For hvert krav er det samlede beløpet ved { $event } høyst { $at_most }.
rule-amount-sum-at-least = For hvert krav er det samlede beløpet ved { $event } minst { $at_least }.
rule-amount-sum-exactly = For hvert krav er det samlede beløpet ved { $event } nøyaktig { $exactly }.
rule-amount-sum-between = For hvert krav er det samlede beløpet ved { $event } minst { $at_least } og høyst { $at_most }.
rule-amount-first-at-most = Beløpet ved kravets første { $event } er høyst { $at_most }.
rule-amount-first-at-least = Beløpet ved kravets første { $event } er minst { $at_least }.
rule-amount-first-exactly = Beløpet ved kravets første { $event } er nøyaktig { $exactly }.
rule-amount-first-between = Beløpet ved kravets første { $event } er minst { $at_least } og høyst { $at_most }.
rule-amount-last-at-most = Beløpet ved kravets siste { $event } er høyst { $at_most }.
rule-amount-last-at-least = Beløpet ved kravets siste { $event } er minst { $at_least }.
rule-amount-last-exactly = Beløpet ved kravets siste { $event } er nøyaktig { $exactly }.
rule-amount-last-between = Beløpet ved kravets siste { $event } er minst { $at_least } og høyst { $at_most }.
rule-amount-balance-at-most = Saldoen på hvert krav er høyst { $at_most }.
rule-amount-balance-at-least = Saldoen på hvert krav er minst { $at_least }.
rule-amount-balance-exactly = Saldoen på hvert krav er nøyaktig { $exactly }.
rule-amount-balance-between = Saldoen på hvert krav er minst { $at_least } og høyst { $at_most }.
rule-never = { $event } forekommer ikke.
rule-never-while = { $event } forekommer ikke så lenge det foreligger { $while }.
rule-recorded = Ved { $event } registreres { $fields }.
rule-four-eyes = { $event } og { $by } på samme krav utføres av to forskjellige medarbeidere.
rule-four-eyes-above = Ved { $event } på mer enn { $above } utføres { $event } og { $by } av to forskjellige medarbeidere.
rule-four-eyes-twice = Skjer { $event } flere ganger på samme krav, gjøres det av forskjellige medarbeidere.
rule-four-eyes-twice-above = Skjer { $event } flere ganger på samme krav, og er beløpet over { $above }, gjøres det av forskjellige medarbeidere.
rule-mandate = Ved { $event } gjelder denne fullmakten: { $limits }.
mandate-limit = { $role } høyst { $limit }
mandate-unlimited = { $role } uten beløpsgrense
rule-reviewed = Så lenge kravet er åpent, gjentas { $event } senest etter { $every }.
rule-reviewed-from = Så lenge kravet er åpent, kommer { $event } senest { $every } etter { $from } og gjentas senest etter { $every }.
rule-share = I minst { $at_least } av tilfellene holdes dette løftet: «{ $of }»

# Verdicts
verdict-met = oppfylt
verdict-breached = ikke oppfylt
verdict-waived = dispensasjon gitt
verdict-not-applicable = ikke aktuelt
verdict-not-yet-due = frist ikke utløpt
verdict-unknown = kan ikke vurderes
verdict-unexercised = ikke prøvd
kept-rule = kontroll i sakene
kept-measure = nøkkeltall
kept-duty = fast oppgave
kept-attested = erklæring
kept-narrative = ingen oppfølging
word-late = for sent
word-other = på annen måte
word-waived = med dispensasjon
word-missing = mangler

# What was found
actual-late = { $event } { $date }, { $days } etter
actual-happened = skjedde { $date }
actual-missing = har ikke skjedd
actual-distance = { $event } { $date }, avstand { $days }
actual-count = { $count } i alt
actual-amount = { $amount }
actual-balance = saldo { $amount }
actual-unrecorded = mangler: { $fields }
actual-same = { $event } { $date }, samme medarbeider
actual-no-mandate = rollen har ikke fullmakt
actual-share = { $share } av { $of } tilfeller
actual-share-open = mellom { $low } og { $high } av { $of } tilfeller
actual-unknown = opplysningene mangler
actual-unreadable = en rad som ikke kan leses
actual-done-late = { $unit }: utført { $date }
actual-no-register = { $unit }: det føres ikke noe register
actual-not-done = { $unit }: ikke utført

# Rows that were refused
reason-field-count = antall felt er { $found } og skal være { $expected }
reason-stray-quote = et feilplassert anførselstegn
reason-encoding = tegn utenfor filens tegnsett
reason-no-claim = det er ikke oppgitt noe krav
reason-claim-not-in-table = kravet står ikke i kravtabellen
reason-claim-twice = kravet finnes allerede med andre opplysninger
reason-empty = kolonnen «{ $column }» er tom
reason-date = kolonnen «{ $column }» inneholder ikke en gyldig dato
reason-amount = kolonnen «{ $column }» inneholder ikke et gyldig beløp
reason-code = kolonnen «{ $column }» inneholder en ukjent kode

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
table-sum = Brudd i alt: { $breached }; bestemmelser med brudd: { $clauses }
table-rejected = Avviste rader: { $rows } (se findings.json)
table-later = Rader datert etter statusdatoen, ikke talt med: { $rows }
table-incomplete = Ufullstendig: noen rader kunne ikke knyttes til et krav.
# Documents
document-skip = Gå til innholdet
document-contents = Innhold
document-table = Tabell
document-numbers = Tallene som tabell
document-chart-part = { $unit }; herav { $part } (fylt, tall i parentes)
document-page = Side { $page } av { $pages }

# Papers
severity-critical = alvorlig
severity-major = vesentlig
severity-minor = mindre
paper-period = { $from } til og med { $to }
paper-as-of = Status per { $day }
paper-no-cases = Uten saksdata
paper-compliance-title = Etterlevelse av { $title }
chart-title = Flest brudd: bestemmelse { $clause } ({ $breached } brudd)
chart-unit = Brudd
chart-clause = Bestemmelse
chart-of = { $breached } av { $all }
chart-one = bestemmelse { $clause } ({ $breached } brudd)
chart-alt = Flest brudd: { $most }.
chart-empty = Ingen bestemmelser er brutt.

# Synthetic data
generate-label = Oppdiktede saker. Ingen innbygger, virksomhet eller kommune har noe med dem å gjøre.
generate-role = saksbehandler
paper-for = Gjelder for { $what }.
paper-unless = Gjelder ikke når det foreligger { $states }.
paper-while = Gjelder bare når det foreligger { $states }.
paper-for-field-at-least = Gjelder for krav med { $field } på minst { $from }.
paper-for-field-at-most = Gjelder for krav med { $field } på høyst { $to }.
paper-for-field-between = Gjelder for krav med { $field } på minst { $from } og høyst { $to }.
paper-for-day-from = Gjelder for krav med { $field } fra og med { $from }.
paper-for-day-to = Gjelder for krav med { $field } til og med { $to }.
paper-for-day-between = Gjelder for krav med { $field } fra og med { $from } til og med { $to }.
word-person = innbyggere
word-company = virksomheter

# Control totals
control-claims-rows = Rader i kravtabellen: { $stated } ifølge kilden, { $found } i saksdataene.
control-claims-sum = Beløp i kravtabellen: { $stated } ifølge kilden, { $found } i saksdataene.
control-events-rows = Rader med hendelser: { $stated } ifølge kilden, { $found } i saksdataene.
control-events-sum = Beløp i hendelsene: { $stated } ifølge kilden, { $found } i saksdataene.
