# The page of a case.
verdict-disagree = { $n ->
    [one] Sources disagree on *one of the { $questions }* in this case.
   *[other] Sources disagree on *{ $number } of the { $questions }* in this case.
}
verdict-disagree-only = Sources disagree on *the one question* that this case has answers to.
verdict-agree-only = *No source contradicts another* on the one question that this case has answers to.
verdict-agree = *No source contradicts another* on the { $questions } in this case.
verdict-corroborated = { $n ->
    [0] No answer rests on two independent sources.
    [one] One answer rests on two or more independent sources.
   *[other] { $number } answers rest on two or more independent sources.
}
verdict-one-channel = Every account that was passed on reached us through { $channel }.

squares-contested = { $n ->
    [one] { $number } disputed
   *[other] { $number } disputed
}
squares-one-source = { $n ->
    [one] { $number } from one source
   *[other] { $number } from one source
}
squares-unclear = { $n ->
    [one] { $number } from one source or more
   *[other] { $number } from one source or more
}
squares-corroborated = { $n ->
    [one] { $number } corroborated
   *[other] { $number } corroborated
}
squares-untraceable = { $n ->
    [one] { $number } that cannot be traced
   *[other] { $number } that cannot be traced
}
squares-unanswered = { $n ->
    [one] { $number } without an answer
   *[other] { $number } without an answer
}

case-strict = fit together only within tolerance; { $positions } if read strictly
case-sources-heard = { $heard } of { $sources }
case-assessed = { $n ->
    [one] 1 of { $disagreements } assessed
   *[other] { $number } of { $disagreements } assessed
}
case-stale = { $n ->
    [one] { $number } assessment is stale
   *[other] { $number } assessments are stale
}
case-as-known-on = As known on
case-as-recorded-on = As our records stood on
case-clocks = By which clock
case-clock-reported = Reported
case-clock-recorded = Recorded
case-step-writes = { $n ->
    [one] { $number } change
   *[other] { $number } changes
}
case-step-as-it-stands = as things stand
case-nothing-recorded = Nothing was recorded yet on { $date }
case-nothing-recorded-explanation = Our records of this case hold no claim from that time. What was reported by then may have been written down later.
case-today = Today
case-step-disputed = { $n ->
    [one] { $number } disputed
   *[other] { $number } disputed
}
case-another-day = Another day
case-show = Show
case-nothing-known = Nothing was known on { $date }
case-first-report = The first report in this case is dated { $date }.
case-go-to = Go to { $date }
case-empty-heading = No claims yet
case-no-questions = No question is asked about this event yet.
case-empty-explanation = Ask a question about an event and add the first claim, or import a case file. The timeline draws itself from the first dated claim.

case-disagreements-heading = What the sources disagree about
case-disagreements-note = Letters follow the order of reporting, not merit.
case-also = They also disagree about
case-more-disagreements = { $n ->
    [one] and { $number } more disagreement
   *[other] and { $number } more disagreements
}
case-more-positions = { $n ->
    [one] and { $number } more position
   *[other] and { $number } more positions
}
case-more-answers = { $n ->
    [one] and { $number } more answer
   *[other] and { $number } more answers
}
case-other-sources = { $n ->
    [one] { $number } other source
   *[other] { $number } other sources
}
case-who = { $who } · { $documents }
case-single-heading = Not disputed, but resting on one source
case-single-note = Nobody contradicts these answers. Nobody independent confirms them either.

timeline-heading = Timeline of claims
timeline-note = When each source says it happened, and the day we learned it.
timeline-note-later = Claims reported later are outlined.
timeline-axis = Happened, according to the source
timeline-reported = Reported
timeline-reported-on = Reported on { $date }
timeline-reported-between = Reported between { $first } and { $last }
timeline-not-yet-known = Not yet known
timeline-nothing-yet = Nothing known yet
timeline-cannot-both = These two cannot both be true:
timeline-amount = { $value } ({ $unit })
timeline-answers = { $n ->
    [one] { $number } account
   *[other] { $number } accounts
}
timeline-left-out = { $n ->
    [one] and { $number } more account
   *[other] and { $number } more accounts
}
timeline-table = The same timeline as a table
timeline-column-question = Question
timeline-column-position = Position
timeline-column-answer = Answer
timeline-column-source = Source
timeline-column-reading = Read as
timeline-column-reported = Reported
legend-exact = Exact day
legend-approximate = Approximate, between the bounds we read
legend-range = Some time between known dates
legend-limit = Open at one end
legend-gap = Positions that cannot both be true
legend-reported = Day we learned it
legend-elsewhere = Disputed elsewhere

filter-label = Filter the timeline
filter-all-questions = All questions
filter-question = Question
filter-source = Source
filter-state = State
filter-from = From
filter-to = To
filter-lanes = Lanes by
filter-any-question = All questions
filter-any-source = All sources
filter-lanes-position = Position
filter-lanes-source = Source
filter-lanes-question = Question
filter-show = Show
filter-clear = Clear the filters
filter-unreadable-day = Write days as 2019-02-10. The dates of this filter were left aside.
filter-none-heading = No claims match these filters
filter-none = { $n ->
    [one] { $claims } is hidden by { $filters }.
   *[other] { $claims } are hidden by { $filters }.
}
filter-named = { $filter }: { $value }
filter-hidden = { $n ->
    [one] { $number } claim is hidden by the filters.
   *[other] { $number } claims are hidden by the filters.
}
filter-next = { $n ->
    [one] Next
   *[other] Next { $number }
}
filter-previous = { $n ->
    [one] Previous
   *[other] Previous { $number }
}

weave-heading = Where the claims come from
weave-sizes = { $roots }, { $channels }, { $documents }
weave-channels = { $n ->
    [one] { $number } channel
   *[other] { $number } channels
}
weave-who = Who says so
weave-reported-by = First reported by
weave-reached-us = Reached us in
weave-untraceable = Cannot be traced; not counted as a root
weave-own-name = In its own name
weave-more-roots = { $n ->
    [one] and { $number } more
   *[other] and { $number } more
}
weave-more-documents = { $n ->
    [one] and { $number } more document
   *[other] and { $number } more documents
}
weave-more-channels = { $n ->
    [one] and { $number } more channel
   *[other] and { $number } more channels
}
weave-warning = { $n ->
    [one] The account that was passed on reached us only through { $channel }.
   *[other] All { $number } accounts that were passed on reached us only through { $channel }. If its reports share a mistake, so do these claims.
}

keys-claims = next / previous claim
keys-disagreements = next disagreement
keys-cut = cut at a report date
keys-find = filter
keys-new-claim = new claim, from the words you marked
keys-assess = assess
keys-list = this list
keys-off = Switch single keys off
keys-on = Switch single keys on
list-comma = ,{" "}
timeline-right-to-left = Time runs from right to left.
timeline-left-to-right = Time runs from left to right.
timeline-turn = Turn it round
