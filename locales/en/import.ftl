import-link = Import
import-heading = Import records
import-lede = Bring in a case file, records line by line, or claims as a table. You see what would follow before anything is written, and it is written as one change or not at all.
import-file = File
import-file-hint = UTF-8, at most 67 MB (64 MiB).
import-text = Or paste the text
import-kind = What it is
import-kind-any = Find out
import-kind-any-hint = By how it begins.
import-kind-file = A case file
import-kind-file-hint = JSON that begins with "format": "counterpoint/1", of this case.
import-kind-lines = Records line by line
import-kind-lines-hint = NDJSON: a claim on each line, or another record under the name of its kind.
import-kind-table = A table of claims
import-kind-table-hint = CSV with a header, one claim in each row.
import-mode = Records that it does not mention
import-mode-merge = Stay as they are
import-mode-merge-hint = What it holds is added or updated.
import-mode-replace = Are withdrawn
import-mode-replace-hint = The case is then what the file says and no more. Earlier versions stay in the history.
import-mode-replace-table = A table holds claims alone: what it does not mention cannot be withdrawn. Let it stay as it is, or bring in a case file or lines.
import-preview = Show what would follow
import-preview-again = Show again with these columns
import-columns = Columns
import-columns-hint = Say for each column which field of a claim it is. In a chain, sources stand by id or exact name, the root first, with > between them.
import-column = Column
import-field = Field
import-rows = First rows
import-column-ignored = Leave out
import-constants = The same in every row
import-constants-hint = For fields that have no column. Ids, as in the address of a page.
import-constant-question = Question
import-constant-document = Document
import-constant-stance = Stance
import-would = What would follow
import-unchanged = Nothing would change: all of this is so already.
import-contested = Contested questions now: { $before }. Afterwards: { $after }.
import-states = { $before } → { $after }
import-added = New
import-updated = Changed
import-same = As they are
import-left = Not mentioned
import-withdrawn = Withdrawn
import-more-questions = { $n ->
    [one] And { $number } more question.
   *[other] And { $number } more questions.
}
import-more-faults = { $n ->
    [one] And { $number } more fault.
   *[other] And { $number } more faults.
}
import-why = Why
import-optional = optional
import-do = Import
import-other = Choose something else
import-nothing-chosen = Choose a file or paste a text.
import-outdated = Somebody wrote in this case since this was shown. This is what would follow now.
import-at-cell = Row { $row }, column “{ $column }”: { $fault }
import-at-row = Row { $row }: { $fault }
import-at-line = Line { $line }, { $place }: { $fault }
import-at-place = { $place }: { $fault }
import-sources = Sources that this case does not know
import-sources-hint = Say which source each of these names is. New sources are made together with the claims, as one change; nothing is written before that.
import-sources-unknown = { $n ->
    [one] The case knows no source of one of the names. Say which source it is.
   *[other] The case knows no source of { $number } of the names. Say which sources they are.
}
import-source-rows = { $n ->
    [one] In one row.
   *[other] In { $number } places.
}
import-source-alike = The case has a source with a name like it: { $names }. Is it the same?
import-source-what = What it is
import-source-undecided = Not decided
import-source-is = It is { $name } ({ $id })
import-source-other = It is another source of this case
import-source-new = It is new: make it
import-source-known = Another source of this case: id or exact name
import-source-name = Name of the new source
import-source-made = A source would be made: { $name } ({ $kind }).
import-source-made-alike = A source would be made: { $name } ({ $kind }). The case has one with a name like it: { $names }.
import-preview-again-sources = Show again with these sources
import-kept = { $size } MB are chosen. They are kept for an hour after your last step, for you alone.
import-gone = What you chose is no longer kept. Choose it again.
