# The analysis as plain text.
report-as-of = As known on { $date }
report-counts = { $claims } in { $documents }, { $questions }: { $n ->
    [0] no disagreement
    [one] { $number } is disputed
   *[other] { $number } are disputed
}
report-kinds = Kind: { $kinds }
report-witness = Cannot both be true: { $claims }
report-separator = {", "}
report-value-read = { $value } (read as { $reading })
report-value-note = { $value }. { $note }
report-support = { $support }, { $channels }
report-one-source = Not disputed, but resting on one source
report-unclear = Not disputed, resting on one source or more
report-corroborated = Corroborated by independent sources
report-untraceable = Cannot be traced; not counted as a root
report-unanswered = No answer
