# Words
word-or = eller
word-and = og
word-yes = ja
word-no = nei
day = { $day }. { $month } { $year }
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

# Law
law-value-missing = (ingen kontrollert verdi)
law-value-from = { $value } fra { $day }

# Documents
document-skip = Gå til innholdet
document-contents = Innhold
document-table = Tabell
document-numbers = Tallene som tabell
document-chart-part = { $unit }; fylt og i parentes: { $part }
document-page = Side { $page } av { $pages }
