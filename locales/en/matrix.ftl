# Sources × questions.
matrix-title = Who says what
matrix-crumb = Sources × questions
matrix-lede = Read down a column to see a disagreement. Read across a row to hear one source.
matrix-disputed = { $n ->
    [0] none
   *[other] { $number }
}
matrix-verdict = Disputed: { $disputed } of { $questions }.
matrix-all = All questions
matrix-only-disputed = Disputed
matrix-show-all = Show all questions
matrix-rows-sources = Sources as rows
matrix-rows-questions = Questions as rows
matrix-group = Group sources by
matrix-group-root = Who says so
matrix-group-outlet = Newspaper
matrix-group-document = Document
matrix-as-of = As known on
matrix-now = Today
matrix-apply = Show
matrix-corner-root = Source
matrix-corner-outlet = Newspaper
matrix-corner-document = Document
matrix-corner-question = Question
matrix-in-this-case = In this case
matrix-untraceable = Cannot be traced to anyone; not counted as a root
matrix-outcome = Outcome
matrix-roots = Independent roots
matrix-silence = says nothing
matrix-changed = changed in the retelling by { $source }
matrix-reworded = reworded in the retelling by { $source }
matrix-answers = { $n ->
    [one] { $number } answer
   *[other] { $number } answers
}
matrix-contradicted = { $n ->
    [one] { $number } contradicted
   *[other] { $number } contradicted
}
matrix-more-answers = { $n ->
    [one] and { $number } other answer
   *[other] and { $number } other answers
}
matrix-row-through = { $kind } · { $source }, { $date }
matrix-row-alone = { $kind } · { $date }
matrix-row-document = { $source } · { $date }
matrix-silent-root = { $n ->
    [one] { $number } source says nothing
   *[other] { $number } sources say nothing
}
matrix-silent-outlet = { $n ->
    [one] { $number } newspaper says nothing
   *[other] { $number } newspapers say nothing
}
matrix-silent-document = { $n ->
    [one] { $number } document says nothing
   *[other] { $number } documents say nothing
}
matrix-pairs = Who contradicts whom
matrix-pairs-note-root = Only questions that both answer are compared; a root speaks by its own words, not by what retelling made of them.
matrix-pairs-note-outlet = Only questions on which both print an answer are compared.
matrix-pairs-note-document = Only questions that both documents answer are compared.
matrix-and = and
matrix-conflict = conflict on { $number } of { $of }
matrix-compatible = compatible on { $number } of { $of }
matrix-more-questions = { $n ->
    [one] and { $number } more
   *[other] and { $number } more
}
matrix-page-sources = Rows of sources
matrix-page-questions = Questions, the disputed first
matrix-no-claims-heading = No claims yet
matrix-no-claims-explanation = The table fills as soon as the case has a claim on one of its questions.
matrix-not-yet-heading = Nothing was known on this day
matrix-not-yet-explanation = Every report in this case is of a later date.
matrix-no-disputed-heading = No question is disputed
matrix-no-disputed-explanation = The filter shows disputed questions alone, and no answers here contradict each other.
