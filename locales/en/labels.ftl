# What each closed set of words is called.
state-contested = Disputed
state-one-source = One source
state-unclear = One source or more
state-corroborated = Corroborated
state-untraceable = Cannot be traced
state-unanswered = No answer
state-sentence-contested = The sources give answers that cannot all be true.
state-sentence-one-source = Nobody contradicts this answer, and nobody independent confirms it.
state-sentence-unclear = Nobody contradicts this answer; the reports behind it may go back to one source or to more.
state-sentence-corroborated = Two or more independent sources agree, and nobody contradicts them.
state-sentence-untraceable = The reports name nobody who could know; they are not counted as a root.
state-sentence-unanswered = No source commits to an answer.

kind-rival-sources = Rival sources
kind-lost-in-relay = Lost in relay
kind-changed-account = Changed account
kind-within-one-report = Within one report
kind-sentence-rival-sources = Different sources give different answers.
kind-sentence-lost-in-relay = A retelling says something else than the report it retells.
kind-sentence-changed-account = One source gives one answer, then another.
kind-sentence-within-one-report = One source gives two answers in the same document.

severity-minor = Minor
severity-moderate = Moderate
severity-major = Major

warning-circular = Some of these accounts lead back only to each other; no origin is known.
warning-cites-later = A document cites one that is dated after it.
warning-hull = A value has too many possible dates to keep one by one; it is read as the span around them.
warning-too-many-combinations = There are more combinations of answers and denials than are listed here.
warning-too-many-undetermined = There are more pairs of claims nothing can be said about than are listed here.

stance-asserts = Asserts
stance-denies = Denies

basis-witnessed = Witnessed
basis-told = Told by others
basis-deduced = Deduced
basis-induced = Inferred from a pattern
basis-not-stated = Not stated

certainty-certain = Certain
certainty-probable = Probable
certainty-possible = Possible

source-kind-outlet = Outlet
source-kind-official = Official
source-kind-eyewitness = Eyewitness
source-kind-organisation = Organisation
source-kind-document = Document
source-kind-person = Person
source-kind-unattributed = Unattributed reports
source-group-unnamed = Group, unnamed
source-unnamed-official = Official, unnamed
source-unnamed-eyewitness = Eyewitness, unnamed
source-unnamed-person = Person, unnamed
source-named-official = Official, named
source-named-eyewitness = Eyewitness, named
source-named-person = Person, named

answer-time = Date or time
answer-duration = Duration
answer-count = Number
answer-place = Place
answer-entity = Person, group or organisation
answer-choice = Choice
answer-text = Free text

entity-person = Person
entity-group = Group
entity-organisation = Organisation

visibility-public = Public
visibility-internal = Internal
visibility-private = Private

assessment-unresolved = Unresolved
assessment-explained = Explained
assessment-leaning = Leaning
assessment-settled = Settled

reliability-A = A: completely reliable
reliability-B = B: usually reliable
reliability-C = C: fairly reliable
reliability-D = D: not usually reliable
reliability-E = E: unreliable
reliability-F = F: reliability cannot be judged
credibility-1 = 1: confirmed by other sources
credibility-2 = 2: probable
credibility-3 = 3: possible
credibility-4 = 4: doubtful
credibility-5 = 5: improbable
credibility-6 = 6: cannot be judged

root-circular = circular, no origin
