# What would follow from adding, editing, withdrawing or restoring a claim, and the claim as a sentence.
candidate-unnamed = someone not yet named
candidate-says = { $publisher } says on “{ $question }”: { $value }.
candidate-cites = { $publisher } cites { $root } on “{ $question }”: { $value }.
candidate-relays = { $publisher } relays { $relay }, which cites { $root }, on “{ $question }”: { $value }.
candidate-relays-through = By way of { $through }, { $publisher } relays { $relay }, which cites { $root }, on “{ $question }”: { $value }.

understood = Understood as { $reading }
understood-about = Understood as { $reading }, approximate

consequence-nothing = Nothing changes on this question.
consequence-turn-first-answer = Gives “{ $question }” its first answer.
consequence-turn-last-answer-gone = Leaves “{ $question }” without an answer.
consequence-turn-opens-disagreement = Opens a disagreement on “{ $question }”.
consequence-turn-ends-disagreement = Ends the disagreement on “{ $question }”.
consequence-turn-adds-positions = { $n ->
    [one] Leaves “{ $question }” with { $number } position.
    [3] Adds a third position on “{ $question }”.
   *[other] Brings “{ $question }” to { $number } positions.
}
consequence-turn-removes-positions = { $n ->
    [one] Leaves “{ $question }” with { $number } position.
   *[other] Leaves “{ $question }” disputed, with { $number } positions.
}
consequence-turn-corroborates = Corroborates the answer to “{ $question }”.
consequence-turn-ends-corroboration = The answer to “{ $question }” is no longer corroborated.
consequence-turn-shifts-support = Changes what stands behind the answer to “{ $question }”.
consequence-turn-stands = “{ $question }” stays as it is: the state does not change.

consequence-conflict-earlier = It is { $gap } before position { $letter } ({ $value }).
consequence-conflict-later = It is { $gap } after position { $letter } ({ $value }).
consequence-conflict-apart = It is { $gap } away from position { $letter } ({ $value }).
consequence-conflict-less = Read strictly, it is at least { $gap } less than position { $letter } ({ $value }).
consequence-conflict-more = Read strictly, it is at least { $gap } more than position { $letter } ({ $value }).
consequence-conflict-times-less = Read strictly, position { $letter } ({ $value }) is at least { $gap } times as much.
consequence-conflict-times-more = Read strictly, it is at least { $gap } times as much as position { $letter } ({ $value }).
consequence-conflict = It and position { $letter } ({ $value }) cannot both be true.
consequence-conflicts-more = { $n ->
    [one] It does not fit { $number } more position.
   *[other] It does not fit { $number } more positions.
}

consequence-non-committal = Commits to nothing: it leaves every answer possible and supports none.
consequence-left-non-committal = It committed to nothing: no answer loses support.
consequence-guest = Cannot be compared with the other answers: it joins every position it does not contradict, and supports none.
consequence-starts = Starts position { $letter }.
consequence-only-answer = Is the only answer.
consequence-nobody-else = Nobody else gives an answer that fits it.
consequence-joins = Joins position { $letter } ({ $value }).
consequence-joins-only = Fits what is on record: { $value }.
consequence-in-several = Fits positions { $letters }.
consequence-stays = Stays in position { $letter }.
consequence-stays-only = Still counts towards the answer.
consequence-no-position = Is in none of the positions that are listed.
consequence-moves = Moves from position { $from } to position { $to }.
consequence-leaves = Leaves position { $letter }.
consequence-leaves-only = No longer counts towards the answer.
consequence-leaves-several = Leaves positions { $letters }.

consequence-root-new = Goes back to { $root }: a new root on this question.
consequence-root-known = Goes back to { $root }, already heard on this question: no new root.
consequence-root-unattributed = Goes back no further than { $root }, which names nobody.
consequence-root-unattributed-why = It counts as one root at most: its words may be those of any other root.
consequence-root-circular = Leads back only to other reports: no origin is known.
consequence-root-untraceable = { $root }: nobody is named who could know, and no root is counted.
consequence-root-unnamed = No independent root yet.
consequence-root-unnamed-why = The furthest link of the chain has no name, so it does not count as a root.
consequence-root-gone = No answer on this question goes back to { $root } any more.
consequence-speaks-for = { $speaker } speaks for { $root }.
consequence-channel-new = Passed through { $channel }: a new channel on this question.
consequence-channel-known = Passed through { $channel }, as other claims on this question did.

consequence-relation-agree = Says the same as { $claims } from { $names }.
consequence-relation-refines = Fits { $claims } from { $names }, and says more.
consequence-relation-refined-by = Fits { $claims } from { $names }, and says less.
consequence-relation-overlap = Shares some answers with { $claims } from { $names }.
consequence-relation-meet-at-one-point = Shares a single day or number with { $claims } from { $names }.
consequence-relation-within-tolerance = Fits { $claims } from { $names } only within tolerance.
consequence-relation-conflict = Does not fit { $claims } from { $names }.
consequence-relation-undetermined = Cannot be compared with { $claims } from { $names }.
consequence-others = { $n ->
    [one] { $number } other
   *[other] { $number } others
}

consequence-repeats = It is on record already: the same answer, from the same document, by the same chain.
consequence-retells = Retells what { $publishers } published.
consequence-retells-why = A retelling adds a document, not a root.

consequence-opens = Position { $letter } opens.
consequence-splits = Position { $letter } splits off from { $others }.
consequence-ends = Position { $letter } ends: nothing is left of it.
consequence-merges = Position { $letter } ends: what is left of it stands in { $others }.
consequence-renamed = Position { $from } becomes position { $to }: letters follow the order of report.
consequence-support = Behind position { $letter }: { $before } before, { $after } after.
consequence-support-same = Behind position { $letter }: { $after }, as before.
consequence-support-only = Behind the answer: { $before } before, { $after } after.
consequence-support-only-same = Behind the answer: { $after }, as before.
consequence-shifts-more = { $n ->
    [one] { $number } more position changes.
   *[other] { $number } more positions change.
}

consequence-kind-begun = New here: { $kind }.
consequence-kind-ended = No longer here: { $kind }.
consequence-stale = The assessment that { $by } signed on { $date } would go stale.
consequence-stale-edited = { $n ->
    [one] { $number } claim that it rests on would change.
   *[other] { $number } claims that it rests on would change.
}
consequence-stale-gone = { $n ->
    [one] { $number } claim that it weighed would no longer count.
   *[other] { $number } claims that it weighed would no longer count.
}
consequence-stale-added = { $n ->
    [one] { $number } claim would count that it did not weigh.
   *[other] { $number } claims would count that it did not weigh.
}
consequence-stale-positions = The same claims would make other positions.
consequence-stale-more = { $n ->
    [one] { $number } more assessment would go stale.
   *[other] { $number } more assessments would go stale.
}
consequence-warning-ended = This warning is no longer needed: “{ $warning }”
