# What claims say. Values stand inside sentences; their first letter is raised where they stand alone.
about = about { $value }
quoted = “{ $text }”
value-denied = Not { $value }
value-denied-inside = not { $value }
value-denied-phrase = Not “{ $value }”
value-denied-phrase-inside = not “{ $value }”
value-uncertain = { $value } (uncertain)
value-words = in the words of the source
value-neither = neither “{ $a }” nor “{ $b }”
value-none-of = none of { $values }
value-but-not = { $value }, but not { $denied }
value-given-and-denied = { $given }; not { $denied }
value-statements = { $n ->
    [one] { $number } statement
   *[other] { $number } statements, not compared
}
position-meets-on-one-day = Their accounts meet on one day only.

time-any = any time
time-none = no time
time-from = from { $date }
time-until = on or before { $date }
time-early = early { $whole }
time-mid = mid-{ $whole }
time-late = late { $whole }
time-one-of = one of { $n ->
    [one] { $number } date
   *[other] { $number } dates
} within { $span }
moment = { $date }, { $time }
moment-offset = { $moment } ({ $offset })

quantity-any = any number
quantity-at-least = at least { $amount }
quantity-at-most = at most { $amount }
quantity-more-than = more than { $amount }
quantity-fewer-than = fewer than { $amount }
quantity-less-than = less than { $amount }
quantity-nearly = nearly { $amount }
quantity-or-more = { $amount } or more

vague-many = many
vague-a-couple = a couple
vague-a-few = a few
vague-several = several
vague-a-handful = a handful
vague-a-dozen = a dozen
vague-dozens = dozens
vague-several-dozen = several dozen
vague-scores = scores
vague-tens = tens
vague-hundreds = hundreds
vague-several-hundred = several hundred
vague-thousands = thousands
vague-tens-of-thousands = tens of thousands
vague-hundreds-of-thousands = hundreds of thousands
vague-several-thousand = several thousand
vague-millions = millions
vague-billions = billions

place-near = near { $place }
place-within = within { $km } km of { $place }
place-point = { $point }
place-point-around = { $point }, within { $km } km
