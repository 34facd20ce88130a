import-link = Import
import-heading = Import records
import-lede = Bring in a case file, records line by line, or claims as a table. You see what would follow before anything is written, and it is written as one change or not at all.
import-file = File
import-file-hint = UTF-8, at most 4 MB. Larger files come in through the API or the terminal.
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
