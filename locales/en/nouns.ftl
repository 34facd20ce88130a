# Counted nouns: `n` picks the form, `number` is printed.
count-claims = { $n ->
    [one] { $number } claim
   *[other] { $number } claims
}
count-documents = { $n ->
    [one] { $number } document
   *[other] { $number } documents
}
count-sources = { $n ->
    [one] { $number } source
   *[other] { $number } sources
}
count-questions = { $n ->
    [one] { $number } question
   *[other] { $number } questions
}
count-positions = { $n ->
    [one] { $number } position
   *[other] { $number } positions
}
count-disagreements = { $n ->
    [one] { $number } disagreement
   *[other] { $number } disagreements
}
count-cases = { $n ->
    [one] { $number } case
   *[other] { $number } cases
}
count-roots = { $n ->
    [one] { $number } root
   *[other] { $number } roots
}
unit-seconds = { $n ->
    [one] { $number } second
   *[other] { $number } seconds
}
unit-minutes = { $n ->
    [one] { $number } minute
   *[other] { $number } minutes
}
unit-hours = { $n ->
    [one] { $number } hour
   *[other] { $number } hours
}
unit-days = { $n ->
    [one] { $number } day
   *[other] { $number } days
}
unit-weeks = { $n ->
    [one] { $number } week
   *[other] { $number } weeks
}
unit-months = { $n ->
    [one] { $number } month
   *[other] { $number } months
}
unit-years = { $n ->
    [one] { $number } year
   *[other] { $number } years
}
