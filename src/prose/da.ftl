# Words
word-or = eller
word-and = og
word-yes = ja
word-no = nej
day = { $day }. { $month } { $year }
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

# Law
law-value-missing = (ingen kontrolleret værdi)
law-value-from = { $value } fra { $day }

# Documents
document-skip = Gå til indholdet
document-contents = Indhold
document-table = Tabel
document-numbers = Tallene som tabel
document-chart-part = { $unit }; udfyldt og i parentes: { $part }
document-page = Side { $page } af { $pages }
