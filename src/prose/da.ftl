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
kind-established = kravets stiftelse
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
kind-plan-agreed = indgåelse af betalingsaftale
kind-plan-broken = misligholdelse af betalingsaftale
kind-plan-ended = afslutning af betalingsaftale
kind-deferral = henstand
kind-deferral-ended = ophør af henstand
kind-dispute = indsigelse
kind-dispute-settled = afgørelse af indsigelse
kind-assessment = vurdering
kind-transfer = oversendelse til inddrivelse
kind-rejected = afvisning fra inddrivelsen
kind-recall = tilbagekaldelse fra inddrivelsen
kind-returned = tilbagesendelse fra inddrivelsen
kind-distraint = udlæg
kind-acknowledgement = skylderklæring
kind-judgment = dom
kind-write-off-proposed = forslag om afskrivning
kind-write-off = afskrivning
kind-hearing = partshøring

# States
state-paid = fuld betaling
state-open = et åbent krav
state-transferred = et krav under inddrivelse
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
rule-followed-by-within = Senest { $within } efter { $event } kommer { $by }.
rule-followed-by-not-before = Tidligst { $not_before } efter { $event } kommer { $by }.
rule-followed-by-between = Tidligst { $not_before } og senest { $within } efter { $event } kommer { $by }.
rule-preceded-by = Før { $event } kommer { $by }.
rule-preceded-by-times = Før { $event } kommer { $by } mindst { $times } gange.
rule-preceded-by-at-least = Mindst { $at_least } før { $event } kommer { $by }.
rule-preceded-by-at-most = Højst { $at_most } før { $event } kommer { $by }.
rule-preceded-by-between = Mindst { $at_least } og højst { $at_most } før { $event } kommer { $by }.
rule-spaced-at-least = Når { $event } gentages, går der mindst { $at_least } imellem.
rule-spaced-at-most = Når { $event } gentages, går der højst { $at_most } imellem.
rule-count-at-most = Der er højst { $at_most } tilfælde af { $event } pr. krav.
rule-count-at-least = Der er mindst { $at_least } tilfælde af { $event } pr. krav.
rule-count-exactly = Der er præcis { $exactly } tilfælde af { $event } pr. krav.
rule-count-between = Der er mindst { $at_least } og højst { $at_most } tilfælde af { $event } pr. krav.
rule-count-debtor-at-most = Der er højst { $at_most } tilfælde af { $event } pr. skyldner.
rule-count-debtor-at-least = Der er mindst { $at_least } tilfælde af { $event } pr. skyldner.
rule-count-debtor-exactly = Der er præcis { $exactly } tilfælde af { $event } pr. skyldner.
rule-count-debtor-between = Der er mindst { $at_least } og højst { $at_most } tilfælde af { $event } pr. skyldner.
rule-count-year-at-most = Der er højst { $at_most } tilfælde af { $event } pr. kalenderår.
rule-count-year-at-least = Der er mindst { $at_least } tilfælde af { $event } pr. kalenderår.
rule-count-year-exactly = Der er præcis { $exactly } tilfælde af { $event } pr. kalenderår.
rule-count-year-between = Der er mindst { $at_least } og højst { $at_most } tilfælde af { $event } pr. kalenderår.
rule-count-before-at-most = Før { $before } er der højst { $at_most } tilfælde af { $event }.
rule-count-before-at-least = Før { $before } er der mindst { $at_least } tilfælde af { $event }.
rule-count-before-exactly = Før { $before } er der præcis { $exactly } tilfælde af { $event }.
rule-count-before-between = Før { $before } er der mindst { $at_least } og højst { $at_most } tilfælde af { $event }.
rule-amount-event-at-most = Ved { $event } er beløbet højst { $at_most }.
rule-amount-event-at-least = Ved { $event } er beløbet mindst { $at_least }.
rule-amount-event-exactly = Ved { $event } er beløbet præcis { $exactly }.
rule-amount-event-between = Ved { $event } er beløbet mindst { $at_least } og højst { $at_most }.
rule-amount-sum-at-most = For hvert krav er det samlede beløb ved { $event } højst { $at_most }.
rule-amount-sum-at-least = For hvert krav er det samlede beløb ved { $event } mindst { $at_least }.
rule-amount-sum-exactly = For hvert krav er det samlede beløb ved { $event } præcis { $exactly }.
rule-amount-sum-between = For hvert krav er det samlede beløb ved { $event } mindst { $at_least } og højst { $at_most }.
rule-amount-first-at-most = Beløbet ved kravets første { $event } er højst { $at_most }.
rule-amount-first-at-least = Beløbet ved kravets første { $event } er mindst { $at_least }.
rule-amount-first-exactly = Beløbet ved kravets første { $event } er præcis { $exactly }.
rule-amount-first-between = Beløbet ved kravets første { $event } er mindst { $at_least } og højst { $at_most }.
rule-amount-last-at-most = Beløbet ved kravets seneste { $event } er højst { $at_most }.
rule-amount-last-at-least = Beløbet ved kravets seneste { $event } er mindst { $at_least }.
rule-amount-last-exactly = Beløbet ved kravets seneste { $event } er præcis { $exactly }.
rule-amount-last-between = Beløbet ved kravets seneste { $event } er mindst { $at_least } og højst { $at_most }.
rule-amount-balance-at-most = Saldoen på hvert krav er højst { $at_most }.
rule-amount-balance-at-least = Saldoen på hvert krav er mindst { $at_least }.
rule-amount-balance-exactly = Saldoen på hvert krav er præcis { $exactly }.
rule-amount-balance-between = Saldoen på hvert krav er mindst { $at_least } og højst { $at_most }.
rule-amount-event-composed-at-most = Ved { $event } er { $amount } højst { $at_most }.
rule-amount-event-composed-at-least = Ved { $event } er { $amount } mindst { $at_least }.
rule-amount-event-composed-exactly = Ved { $event } er { $amount } præcis { $exactly }.
rule-amount-event-composed-between = Ved { $event } er { $amount } mindst { $at_least } og højst { $at_most }.
rule-amount-composed-at-most = For hvert krav er { $amount } højst { $at_most }.
rule-amount-composed-at-least = For hvert krav er { $amount } mindst { $at_least }.
rule-amount-composed-exactly = For hvert krav er { $amount } præcis { $exactly }.
rule-amount-composed-between = For hvert krav er { $amount } mindst { $at_least } og højst { $at_most }.
term-here = beløbet
term-sum = det samlede beløb ved { $event }
term-sum-before = det samlede tidligere beløb ved { $event }
term-first = beløbet ved første { $event }
term-first-before = beløbet ved første { $event } forinden
term-last = beløbet ved seneste { $event }
term-last-before = beløbet ved seneste { $event } forinden
term-balance = saldoen
term-balance-before = saldoen umiddelbart før
term-count = { $times } for hvert tilfælde af { $event }
term-count-before = { $times } for hvert tidligere tilfælde af { $event }
term-share = { $share } af { $of }
term-group = ({ $term })
term-plus = { $term } plus { $plus }
term-minus = { $term } med fradrag af { $minus }
rule-never = { $event } forekommer ikke.
rule-never-while = { $event } forekommer ikke, så længe der er { $while }.
rule-recorded = Ved { $event } registreres { $fields }.
rule-interest-daily = Ved { $event } svarer beløbet til { $rate } om året af { $on } fra { $from }, regnet dag for dag med { $days } dage på et år; afvigelsen er højst { $tolerance }.
rule-interest-daily-exactly = Ved { $event } svarer beløbet præcis til { $rate } om året af { $on } fra { $from }, regnet dag for dag med { $days } dage på et år.
rule-interest-months = Ved { $event } svarer beløbet til { $rate } af { $on } for hver påbegyndt måned fra { $from }; afvigelsen er højst { $tolerance }.
rule-interest-months-exactly = Ved { $event } svarer beløbet præcis til { $rate } af { $on } for hver påbegyndt måned fra { $from }.
rule-interest-twelfths = Ved { $event } svarer beløbet til { $rate } om året af { $on }, en tolvtedel for hver påbegyndt måned fra { $from }; afvigelsen er højst { $tolerance }.
rule-interest-twelfths-exactly = Ved { $event } svarer beløbet præcis til { $rate } om året af { $on }, en tolvtedel for hver påbegyndt måned fra { $from }.
interest-principal = den ubetalte hovedstol
interest-balance = saldoen uden renter
rule-limitation = Krav forældes ikke: inden { $length } efter { $from } kommer { $closed_by }{ $interruptions }.{ $floor }{ $after }
limitation-interruptions = , eller fristen afbrydes ved { $interrupted_by }
limitation-interruption = { $event } ({ $length })
limitation-lengths = { $length } ({ $others })
limitation-length-for = { $claim_type }: { $length }
limitation-floor = {" "}Fristen udløber ikke før den { $day }.
limitation-floor-while = {" "}Har der været { $while }, udløber fristen ikke før den { $day }.
limitation-after = {" "}Efter forældelsen forekommer { $nothing_after } ikke.
rule-four-eyes = { $event } og { $by } på samme krav foretages af to forskellige medarbejdere.
rule-four-eyes-above = Ved { $event } på mere end { $above } foretages { $event } og { $by } af to forskellige medarbejdere.
rule-four-eyes-twice = Sker { $event } flere gange på samme krav, sker det ved forskellige medarbejdere.
rule-four-eyes-twice-above = Sker { $event } flere gange på samme krav, og er beløbet over { $above }, sker det ved forskellige medarbejdere.
rule-mandate = Ved { $event } gælder denne bemyndigelse: { $limits }.
mandate-limit = { $role } højst { $limit }
mandate-unlimited = { $role } uden beløbsgrænse
rule-reviewed = Så længe kravet er åbent, gentages { $event } senest efter { $every }.
rule-reviewed-from = Så længe kravet er åbent, kommer { $event } senest { $every } efter { $from } og gentages senest efter { $every }.
rule-share = I mindst { $at_least } af tilfældene holdes dette løfte: »{ $of }«

# Verdicts
verdict-met = overholdt
verdict-breached = ikke overholdt
verdict-waived = dispensation givet
verdict-not-applicable = ikke relevant
verdict-not-yet-due = frist ikke udløbet
verdict-unknown = kan ikke vurderes
verdict-unexercised = ikke prøvet
kept-rule = kontrol i sagerne
kept-measure = nøgletal
kept-duty = fast opgave
kept-attested = erklæring
kept-narrative = ingen opfølgning
word-late = for sent
word-other = på anden måde
word-expired = dispensation udløbet
word-overdrawn = loft overskredet
word-waived = med dispensation
word-alarm = frist nær
word-missing = mangler

# What was found
actual-late = { $event } den { $date }, { $days } efter
actual-happened = er sket den { $date }
actual-missing = er ikke sket
actual-distance = { $event } den { $date }, afstand { $days }
actual-count = { $count } i alt
actual-amount = { $amount }
actual-accrued = bogført { $booked }, beregnet { $accrued }
actual-alarm = forældes efter den { $deadline }
actual-barred = forældet efter den { $deadline }
actual-barred-event = { $event } den { $date }; forældet efter den { $deadline }
actual-balance = saldo { $amount }
actual-unrecorded = mangler: { $fields }
actual-same = { $event } den { $date }, samme medarbejder
actual-no-mandate = rollen er ikke bemyndiget
actual-share = { $share } af { $of } tilfælde
actual-share-open = mellem { $low } og { $high } af { $of } tilfælde
actual-unknown = oplysningerne mangler
actual-unreadable = en række, der ikke kan læses
actual-done-late = { $unit }: udført den { $date }
actual-no-register = { $unit }: der føres intet register
actual-not-done = { $unit }: ikke udført

# Rows that were refused
reason-field-count = antallet af felter er { $found } og skal være { $expected }
reason-stray-quote = et fejlplaceret anførselstegn
reason-encoding = tegn uden for filens tegnsæt
reason-no-claim = der er ikke angivet noget krav
reason-claim-not-in-table = kravet står ikke i kravtabellen
reason-claim-twice = kravet findes allerede med andre oplysninger
reason-empty = kolonnen »{ $column }« er tom
reason-date = kolonnen »{ $column }« indeholder ikke en gyldig dato
reason-amount = kolonnen »{ $column }« indeholder ikke et gyldigt beløb
reason-code = kolonnen »{ $column }« indeholder en ukendt kode

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
table-sum = Brud i alt: { $breached }; bestemmelser med brud: { $clauses }
table-rejected = Afviste rækker: { $rows } (se findings.json)
table-later = Rækker dateret efter opgørelsesdagen, ikke talt med: { $rows }
table-incomplete = Ufuldstændig: nogle rækker kunne ikke henføres til et krav.
# Documents
document-skip = Gå til indholdet
document-contents = Indhold
document-table = Tabel
document-numbers = Tallene som tabel
document-chart-part = { $unit }; heraf { $part } (udfyldt, tal i parentes)
document-page = Side { $page } af { $pages }

# Papers
severity-critical = alvorlig
severity-major = væsentlig
severity-minor = mindre
paper-period = { $from } til og med { $to }
paper-as-of = Opgjort pr. { $day }
paper-no-cases = Uden sagsdata
paper-compliance-title = Efterlevelse af { $title }
paper-agenda-title = Dagsordenspunkt: { $title }
paper-agenda-closed = Lukket sag
chart-title = Flest brud: bestemmelse { $clause } ({ $breached } brud)
chart-unit = Brud
chart-clause = Bestemmelse
chart-of = { $breached } af { $all }
chart-one = bestemmelse { $clause } ({ $breached } brud)
chart-alt = Flest brud: { $most }.
chart-empty = Ingen bestemmelser er brudt.

# Synthetic data
generate-label = Opdigtede sager. Ingen borger, virksomhed eller kommune har noget med dem at gøre.
generate-role = sagsbehandler
paper-for = Gælder for { $what }.
paper-unless = Gælder ikke, når der er { $states }.
paper-while = Gælder kun, når der er { $states }.
paper-for-field-at-least = Gælder for krav med { $field } på mindst { $from }.
paper-for-field-at-most = Gælder for krav med { $field } på højst { $to }.
paper-for-field-between = Gælder for krav med { $field } på mindst { $from } og højst { $to }.
paper-for-day-from = Gælder for krav med { $field } fra og med { $from }.
paper-for-day-to = Gælder for krav med { $field } til og med { $to }.
paper-for-day-between = Gælder for krav med { $field } fra og med { $from } til og med { $to }.
word-person = borgere
word-company = virksomheder

# Control totals
control-claims-rows = Rækker i kravtabellen: { $stated } ifølge kilden, { $found } i sagsdata.
control-claims-sum = Beløb i kravtabellen: { $stated } ifølge kilden, { $found } i sagsdata.
control-events-rows = Rækker med hændelser: { $stated } ifølge kilden, { $found } i sagsdata.
control-events-sum = Beløb i hændelserne: { $stated } ifølge kilden, { $found } i sagsdata.

# The workbook
sheet-clauses = Bestemmelser
sheet-findings = Fund
sheet-about = Om kørslen
sheet-clause = Bestemmelse
sheet-kept = Opfølgning
sheet-law = Lovkrav
sheet-severity = Alvor
sheet-verdict = Resultat
sheet-expected = Det skal ske
sheet-activations = I alt
sheet-met = Overholdt
sheet-breached = Ikke overholdt
sheet-late = Heraf for sent
sheet-missing = Heraf mangler
sheet-other = Heraf på anden måde
sheet-waived = Dispensation givet
sheet-not-applicable = Ikke relevant
sheet-not-yet-due = Frist ikke udløbet
sheet-unknown = Kan ikke vurderes
sheet-claims-breached = Krav med brud
sheet-amount-breached = Beløb ved brud
sheet-kind = Brud
sheet-claim = Krav
sheet-date = Dato
sheet-last-day = Sidste dag
sheet-amount = Beløb
sheet-actual = Det skete
sheet-law-values = Anvendte lovværdier
sheet-basis = Hjemmel
sheet-waiver = Dispensation
sheet-evidence = Rækker i data
sheet-fingerprint = Fingeraftryk
sheet-change = Siden sidst
sheet-was = Før
sheet-left-out = Arket er fuldt: { $count } fund er ikke med her. Alle står i findings.csv.
about-what = Oplysning
about-value = Værdi
about-reason = Årsag
about-strategy = Strategi
about-strategy-digest = Strategiens fingeraftryk
about-law = Lovgrundlag
about-built-in = indbygget i programmet
about-law-digest = Lovgrundlagets fingeraftryk
about-as-of = Opgjort pr.
about-cases = Sagsdata
about-cases-digest = Sagsdataenes fingeraftryk
about-synthetic = Opdigtede data
about-complete = Alle rækker kunne henføres til et krav
about-claims = Krav
about-events = Hændelser
about-later = Rækker efter opgørelsesdagen, ikke talt med
about-repeated = Rækker, der står to gange
about-differences = Kontroltal, der afviger
about-rejected = Afviste rækker
about-rejected-row = Afvist række
about-more = Arket er fuldt: flere afviste rækker står i findings.json.
about-baseline = Sammenlignet med
about-new = Nye fund
about-unchanged = Uændrede fund
about-changed = Fund med ændret resultat
about-gone = Fund, der er væk
about-program = Program
change-new = ny
change-unchanged = uændret
change-changed = ændret
change-gone = væk

# Results in SARIF
result = { $verdict }: { $actual }. Bestemmelsen: { $expected }
result-claim = { $verdict }, krav { $claim }: { $actual }. Bestemmelsen: { $expected }
result-waived = Dispensation: { $waiver }
result-gone = Var { $verdict } i den tidligere kørsel og er ikke længere et fund.

# Compared with an earlier run
table-compared = Sammenlignet med { $file }
table-compared-day = Sammenlignet med { $file } (opgjort pr. { $day })
table-unexercised = Ikke prøvet ({ $count }): { $clauses }
table-left-out = { $file }: arket er fuldt; { $count } fund er ikke med. Alle står i findings.csv.
# Exceptions
waiver-breach = { $number } brud
waiver-breaches = { $number } brud
waiver-used-of = { $used } af højst { $most }
waiver-overdrawn = overskredet: { $number } ud over loftet
waiver-expired = udløbet: { $number } efter sidste dag
waiver-review-passed = fornyet vurdering skulle ske senest { $date }
waiver-unused = ikke brugt
waiver-not-begun = ikke begyndt
waiver-ended = afsluttet
waiver-not-compensated = ikke omfattet: { $number }, hvor vilkåret ikke er opfyldt
waiver-amount-unknown = ikke omfattet: { $number } med ukendt beløb
waiver-in-use = i brug
waiver-at-most = højst { $number }
waiver-at-most-amount = højst { $amount } på spil
waiver-no-cap = intet loft
waiver-claims = Gælder { $count } navngivne krav.
table-waiver = { $clause }: dispensation { $id }
table-unmasked = Personoplysninger vises uden maske (--unmask).
# One claim's story
explain-claim = Krav { $claim }
explain-about = { $name }, opgjort pr. { $day }
explain-balance = saldo
explain-states = status
explain-not-told = ikke oplyst
explain-masked = (skjult)
explain-unknown-amount = ukendt
explain-person = borger
explain-company = virksomhed
explain-verdicts = Bestemmelser
explain-timeline = Forløb
explain-day = Dag
explain-what = Hændelse
explain-amount = Beløb
explain-place = Række
explain-begins = begynder: { $state }
explain-ends = slutter: { $state }
explain-repeated = rækken står to gange i kilden
explain-no-day = uden dato
explain-row = række, der ikke kan læses: { $reason }
explain-date-lacking = dato mangler: { $event }
explain-kind-open = kan ikke afgøres, om det er { $event }
explain-last-day = sidste dag
explain-last-day-for = sidste dag for { $event }
explain-as-of = opgørelsesdag
explain-recorded = alle felter er udfyldt
explain-asked-once = samlet for kravet
explain-perhaps = måske { $event }
explain-found = Fundet: { $found }
explain-because = Fordi: { $found }
explain-not-yet = er ikke sket endnu
explain-deadline = Sidste dag: { $day }
explain-at-stake = På spil: { $amount }
explain-bound = Grænse: { $bound }
explain-at-least = mindst { $amount }
explain-at-most = højst { $amount }
explain-law = Lov: { $parameter } pr. { $day }: { $value }
explain-reference = { $reference }; kilde: { $source }
explain-waiver = Dispensation { $id }, givet af { $approver }, { $from } til og med { $until }: { $basis }
explain-basis = Hjemmel: { $basis }
explain-rows = Rækker: { $rows }
explain-fingerprint = Fingeraftryk: { $fingerprint }
explain-more = … og { $n } til
explain-holds-since = der forelå { $state } fra { $day }
explain-holds = der forelå { $state } fra begyndelsen
explain-lacks = der forelå ikke { $state }
explain-unsure = det fremgår ikke, om der forelå { $state }
explain-nothing = der er intet at måle
explain-not-above = beløbet er ikke over grænsen
explain-fields-untold = ikke oplyst: { $fields }
explain-amount-lacking = beløb mangler: { $event } den { $day }
explain-law-lacking = loven har ingen kontrolleret værdi den { $day }
explain-no-start = tiden regnes fra noget, der ikke er oplyst: { $event }
explain-aside = Ikke berørt
explain-scope = gælder andre krav
explain-several = tæller over flere krav
explain-period = intet at prøve mellem { $from } og { $to }
explain-no-event = ikke sket: { $event }
explain-once = kun sket én gang: { $event }
explain-incomplete = Ufuldstændig: nogle rækker kunne ikke henføres til et krav. De kan høre til dette.
explain-summary = { $n } { $verdict }

# What a draft would have meant
against-about = { $draft } mod { $strategy }: { $name }, { $claims } krav, opgjort pr. { $day }
against-sum = Udkastet ville have givet { $more } brud mere og { $fewer } færre.
against-stake = Krav med flere brud: { $claims }; på spil: { $amount }
against-none = Udkastet ville ikke have ændret noget.
against-before = nu
against-after = udkast
against-breached = brud
against-nothing = ingen
against-only-before = kun i den nuværende
against-only-after = kun i udkastet
against-change = { $from } -> { $to }: { $n } ({ $claims } krav, { $amount })
against-unchanged = Uændret: { $clauses }
against-by-claim-type = Efter kravtype
against-by-debtor-kind = Efter skyldnertype
against-group = Gruppe
against-claims = Krav
against-more = Flere brud
against-fewer = Færre brud
against-amount = På spil
against-small = færre end 5
