# Words
word-or = eller
word-and = og
word-yes = ja
word-no = nej
day = { $day }. { $month } { $year }
day-of-year = { $day }. { $month }
month-1 = januar
month-2 = februar
month-3 = marts
month-4 = april
month-5 = maj
month-6 = juni
month-7 = juli
month-8 = august
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december

# Periods
period-days = { $n } { $n ->
    [one] dag
   *[other] dage
 }
period-working-days = { $n } { $n ->
    [one] arbejdsdag
   *[other] arbejdsdage
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
law-value-missing = (ingen kontrolleret værdi)
law-value-from = { $value } fra { $day }

# Event kinds
kind-established = stiftelse
kind-due = forfald
kind-last-timely-payment = sidste rettidige betalingsdag
kind-invoice = opkrævning
kind-reminder = rykker
kind-reminder-fee = rykkergebyr
kind-interest = rentetilskrivning
kind-contact = kontakt
kind-enquiry = henvendelse
kind-answer = svar
kind-notice = skriftlig underretning
kind-payment = betaling
kind-plan-agreed = indgået betalingsaftale
kind-plan-broken = misligholdt betalingsaftale
kind-plan-ended = afsluttet betalingsaftale
kind-deferral = henstand
kind-deferral-ended = ophør af henstand
kind-dispute = indsigelse
kind-dispute-settled = afgjort indsigelse
kind-assessment = vurdering
kind-transfer = oversendelse til inddrivelse
kind-rejected = afvisning fra inddrivelsen
kind-recall = tilbagekaldelse
kind-returned = tilbagesendelse
kind-distraint = udlæg
kind-acknowledgement = skylderklæring
kind-judgment = dom
kind-write-off-proposed = forslag om afskrivning
kind-write-off = afskrivning
kind-hearing = høring

# States
state-paid = fuld betaling
state-open = et åbent krav
state-transferred = oversendelse til inddrivelse
state-plan = en løbende betalingsaftale
state-deferral = henstand
state-dispute = en uafklaret indsigelse

# Fields
field-amount = beløb
field-actor = sagsbehandler
field-role = rolle
field-reason = årsag
field-channel = kanal
field-debtor = skyldner
field-debtor-kind = skyldnertype
field-claim-type = kravtype
field-principal = hovedstol
field-established = stiftelsesdato
field-due = forfaldsdato
field-last-timely-payment = sidste rettidige betalingsdato

# Rules
rule-followed-by-within = { $event } følges af { $by } inden for { $within }.
rule-followed-by-not-before = { $event } følges af { $by }, dog tidligst efter { $not_before }.
rule-followed-by-between = { $event } følges af { $by } inden for { $within }, dog tidligst efter { $not_before }.
rule-preceded-by = Forud for { $event } er der { $by }.
rule-preceded-by-times = Forud for { $event } er der mindst { $times } gange { $by }.
rule-preceded-by-at-least = Mindst { $at_least } forud for { $event } er der { $by }.
rule-preceded-by-at-most = Højst { $at_most } forud for { $event } er der { $by }.
rule-preceded-by-between = Mindst { $at_least } og højst { $at_most } forud for { $event } er der { $by }.
rule-spaced-at-least = Der går mindst { $at_least } mellem to tilfælde af { $event }.
rule-spaced-at-most = Der går højst { $at_most } mellem to tilfælde af { $event }.
rule-count-at-most = Hvert krav har højst { $at_most } tilfælde af { $event }.
rule-count-at-least = Hvert krav har mindst { $at_least } tilfælde af { $event }.
rule-count-exactly = Hvert krav har præcis { $exactly } tilfælde af { $event }.
rule-count-between = Hvert krav har mindst { $at_least } og højst { $at_most } tilfælde af { $event }.
rule-count-before-at-most = Forud for { $before } er der højst { $at_most } tilfælde af { $event }.
rule-count-before-at-least = Forud for { $before } er der mindst { $at_least } tilfælde af { $event }.
rule-count-before-exactly = Forud for { $before } er der præcis { $exactly } tilfælde af { $event }.
rule-count-before-between = Forud for { $before } er der mindst { $at_least } og højst { $at_most } tilfælde af { $event }.
rule-amount-event-at-most = Beløbet ved { $event } er højst { $at_most }.
rule-amount-event-at-least = Beløbet ved { $event } er mindst { $at_least }.
rule-amount-event-exactly = Beløbet ved { $event } er præcis { $exactly }.
rule-amount-event-between = Beløbet ved { $event } er mindst { $at_least } og højst { $at_most }.
rule-amount-sum-at-most = For hvert krav er summen af { $event } højst { $at_most }.
rule-amount-sum-at-least = For hvert krav er summen af { $event } mindst { $at_least }.
rule-amount-sum-exactly = For hvert krav er summen af { $event } præcis { $exactly }.
rule-amount-sum-between = For hvert krav er summen af { $event } mindst { $at_least } og højst { $at_most }.
rule-amount-first-at-most = Beløbet ved kravets første { $event } er højst { $at_most }.
rule-amount-first-at-least = Beløbet ved kravets første { $event } er mindst { $at_least }.
rule-amount-first-exactly = Beløbet ved kravets første { $event } er præcis { $exactly }.
rule-amount-first-between = Beløbet ved kravets første { $event } er mindst { $at_least } og højst { $at_most }.
rule-amount-last-at-most = Beløbet ved kravets seneste { $event } er højst { $at_most }.
rule-amount-last-at-least = Beløbet ved kravets seneste { $event } er mindst { $at_least }.
rule-amount-last-exactly = Beløbet ved kravets seneste { $event } er præcis { $exactly }.
rule-amount-last-between = Beløbet ved kravets seneste { $event } er mindst { $at_least } og højst { $at_most }.
rule-amount-balance-at-most = Kravets saldo er højst { $at_most }.
rule-amount-balance-at-least = Kravets saldo er mindst { $at_least }.
rule-amount-balance-exactly = Kravets saldo er præcis { $exactly }.
rule-amount-balance-between = Kravets saldo er mindst { $at_least } og højst { $at_most }.
rule-never = { $event } forekommer ikke.
rule-never-while = { $event } forekommer ikke, så længe der er { $while }.
rule-recorded = Ved { $event } er { $fields } registreret.

# Verdicts
verdict-met = overholdt
verdict-breached = ikke overholdt
verdict-waived = dispensation givet
verdict-not-applicable = ikke relevant
verdict-not-yet-due = frist ikke udløbet
verdict-unknown = kan ikke vurderes
verdict-unexercised = ikke prøvet
kept-rule = kontrolleres
kept-measure = måles
kept-duty = skyldes
kept-attested = erklæres
kept-narrative = siges kun
word-late = for sent
word-other = andet brud
word-waived = med dispensation
word-missing = mangler

# What was found
actual-late = { $event } den { $date }, { $days } efter
actual-happened = er sket den { $date }
actual-missing = er ikke sket
actual-distance = { $event } den { $date }, { $days } fra
actual-count = { $count } tilfælde
actual-amount = { $amount }
actual-balance = saldo { $amount }
actual-unrecorded = mangler: { $fields }
actual-unknown = oplysningerne mangler
actual-unreadable = en række, der ikke kan læses
actual-done-late = { $unit }: gjort den { $date }
actual-no-register = { $unit }: der føres ikke register
actual-not-done = { $unit }: ikke gjort

# Rows that were refused
reason-field-count = { $found } felter, hvor der skal være { $expected }
reason-stray-quote = et løst anførselstegn
reason-encoding = tegn uden for filens tegnsæt
reason-no-claim = intet krav er nævnt
reason-claim-not-in-table = kravet står ikke i kravtabellen
reason-claim-twice = kravet står allerede, med andre oplysninger
reason-empty = kolonnen { $column } er tom
reason-date = kolonnen { $column } er ikke en dato
reason-amount = kolonnen { $column } er ikke et beløb
reason-code = kolonnen { $column } har en ukendt kode

# Outcomes
outcome-endorsed = tiltrådt
outcome-approved = godkendt
outcome-discussed = drøftet
outcome-postponed = udsat
outcome-rejected = afvist
outcome-noted = taget til efterretning

# On the screen
table-about = { $name }: { $claims } krav, { $events } hændelser til og med { $day }
table-activations = i alt
table-met = overh.
table-late = sent
table-missing = mangler
table-other = andet
table-waived = disp.
table-not-applicable = ej rel.
table-not-yet-due = løber
table-unknown = ukendt
table-sum = { $breached } brud i { $clauses } bestemmelser
table-rejected = { $rows } rækker blev afvist; de står i findings.json
table-later = { $rows } rækker er fra efter opgørelsesdagen og er ikke talt med
table-incomplete = Ufuldstændig: nogle rækker kunne ikke henføres til et krav.
# Documents
document-skip = Gå til indholdet
document-contents = Indhold
document-table = Tabel
document-numbers = Tallene som tabel
document-chart-part = { $unit }; udfyldt og i parentes: { $part }
document-page = Side { $page } af { $pages }

# Papers
severity-critical = alvorlig
severity-major = væsentlig
severity-minor = mindre
paper-period = { $from } til og med { $to }
paper-as-of = Opgjort pr. { $day }
paper-no-cases = Uden sagsdata
paper-compliance-title = Efterlevelse af { $title }
chart-title = Oftest brudt: bestemmelse { $clause }, { $breached } gange
chart-unit = Brud
chart-clause = Bestemmelse
chart-of = { $breached } af { $all }
chart-one = bestemmelse { $clause } med { $breached } brud
chart-alt = Flest brud har { $most }.
chart-empty = Ingen bestemmelser er brudt.

# Synthetic data
generate-label = Opdigtede sager. Ingen borger, virksomhed eller kommune har noget med dem at gøre.
generate-role = sagsbehandler
paper-for = Gælder for { $what }.
paper-unless = Gælder ikke ved { $states }.
word-person = borgere
word-company = virksomheder
