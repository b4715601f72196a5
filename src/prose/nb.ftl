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
rule-amount-event-composed-at-most = Ved { $event } er { $amount } høyst { $at_most }.
rule-amount-event-composed-at-least = Ved { $event } er { $amount } minst { $at_least }.
rule-amount-event-composed-exactly = Ved { $event } er { $amount } nøyaktig { $exactly }.
rule-amount-event-composed-between = Ved { $event } er { $amount } minst { $at_least } og høyst { $at_most }.
rule-amount-composed-at-most = For hvert krav er { $amount } høyst { $at_most }.
rule-amount-composed-at-least = For hvert krav er { $amount } minst { $at_least }.
rule-amount-composed-exactly = For hvert krav er { $amount } nøyaktig { $exactly }.
rule-amount-composed-between = For hvert krav er { $amount } minst { $at_least } og høyst { $at_most }.
term-here = beløpet
term-sum = det samlede beløpet ved { $event }
term-sum-before = det samlede tidligere beløpet ved { $event }
term-first = beløpet ved første { $event }
term-first-before = beløpet ved første { $event } før dette
term-last = beløpet ved siste { $event }
term-last-before = beløpet ved siste { $event } før dette
term-balance = saldoen
term-balance-before = saldoen umiddelbart før
term-count = { $times } for hvert tilfelle av { $event }
term-count-before = { $times } for hvert tidligere tilfelle av { $event }
term-share = { $share } av { $of }
term-group = ({ $term })
term-plus = { $term } pluss { $plus }
term-minus = { $term } med fradrag av { $minus }
rule-never = { $event } forekommer ikke.
rule-never-while = { $event } forekommer ikke så lenge det foreligger { $while }.
rule-recorded = Ved { $event } registreres { $fields }.
rule-interest-daily = Ved { $event } tilsvarer beløpet { $rate } per år av { $on } fra { $from }, regnet dag for dag med { $days } dager i et år; avviket er høyst { $tolerance }.
rule-interest-daily-exactly = Ved { $event } tilsvarer beløpet nøyaktig { $rate } per år av { $on } fra { $from }, regnet dag for dag med { $days } dager i et år.
rule-interest-months = Ved { $event } tilsvarer beløpet { $rate } av { $on } for hver påbegynte måned fra { $from }; avviket er høyst { $tolerance }.
rule-interest-months-exactly = Ved { $event } tilsvarer beløpet nøyaktig { $rate } av { $on } for hver påbegynte måned fra { $from }.
rule-interest-twelfths = Ved { $event } tilsvarer beløpet { $rate } per år av { $on }, en tolvdel for hver påbegynte måned fra { $from }; avviket er høyst { $tolerance }.
rule-interest-twelfths-exactly = Ved { $event } tilsvarer beløpet nøyaktig { $rate } per år av { $on }, en tolvdel for hver påbegynte måned fra { $from }.
interest-principal = den ubetalte hovedstolen
interest-balance = saldoen uten renter
rule-limitation = Krav foreldes ikke: innen { $length } etter { $from } kommer { $closed_by }{ $interruptions }.{ $floor }{ $after }
limitation-interruptions = , eller fristen avbrytes ved { $interrupted_by }
limitation-interruption = { $event } ({ $length })
limitation-lengths = { $length } ({ $others })
limitation-length-for = { $claim_type }: { $length }
limitation-floor = {" "}Fristen løper ikke ut før { $day }.
limitation-floor-while = {" "}Har det foreligget { $while }, løper fristen ikke ut før { $day }.
limitation-after = {" "}Etter foreldelsen forekommer { $nothing_after } ikke.
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
word-expired = dispensasjon utløpt
word-overdrawn = tak overskredet
word-waived = med dispensasjon
word-alarm = frist nær
word-missing = mangler

# What was found
actual-late = { $event } { $date }, { $days } etter
actual-happened = skjedde { $date }
actual-missing = har ikke skjedd
actual-distance = { $event } { $date }, avstand { $days }
actual-count = { $count } i alt
actual-amount = { $amount }
actual-accrued = bokført { $booked }, beregnet { $accrued }
actual-alarm = foreldes etter { $deadline }
actual-barred = foreldet etter { $deadline }
actual-barred-event = { $event } { $date }; foreldet etter { $deadline }
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
paper-agenda-title = Saksfremlegg: { $title }
paper-agenda-closed = Lukket sak
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

# The workbook
sheet-clauses = Bestemmelser
sheet-findings = Funn
sheet-about = Om kjøringen
sheet-clause = Bestemmelse
sheet-kept = Oppfølging
sheet-law = Lovkrav
sheet-severity = Alvor
sheet-verdict = Resultat
sheet-expected = Det skal skje
sheet-activations = I alt
sheet-met = Oppfylt
sheet-breached = Ikke oppfylt
sheet-late = Herav for sent
sheet-missing = Herav mangler
sheet-other = Herav på annen måte
sheet-waived = Dispensasjon gitt
sheet-not-applicable = Ikke aktuelt
sheet-not-yet-due = Frist ikke utløpt
sheet-unknown = Kan ikke vurderes
sheet-claims-breached = Krav med brudd
sheet-amount-breached = Beløp ved brudd
sheet-kind = Brudd
sheet-claim = Krav
sheet-date = Dato
sheet-last-day = Siste dag
sheet-amount = Beløp
sheet-actual = Det skjedde
sheet-law-values = Lovverdier som er brukt
sheet-basis = Hjemmel
sheet-waiver = Dispensasjon
sheet-evidence = Rader i data
sheet-fingerprint = Fingeravtrykk
sheet-change = Siden sist
sheet-was = Før
sheet-left-out = Arket er fullt: { $count } funn er ikke med her. Alle står i findings.csv.
about-what = Opplysning
about-value = Verdi
about-reason = Årsak
about-strategy = Strategi
about-strategy-digest = Strategiens fingeravtrykk
about-law = Lovgrunnlag
about-built-in = innebygd i programmet
about-law-digest = Lovgrunnlagets fingeravtrykk
about-as-of = Status per
about-cases = Saksdata
about-cases-digest = Saksdataenes fingeravtrykk
about-synthetic = Oppdiktede data
about-complete = Alle rader kunne knyttes til et krav
about-claims = Krav
about-events = Hendelser
about-later = Rader etter statusdagen, ikke talt med
about-repeated = Rader som står to ganger
about-differences = Kontrolltall som avviker
about-rejected = Avviste rader
about-rejected-row = Avvist rad
about-more = Arket er fullt: flere avviste rader står i findings.json.
about-baseline = Sammenlignet med
about-new = Nye funn
about-unchanged = Uendrede funn
about-changed = Funn med endret resultat
about-gone = Funn som er borte
about-program = Program
change-new = ny
change-unchanged = uendret
change-changed = endret
change-gone = borte

# Results in SARIF
result = { $verdict }: { $actual }. Bestemmelsen: { $expected }
result-claim = { $verdict }, krav { $claim }: { $actual }. Bestemmelsen: { $expected }
result-waived = Dispensasjon: { $waiver }
result-gone = Var { $verdict } i den tidligere kjøringen og er ikke lenger et funn.

# Compared with an earlier run
table-compared = Sammenlignet med { $file }
table-compared-day = Sammenlignet med { $file } (status per { $day })
table-unexercised = Ikke prøvd ({ $count }): { $clauses }
table-left-out = { $file }: arket er fullt; { $count } funn er ikke med. Alle står i findings.csv.
# Exceptions
waiver-breach = { $number } brudd
waiver-breaches = { $number } brudd
waiver-used-of = { $used } av høyst { $most }
waiver-overdrawn = overskredet: { $number } ut over taket
waiver-expired = utløpt: { $number } etter siste dag
waiver-review-passed = ny vurdering skulle skje senest { $date }
waiver-unused = ikke brukt
waiver-not-begun = ikke begynt
waiver-ended = avsluttet
waiver-not-compensated = ikke omfattet: { $number } der vilkåret ikke er oppfylt
waiver-amount-unknown = ikke omfattet: { $number } med ukjent beløp
waiver-in-use = i bruk
waiver-at-most = høyst { $number }
waiver-at-most-amount = høyst { $amount } på spill
waiver-no-cap = intet tak
waiver-claims = Gjelder { $count } navngitte krav.
table-waiver = { $clause }: dispensasjon { $id }
table-unmasked = Personopplysninger vises uten maske (--unmask).
# One claim's story
explain-claim = Krav { $claim }
explain-about = { $name }, per { $day }
explain-balance = saldo
explain-states = status
explain-not-told = ikke oppgitt
explain-masked = (skjult)
explain-unknown-amount = ukjent
explain-person = innbygger
explain-company = virksomhet
explain-verdicts = Bestemmelser
explain-timeline = Forløp
explain-day = Dag
explain-what = Hendelse
explain-amount = Beløp
explain-place = Rad
explain-begins = begynner: { $state }
explain-ends = slutter: { $state }
explain-repeated = raden står to ganger i kilden
explain-no-day = uten dato
explain-row = rad som ikke kan leses: { $reason }
explain-date-lacking = dato mangler: { $event }
explain-kind-open = kan ikke avgjøres om det er { $event }
explain-last-day = siste dag
explain-last-day-for = siste dag for { $event }
explain-as-of = skjæringsdag
explain-recorded = alle felter er fylt ut
explain-asked-once = samlet for kravet
explain-perhaps = kanskje { $event }
explain-found = Funnet: { $found }
explain-because = Fordi: { $found }
explain-not-yet = har ikke skjedd ennå
explain-deadline = Siste dag: { $day }
explain-at-stake = På spill: { $amount }
explain-bound = Grense: { $bound }
explain-at-least = minst { $amount }
explain-at-most = høyst { $amount }
explain-law = Lov: { $parameter } per { $day }: { $value }
explain-reference = { $reference }; kilde: { $source }
explain-waiver = Dispensasjon { $id }, gitt av { $approver }, { $from } til og med { $until }: { $basis }
explain-basis = Hjemmel: { $basis }
explain-rows = Rader: { $rows }
explain-fingerprint = Fingeravtrykk: { $fingerprint }
explain-more = … og { $n } til
explain-holds-since = det forelå { $state } fra { $day }
explain-holds = det forelå { $state } fra begynnelsen
explain-lacks = det forelå ikke { $state }
explain-unsure = det går ikke fram om det forelå { $state }
explain-nothing = det er ingenting å måle
explain-not-above = beløpet er ikke over grensen
explain-fields-untold = ikke oppgitt: { $fields }
explain-amount-lacking = beløp mangler: { $event } { $day }
explain-law-lacking = loven har ingen kontrollert verdi { $day }
explain-no-start = tiden regnes fra noe som ikke er oppgitt: { $event }
explain-aside = Ikke berørt
explain-scope = gjelder andre krav
explain-several = teller over flere krav
explain-period = ingenting å prøve mellom { $from } og { $to }
explain-no-event = har ikke skjedd: { $event }
explain-once = har bare skjedd én gang: { $event }
explain-incomplete = Ufullstendig: noen rader kunne ikke knyttes til et krav. De kan høre til dette.
explain-summary = { $n } { $verdict }

# What a draft would have meant
against-about = { $draft } mot { $strategy }: { $name }, { $claims } krav, per { $day }
against-sum = Utkastet ville ha gitt { $more } brudd mer og { $fewer } færre.
against-stake = Krav med flere brudd: { $claims }; på spill: { $amount }
against-none = Utkastet ville ikke ha endret noe.
against-before = nå
against-after = utkast
against-breached = brudd
against-nothing = ingen
against-only-before = bare i den nåværende
against-only-after = bare i utkastet
against-change = { $from } -> { $to }: { $n } ({ $claims } krav, { $amount })
against-unchanged = Uendret: { $clauses }
against-by-claim-type = Etter kravtype
against-by-debtor-kind = Etter skyldnertype
against-group = Gruppe
against-claims = Krav
against-more = Flere brudd
against-fewer = Færre brudd
against-amount = På spill
against-small = færre enn 5
