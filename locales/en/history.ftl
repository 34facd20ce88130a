# History and activity: what was written, by whom, when and why.
history-title = History
history-link = History
history-heading = History of “{ $name }”
history-lede = Every version, newest first. Nothing is deleted; any version can be brought back.
history-lede-reader = Every version, newest first. Nothing is deleted. Names and reasons are shown to members of the case alone.
history-version = Version { $number }
history-added = Added
history-changed = Changed
history-withdrawn = Withdrawn
history-restored = Brought back
history-by-editor = an editor
history-by-system = an import
history-through = through a token
history-through-own = through the token “{ $token }”
history-why = Why:
history-field = Field
history-before = Before
history-after = After
history-nothing-changed = No field that you may see differs from the version before.
history-older = Older versions
history-assessment = Assessment by { $by }, { $moment }
history-restore = Restore this version
history-restore-why = Why, in one line
history-restore-button = Restore as a new version
history-restore-note = The versions since stay in the history.
history-restore-sealed = Restoring needs to see who this protected source is, and you may not. Ask an owner of the case to restore it or to let you see identities.
history-refused = This version was not restored
history-outdated = Somebody saved this meanwhile. Look at what changed, then restore it if it still should come back.
history-error-title = Error: { $title }
history-rule = Tolerance: { $rule }
history-in-english = { $field } (English)
history-in-arabic = { $field } (Arabic)
history-yes = yes
history-no = no
history-open = open
history-chain-arrow = { " → " }
history-cardinality-one = One
history-cardinality-many = Several can hold at once

history-case-title = Title
history-case-summary = What it is about
history-case-visibility = Who may see it
history-place-name = Name
history-place-part-of = Lies in
history-place-lat = Latitude
history-place-lon = Longitude
history-place-radius-km = Radius in kilometres
history-place-unresolved = Nobody has placed this name yet
history-place-note = Note
history-entity-name = Name
history-entity-kind = Kind
history-entity-part-of = Belongs to
history-entity-note = Note
history-source-name = Name
history-source-kind = Kind
history-source-anonymous = Described, not named
history-source-plural = Several people
history-source-protected = Protected
history-source-public-name = Public name
history-source-part-of = Belongs to
history-source-speaks-for = Speaks in the name of
history-source-same-as = The same as
history-source-may-be = May be
history-source-register = Register key
history-source-reliability = Reliability
history-source-note = Note
history-document-publisher = Published by
history-document-title = Title
history-document-published = Published on
history-document-language = Language
history-document-url = Web address
history-document-text = Stored text
history-document-cites = Cites
history-document-note = Note
history-event-title = Title
history-event-utc-offset = Offset from UTC
history-event-note = Note
history-question-event = Event
history-question-text = Question
history-question-answer = Kind of answer
history-question-unit = Unit
history-question-scope = Scope
history-question-cardinality = How many answers hold
history-question-options = Options
history-claim-question = Question
history-claim-value = Answer
history-claim-stance = Says or denies
history-claim-chain = Chain, root first
history-claim-document = Document
history-claim-excerpt = Excerpt
history-claim-paraphrase = In our words
history-claim-reported = Reported on
history-claim-original = Original words
history-claim-original-lang = Language of the original words
history-claim-anchor = Day that relative words count from
history-claim-reading-core = Strict bounds set by hand
history-claim-reading-envelope = Tolerant bounds set by hand
history-claim-certainty = Certainty
history-claim-basis = Basis
history-claim-credibility = Credibility
history-claim-group = Group
history-claim-relays = Retells
history-claim-superseded-on = Superseded on
history-claim-superseded-by = Superseded by
history-claim-retracted-on = Retracted on
history-claim-retracted-document = Retracted in
history-claim-retracted-note = Note on the retraction
history-claim-note = Note
history-assessment-question = Question
history-assessment-status = Judgement
history-assessment-reason = Reason
history-assessment-would-settle = Would settle it
history-assessment-by = Signed by
history-assessment-at = Moment
history-assessment-claims = Claims it rests on

nav-activity = Activity
activity-heading = Activity
activity-heading-case = Activity in “{ $name }”
activity-lede = What was written, newest first.
activity-lede-reader = What was written, newest first. Names and reasons are shown to members of a case alone.
activity-case = Case
activity-noun = Kind of record
activity-person = Person
activity-from = From
activity-to = To
activity-all = All
activity-show = Show
activity-none = Nothing was written that fits.
activity-clear = Show everything
activity-older = Older
activity-new = { $noun } { $name } added
activity-changed = { $noun } { $name } changed
activity-withdrawn = { $noun } { $name } withdrawn
activity-member-set = { $role ->
    [viewer] { $name } reads in this case
    [contributor] { $name } adds records to this case
    [editor] { $name } changes every record of this case
   *[owner] { $name } owns this case
}
activity-webhook = { $fate ->
    [added] Webhook added: notices of this case are sent to { $host }
    [paused] Webhook paused: nothing is sent to { $host } for now
    [secret] Webhook to { $host }: a new secret
    [removed] Webhook removed: notices of this case are no longer sent to { $host }
   *[changed] Webhook changed: notices of this case are sent to { $host }
}
activity-member-removed = { $name } has no part in this case any more
activity-member-emergency = Emergency access: { $name } may read this case until { $moment }
case-emergency = Emergency access: { $name } has been able to read this case since { $from } and can until { $until }.
activity-more = { $n ->
    [one] and { $number } more record
   *[other] and { $number } more records
}
activity-unreadable-day = Write the day as 2026-03-01.
activity-noun-case = Case
activity-noun-place = Place
activity-noun-entity = Person or group
activity-noun-source = Source
activity-noun-document = Document
activity-noun-event = Event
activity-noun-question = Question
activity-noun-claim = Claim
activity-noun-assessment = Assessment
