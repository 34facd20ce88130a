# What lists and tables share: trails, pages, badges, lines of claims.
trail-label = Breadcrumb
tab-label = Views of the case
tab-timeline = Timeline
tab-matrix-size = { $sources } × { $questions }
pager-label = Pages of this list
pager-shown = { $shown } of { $of }
pager-earlier = Previous
pager-later = Next
badge-position = Position { $letter }
badge-positions = Positions { $letters }
badge-no-position = In no position
said-chain = How it reached us
said-paraphrase = In our words
said-withdrawn = Withdrawn or replaced
list-empty-way-out = See the case
trail-as-things-stand = See the page as things stand
trail-as-of = As known on { $date }.
