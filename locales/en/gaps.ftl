# How far apart positions are, and what stands behind them.
gap-apart = apart
gap-line = { $big } { $small }
gap-apart-sentence = { $a } and { $b } are { $gap } apart
gap-apart-places-sentence = { $a } and { $b } are { $gap } apart
gap-furthest-sentence = The furthest two of { $positions } are { $gap } apart
gap-both-sentence = { $a } and { $b } cannot both be true
gap-all-sentence = { $values } cannot all be true
gap-either = { $a } or { $b }
gap-places = { $n ->
    [one] { $number } place
    [2] Two places
    [3] Three places
   *[other] { $number } places
}
gap-times = { $n ->
    [one] { $number } date
    [2] Two dates
    [3] Three dates
   *[other] { $number } dates
}
gap-figures = { $n ->
    [one] { $number } figure
    [2] Two figures
   *[other] { $number } figures
}
gap-answers = { $n ->
    [one] { $number } answer
    [2] Two answers
    [3] Three answers
   *[other] { $number } answers
}
unit-km = { $number } km
unit-percent = { $number }%

support-roots = { $n ->
    [one] { $number } independent root
   *[other] { $number } independent roots
}
support-roots-range = { $n ->
    [one] { $min } to { $number } independent root
   *[other] { $min } to { $number } independent roots
}
support-none = No root: cannot be traced
support-none-inside = no root: cannot be traced
support-line = { $documents }, { $roots }
support-one-channel = { $n ->
    [one] { $number } root
    [2] Two roots
    [3] Three roots
   *[other] { $number } roots
}, one channel: everything passed through { $channel }
support-all-through = Everything passed through { $channel }
support-through = through { $channels }
