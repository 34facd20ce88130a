# Why positions cannot all hold, step by step, and the rows of the tolerance table.
explain-rule = “{ $value }” is read as { $reading }: { $rule }.
explain-read = “{ $value }” is read as { $reading }.
explain-by-hand = “{ $value }” is read as { $reading }: an editor set these bounds.
explain-exact = “{ $value }” is taken as it stands.
explain-denied = One claim denies “{ $value }”.
explain-answer = One answer is “{ $value }”.
explain-apart-time = They have no time in common: they are { $gap } apart.
explain-apart-place = They have no point in common: they are { $gap } apart.
explain-apart-inside = They have no point in common: they are { $gap } apart, both in { $place }.
explain-apart-ratio = They have no number in common: read strictly, one is at least { $ratio } times the other.
explain-apart = { $is_pair ->
    [yes] They have no answer in common.
   *[no] There is no answer that all of them allow.
}
explain-furthest = { $is_pair ->
    [yes] Taken with the other claims, { $a } and { $b } are { $gap } apart.
   *[no] The furthest apart are { $a } and { $b }: { $gap }.
}
explain-furthest-ratio = { $is_pair ->
    [yes] Taken with the other claims, of { $a } and { $b } one is at least { $ratio } times the other.
   *[no] The furthest apart are { $a } and { $b }: read strictly, one is at least { $ratio } times the other.
}
explain-furthest-difference = { $is_pair ->
    [yes] Taken with the other claims, at least { $difference } lie between { $a } and { $b }.
   *[no] The furthest apart are { $a } and { $b }: read strictly, at least { $difference } lie between them.
}
explain-one-event = The question asks about one event, “{ $event }”, so they cannot { $is_pair ->
    [yes] both
   *[no] all
} hold, unless there was more than one.
explain-strict-undisputed = These claims fit together only within tolerance: { $strict } if every word is read strictly.
explain-strict = { $tolerant }; { $strict } if every word is read strictly.

rule-about-day-days = “about” a day reaches { $amount } each side
rule-about-month-days = “about” a month reaches { $amount } each side
rule-about-season-days = “about” a season reaches { $amount } each side
rule-about-year-days = “about” a year reaches { $amount } each side
rule-about-decade-years = “about” a decade reaches { $amount } each side
rule-about-century-years = “about” a century reaches { $amount } each side
rule-part-of-month-days = the early, middle or late third of a month reaches { $amount } further each side
rule-part-of-year-days = the early, middle or late third of a year reaches { $amount } further each side
rule-ago-units = “so many units ago” reaches { $amount } of the units each side
rule-last-month-days = “last month” is the calendar month before and reaches { $amount } further each side
rule-last-week-days = “last week” is the week before and reaches { $amount } further each side
rule-about-minute-minutes = “about” a time of day reaches { $amount } each side
rule-o-clock-minutes = “o’clock” reaches { $amount } each side
rule-about-number-steps = “about” reaches { $amount } of the step the number is rounded to, on each side
rule-more-than-slack = “more than” also admits numbers { $amount } below its strict reading
rule-nearly-core-percent = “nearly” a number begins, read strictly, at { $amount } of it
rule-nearly-envelope-percent = “nearly” a number begins, read tolerantly, at { $amount } of it
rule-many-core = “many”, read strictly, is { $amount } or more
rule-many-envelope = “many”, read tolerantly, is { $amount } or more
rule-about-duration-units = “about” a duration reaches { $amount } of its unit each side
rule-near-km = “near” a place reaches { $amount } around it
