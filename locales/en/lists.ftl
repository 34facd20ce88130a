# What lists and tables share: trails, pages, badges, lines of claims.
trail-label = Breadcrumb
pager-label = Pages of this list
pager-shown = { $shown } of { $of }
pager-earlier = Previous
pager-later = Next
badge-position = Position { $letter }
badge-no-position = In no position
outcome-gap = { $big } { $small }
said-chain = How it reached us
said-paraphrase = In our words
said-withdrawn = Withdrawn or replaced
list-empty-way-out = See the case
list-as-of-way-out = See the page as things stand
list-as-of = As known on { $date }.
