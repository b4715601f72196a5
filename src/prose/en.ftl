# Words
word-or = or
word-and = and
word-yes = yes
word-no = no
day = { $day } { $month } { $year }
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

# Law
law-value-missing = (no verified value)
law-value-from = { $value } from { $day }

# Documents
document-skip = Skip to the content
document-contents = Contents
document-table = Table
document-numbers = The numbers as a table
document-chart-part = { $unit }; filled and in brackets: { $part }
document-page = Page { $page } of { $pages }
