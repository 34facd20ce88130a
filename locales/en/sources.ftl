# Sources: the list, and one source with its record.
facts-between = {", "}
sources-lede = { $sources }; { $roots }.
sources-speak = { $n ->
    [one] { $number } of them is the root of a claim
   *[other] { $number } of them are roots of claims
}
sources-role-root = Roots
sources-role-root-note = They say it themselves.
sources-role-outlet = Outlets
sources-role-outlet-note = They print or repeat what others say. An outlet that names nobody is the root of what it prints.
sources-role-untraceable = Cannot be traced
sources-role-untraceable-note = Reports that name nobody; not counted as a root.
sources-role-other = Named, but not heard here
sources-role-other-note = Others belong to them or speak for them.
sources-said = { $n ->
    [one] { $number } claim as root
   *[other] { $number } claims as root
}
sources-relayed = { $n ->
    [one] { $number } relayed
   *[other] { $number } relayed
}
sources-alone = { $n ->
    [one] alone on { $number } question
   *[other] alone on { $number } questions
}
sources-none-heading = No sources yet
sources-none-explanation = Sources appear here with the first claim of the case.
source-silent = No claim of this case goes back to it or passed through it.
source-relays-only = { $n ->
    [one] { $number } claim passed through it; none goes back to it.
   *[other] { $number } claims passed through it; none goes back to it.
}
source-says-only = { $n ->
    [one] { $number } claim goes back to it.
   *[other] { $number } claims go back to it.
}
source-says = { $n ->
    [one] { $number } claim goes back to it
   *[other] { $number } claims go back to it
}
source-relays = { $n ->
    [one] { $number } of others passed through it
   *[other] { $number } of others passed through it
}
source-says-and-relays = { $said }; { $relayed }.
source-kind = Kind
source-speaks-for = Speaks for
source-part-of = Part of
source-same-as = The same as
source-may-be = May be
source-others = Related
source-name = Name
source-anonymous = not given
source-protected = protected; this is what everybody may see
source-protected-shown = protected; shown to you because you may see identities in this case. Everybody else sees: { $public }
source-identified = { $name } (protected; everybody else sees: { $public })
source-number = Number
source-plural = several people
source-reliability = Reliability
source-record = Record in this case
source-answers = Questions answered
source-alone = Answered by nobody else
source-contradicted = Contradicted by another root
source-corroborated = Compatible with another root
source-falls = What falls if it falls
source-falls-note = Every report of these answers goes back to it or passed through it.
source-falls-more = { $n ->
    [one] and { $number } more
   *[other] and { $number } more
}
source-says-heading = What it says
source-says-note = Claims that go back to it, whoever printed them.
source-relays-heading = What it relayed
source-relays-note = Claims of others that passed through it.
