# What is taken out: downloads, briefs, feeds.
download-heading = Download
download-brief-html = Brief to print
download-brief-md = Brief as text (Markdown)
download-case-json = Whole case (case file)
download-claims-csv = Claims as a table (CSV)
download-claims-ndjson = Claims line by line (NDJSON)
download-sources-csv = Sources as a table (CSV)
download-sources-ndjson = Sources line by line (NDJSON)
download-matrix-csv = Sources × questions as a table (CSV)
download-matrix-ndjson = Sources × questions line by line (NDJSON)
download-timeline-svg = Timeline as a drawing (SVG)
download-timelinejs-json = Timeline for TimelineJS (JSON)
download-claims-jsonld = Claims for search engines (JSON-LD)
download-follow = Follow
download-feed-atom = Feed (Atom)
download-feed-json = Feed (JSON)

export-state = State
export-clock = Clock
export-revision = Revision
export-policy = Tolerance table
export-address = Address
export-as-it-stands = As things stand
export-as-recorded = As our records stood on { $date }
export-clock-reported = by when claims were reported
export-clock-recorded = by when we recorded them
export-foot = { $known }, { $clock }. Revision { $revision }.
export-question-and-answer = { $question } { $value }
export-chain-in-document = { $chain } · “{ $title }”, { $date }
export-state-and-gap = { $state }: { $gap }

brief-about = About this brief
brief-claims-no-facts = These are claims, not facts. Answers that cannot all hold stand side by side; letters follow the order of reporting, not merit. Roots are counted, not articles. What an editor judged is titled as a judgement and signed.
brief-kind = Kind of disagreement
brief-severity = Difference
brief-warning = Mind
brief-support = Resting on
brief-channels = Reached us through
brief-explanation = How this comes about
brief-sources = Who the sources are
brief-sources-note = Everybody on the way of a claim, with their grade where an editor gave one.
brief-not-graded = not graded
brief-protected = protected, by public name
brief-protected-note = Who a protected source is, is not in this text.
brief-identified-note = This text names protected sources. Keep it among those who may know them; everybody else sees the public names.
brief-never-seen = What nobody says they saw
brief-never-seen-note = To these questions no claim comes from somebody who says they were there.
brief-all-seen = To each of these questions at least one claim comes from somebody who says they were there.

feed-state = “{ $question }” is now: { $state } (before: { $before })
feed-claim-added = New claim: { $claim }
feed-claim-changed = Claim changed: { $claim }
feed-claim-withdrawn = Claim taken out: { $claim }
feed-claim-retracted = The source withdrew a claim: { $claim }
feed-claim-superseded = A newer claim of the same source replaces: { $claim }
feed-judgement = An editor judged “{ $question }”: { $status }
feed-judgement-withdrawn = A judgement on “{ $question }” was taken out: { $status }
feed-first-and-more = { $first } ({ $more })
feed-more = { $n ->
    [one] and { $number } more change
   *[other] and { $number } more changes
}
