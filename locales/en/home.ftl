# The list of cases.
home-heading = { $disagreements } in { $cases }
home-empty-heading = No cases yet
home-empty-explanation = Bring in a case file, then come back to this page:
home-waiting = { $n ->
    [0] Every one has an editor’s assessment.
    [one] One is still waiting for an editor’s assessment.
   *[other] { $number } are still waiting for an editor’s assessment.
}
home-sort = Sort by
home-sort-disputed = Most disputed
home-sort-changed = Last change
home-sort-waiting = Most unassessed
home-find = Find
home-show = Show
home-none-found = No case has these words in its title.
home-clear = Show all cases
home-column-case = Case
home-column-questions = Questions
home-column-spread = Happened, reported
home-column-assessed = Assessed
home-column-sources = Sources
home-column-changed = Changed
home-disputed = { $n ->
    [0] Nothing disputed
    [one] 1 of { $questions } disputed
   *[other] { $n } of { $questions } disputed
}
home-assessed = { $assessed } of { $all }
home-worst = { $question } { $gap }
home-more = { $n ->
    [one] { $number } more case matches. Narrow the list with Find.
   *[other] { $number } more cases match. Narrow the list with Find.
}
home-waiting-heading = Waiting longest for an assessment
home-squares-heading = How to read the squares
key-contested = Disputed question
key-one-source = One source only
key-unclear = One source or more: the reports may go back to the same one
key-corroborated = Two or more independent sources agree
key-untraceable = Cannot be traced to anybody
key-unanswered = Nobody commits to an answer
keys-cases = next / previous case
keys-open = open
keys-find-case = find
ago-now = just now
ago-minutes = { $n ->
    [one] { $number } minute ago
   *[other] { $number } minutes ago
}
ago-hours = { $n ->
    [one] { $number } hour ago
   *[other] { $number } hours ago
}
ago-days = { $n ->
    [one] { $number } day ago
   *[other] { $number } days ago
}
ago-months = { $n ->
    [one] { $number } month ago
   *[other] { $number } months ago
}
ago-years = { $n ->
    [one] { $number } year ago
   *[other] { $number } years ago
}
