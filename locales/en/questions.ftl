# The page of a question.
question-crumb = Question
question-crumb-disagreement = Disagreement { $number } of { $total }
question-neighbours = Other disagreements
question-previous = Previous disagreement
question-next = Next disagreement
question-event = Event: { $event }
question-unit = Counted: { $unit }
question-scope = Scope: { $scope }
question-many = Several answers can hold at once
question-severity = { $severity } difference
question-lede-gap = { $gap }.
question-lede-both = They cannot both be true of one event.
question-lede-all = They cannot all be true of one event.
question-lede-not-yet = No report had answered this question by then.
question-lede-nodes = Named by two or more independent roots: { $nodes }.
question-since = since { $date }, with the report of { $publishers }
question-since-at-latest = since { $date } at the latest, with the report of { $publishers }
question-since-withdrawal = since { $date }, when a claim was withdrawn
question-axis-month = { $month } { $year }
question-gap = { $gap } { $apart }
question-gap-days = { $n ->
    [one] 1 day at least, { $most } at most
   *[other] { $least } days at least, { $most } at most
}
question-gap-ratio = at least { $ratio } times as many
question-gap-difference = at least { $difference } apart

question-read-as = Read as { $reading }.
question-read-by-rule = Read as { $reading }: { $rule }.
question-support-in-all = { $support } in all
question-answer-support = { $answer }: { $support }
question-own-support = Without the claims it shares with other positions: { $support }
question-read-by-hand = Read as { $reading }; an editor set these bounds.
question-leaves = Together these claims leave: { $common }.
question-within-tolerance = These claims fit together only within tolerance.
question-spread = { $documents }, { $channels }
question-root-may-be = may be the same people as { $others }
question-root-unnamed = unnamed, so perhaps not independent of the others
question-root-unattributed = names no source
question-root-untraceable = cannot be traced; not counted as a root
question-basis-not-stated = How they know is not stated
question-how-it-reached-us = How it reached us
question-claim = Claim
question-in-context = in context
question-in-our-words = in our words
question-shared = fits positions { $letters }
question-published-after = { $is_range ->
    [no] { $most ->
        [one] { $date }, one day after the day named
       *[other] { $date }, { $most } days after the day named
    }
   *[other] { $date }, { $least } to { $most } days after the time named
}
question-published-in = { $date }, “{ $title }”
question-voice = { $root }, through { $relays }

question-why = Why these conflict
question-together = Which can be true together?
question-together-yes = Yes
question-together-no = No
question-together-tolerance = Only within tolerance
question-together-one-point = On one point only: { $point }
question-together-undetermined = Cannot be said
question-positions-left-out = { $n ->
    [one] { $number } more position is not shown here.
   *[other] { $number } more positions are not shown here.
}
question-values-left-out = { $n ->
    [one] { $number } more answer is not in this table.
   *[other] { $number } more answers are not in this table.
}
question-kinds = What kind of disagreement this is
question-lost-in-relay = Lost in relay
question-lost-in-relay-explanation = A retelling says something else than the report it retells. The words stand side by side.
question-words-of-original = The original
question-words-of-retelling = The retelling
question-original-words = Original words:
question-change-value = The answer changed.
question-change-narrower = The answer became more precise than the original.
question-change-wider = The answer became less precise.
question-change-shifted = The answer was shifted; both can still hold.
question-change-undetermined = The two answers cannot be compared.
question-change-surer = A reservation was dropped: the original was less sure.
question-change-less-sure = A reservation was added: the original was surer.
question-change-speaker-moved = What { $from } said is given to { $to }.
question-change-speaker-lost = The speaker, { $from }, is no longer named.
question-change-plural = One speaker became several.
question-change-singular = Several speakers became one.
question-changed-in-relay = Changed in relay
question-changed-in-relay-explanation = These retellings pass the answer on, but not as it was said. The words stand side by side.

question-judgement = Editor’s judgement, kept apart from the evidence
question-not-assessed = Not assessed
question-not-assessed-reason = No editor has assessed this yet.
question-would-settle = Would settle it
question-assessed-by = Assessed by
question-assessed-by-on = { $by }, { $date }
question-based-on = Based on
question-nothing-since = Nothing has changed since.
question-stale = Stale: what it rests on has changed.
question-stale-added = { $n ->
    [one] { $claims } added: { $ids }.
   *[other] { $claims } added: { $ids }.
}
question-stale-gone = { $n ->
    [one] { $claims } gone: { $ids }.
   *[other] { $claims } gone: { $ids }.
}
question-stale-edited = { $n ->
    [one] { $claims } changed: { $ids }.
   *[other] { $claims } changed: { $ids }.
}
question-stale-positions-new = { $n ->
    [one] { $number } position is new or made of other claims.
   *[other] { $number } positions are new or made of other claims.
}
question-stale-positions-lost = { $n ->
    [one] { $number } position is no longer there as it was.
   *[other] { $number } positions are no longer there as they were.
}
question-editors-differ = Editors differ.
question-assessed-earlier = { $status } ({ $by }, { $date })
question-earlier-judgements = Earlier judgements
question-assess = Assess

question-list-non-committal = Claims that commit to nothing
question-list-non-committal-explanation = They leave every answer possible and support none.
question-list-undetermined = Pairs that cannot be compared yet
question-list-undetermined-explanation = An editor has to say what they mean to each other.
question-list-withdrawn = No longer counted
question-list-withdrawn-explanation = Withdrawn by the source, or replaced by a newer figure of its own.
question-list-to-come = Not yet known
question-list-to-come-explanation = Reported after the day this page shows.

assess-heading = Assess a disagreement
assess-status = Your judgement
assess-reason = Why
assess-would-settle = What would settle it
assess-reason-missing = Say why, in one language at least.
assess-claims = The claims it rests on
assess-claims-missing = Choose at least one claim that it rests on.
assess-signed = It is signed with your name, { $by }, and the moment you save it. Earlier judgements stay beside it.
assess-save = Sign and save
assess-outdated-heading = The case was changed while you were writing
assess-outdated = What you typed is kept. See who changed what, look at the claims again, then sign once more.
assess-outdated-all = All that was written to the case
