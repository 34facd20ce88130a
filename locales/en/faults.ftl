# What is wrong with an input, and the way out.
two-sentences = { $first } { $second }
did-you-mean = Did you mean “{ $near }”?
list-separator = {", "}

fault-not-json = This is not JSON: reading stops at line { $line }, column { $column }. Check the commas, quotes and brackets there.
fault-not-utf8 = This is not UTF-8 text: the first byte at fault is at line { $line }, column { $column }. Save the file as UTF-8.
fault-file-too-large = The file is larger than { $max } MB, the most that is read. Split it into several.
fault-too-deep = Lists and objects are nested more than { $max } deep at line { $line }, column { $column }. A case file needs far fewer.
fault-more-faults = There are more faults; the first { $shown } are shown. Put these right, then try again.
fault-not-this-format = “{ $given }” is not a format that is read here. The first field must be "format": "counterpoint/1".

fault-missing = This field is required.
fault-unknown-field = The format has no such field.
fault-duplicate-key = The same field stands here twice. Keep one of the two.
fault-wrong-type = This must be { $expected }.
fault-needs-also = This needs the field “{ $field }” as well.
fault-not-for-this-kind = This field does not go with the kind “{ $kind }”. Leave it out or change the kind.
fault-not-one-of = “{ $given }” is not one of the words this field takes.
fault-allowed = Allowed: { $allowed }.
fault-out-of-range = This must be from { $min } to { $max }.
fault-protected-needs-public-name = A protected source needs a public name, for everybody who may not see its own.

fault-empty = This must not be empty.
fault-too-long = This is too long: at most { $max } are allowed.
fault-forbidden-character = This holds a character that no text may hold ({ $code }). Remove it.
fault-unbalanced-isolates = This holds directional marks that do not close what they open. Remove them or type the text anew.
fault-not-a-date = This is not a date in EDTF.
fault-not-a-language = This is not a language tag. Write “ar” or “en-GB”.
fault-not-an-address = This is not a web address. It must begin with http:// or https://.
fault-not-an-offset = This is not an offset from UTC. Write “+03:00”.
fault-not-a-timestamp = This is not a moment. Write “2019-03-03T09:00:00Z”.

fault-not-a-slug = An id has 1 to 80 characters: a to z, 0 to 9 and hyphens.
fault-duplicate-id = This id is taken already, at { $first }. Choose another.
fault-unknown-case = There is no case called “{ $id }”.
fault-unknown-place = There is no place called “{ $id }”.
fault-unknown-entity = There is no entity called “{ $id }”.
fault-unknown-source = There is no source called “{ $id }”.
fault-unknown-document = There is no document called “{ $id }”.
fault-unknown-event = There is no event called “{ $id }”.
fault-unknown-question = There is no question called “{ $id }”.
fault-unknown-option = This question has no option called “{ $id }”.
fault-unknown-claim = There is no claim called “{ $id }”.
fault-cycle = This leads back to itself: { $through }. Take one of the links away.
fault-chain-end = A chain ends with the publisher of the document: “{ $publisher }” must stand last.
fault-chain-repeats = “{ $source }” stands twice in this chain. Keep it where it first passed the claim on.
fault-refers-to-itself = A claim cannot refer to itself. Name another claim.
fault-other-question = That claim answers another question, “{ $question }”. Name one that answers the same question.

fault-bounds-reversed = The upper bound stands before the lower one. Exchange them.
fault-envelope-smaller = The wider bounds must contain the strict ones.
fault-reading-not-for-kind = Bounds cannot be set by hand for { $kind }. They go with dates, durations and counts.

fault-value-not-understood = This is not { $kind } we can read.
fault-value-needs-anchor = This counts from another day, and none is known. Give the date of the statement, or write the date itself.
fault-value-all-of = Curly brackets mean “all of these”, and this question has one answer. Write [ ] for “one of these”.
fault-value-list = This question takes one answer. Give one value.
fault-value-number-too-large = This number is too large: the most that is counted is 1,000,000,000,000,000.
fault-value-range-reversed = The range runs backwards: its end stands before its start. Exchange them.
fault-value-no-such-day = The calendar has no such day.
fault-value-denies-everything = Denying this would leave no answer at all. Give a narrower value.
fault-value-place-without-point = “{ $id }” has no coordinates, so “near” and “within” cannot be measured from it. Give it coordinates, or name the place alone.
fault-value-not-on-earth = This is nowhere on Earth: latitudes run from -90 to 90, longitudes from -180 to 180, distances up to 20,000 km.

fault-answer-time = a date
fault-answer-duration = a duration
fault-answer-count = a number
fault-answer-place = a place
fault-answer-entity = a name
fault-answer-choice = an option
fault-answer-option = an option
fault-answer-text = a text
example-time = Write “10 January 2019”, “mid-September 2018” or 2018-09.
example-date = Write 2019-01-10, 2019-01 or 2019.
example-duration = Write “2 days” or P2D.
example-count = Write 2, “about 500” or “at least 70,000”.
example-place = Write the id of a place, “near” and an id, or coordinates.
example-entity = Choose one of the entities of the case.
example-choice = Choose one of the options of the question.
example-option = Choose one of the options of the question.
example-text = Write what the source says.

type-date = a date
type-date-whole-number-or-null = a date, a whole number or null
type-list-of-two-bounds = a list of two bounds
type-list = a list
type-number = a number
type-object = an object
type-string-or-list = a string or a list
type-string-or-text-by-language = a string, or a text by language
type-string = a string
type-true-or-false = true or false
type-whole-number = a whole number
