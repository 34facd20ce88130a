-- The records of cases, their versions and the audit trail.
--
-- Every record table holds the newest state of its records. Nothing is deleted: a record that is withdrawn keeps its
-- row, and every state it ever had stands in "version". Where the comments say
--   slug        : [a-z0-9-], 1 to 80 characters, unique among the records of its noun in its case
--   localised   : JSON, either a string or an object with "en", "ar" or both
--   EDTF        : a date as it was typed (ISO 8601-2), read again when it is loaded
--   moment      : microseconds since 1970-01-01T00:00:00Z
-- References are checked at the end of the transaction, because an import may bring a part before its whole.

create table "case" (
    id text not null primary key                      -- slug
        check (length(id) between 1 and 80 and id not glob '*[^a-z0-9-]*'),
    title text not null check (json_valid(title)),    -- localised
    summary text check (json_valid(summary)),         -- localised: what it is about, in a few sentences
    visibility text not null                          -- who may see it
        check (visibility in ('public', 'internal', 'private')),
    revision integer not null check (revision >= 0),  -- the number of writes it has seen; keys caches and ETags
    changed_at integer not null                       -- moment of the last of them
) strict;

-- The rows of the tolerance table that a case sets itself.
create table case_policy (
    case_id text not null references "case" (id),
    rule text not null,                               -- name of the rule, such as near-km
    value real not null check (value >= 0),           -- in the unit that ends the name
    primary key (case_id, rule)
) strict, without rowid;

create table event (
    case_id text not null references "case" (id),
    id text not null                                  -- slug
        check (length(id) between 1 and 80 and id not glob '*[^a-z0-9-]*'),
    title text not null check (json_valid(title)),    -- localised
    utc_offset_minutes integer                        -- how far its clocks are ahead of UTC; null: not stated, UTC
        check (utc_offset_minutes between -840 and 840),
    note text,                                        -- an editor's note
    withdrawn_at_revision integer,                    -- the revision of the case that withdrew it; null: it stands
    primary key (case_id, id)
) strict;

create table question (
    case_id text not null references "case" (id),
    id text not null                                  -- slug
        check (length(id) between 1 and 80 and id not glob '*[^a-z0-9-]*'),
    event_id text not null,                           -- the event it asks about
    text text not null check (json_valid(text)),      -- localised: the question as asked
    answer text not null                              -- the kind of answer it takes
        check (answer in ('time', 'duration', 'count', 'place', 'entity', 'choice', 'text')),
    unit text check (json_valid(unit)),               -- localised: what is counted
    scope text check (json_valid(scope)),             -- localised: who is counted, where, over which days
    cardinality text not null                         -- whether several answers can hold at once
        check (cardinality in ('one', 'many')),
    withdrawn_at_revision integer,                    -- as for event
    primary key (case_id, id),
    foreign key (case_id, event_id) references event (case_id, id) deferrable initially deferred
) strict;

-- The answers a choice question offers.
create table question_option (
    case_id text not null,
    question_id text not null,
    id text not null                                  -- slug, unique in the question
        check (length(id) between 1 and 80 and id not glob '*[^a-z0-9-]*'),
    position integer not null check (position >= 0),  -- the order they were given in
    name text not null check (json_valid(name)),      -- localised
    part_of text,                                     -- the option it is a special form of
    primary key (case_id, question_id, id),
    foreign key (case_id, question_id) references question (case_id, id) deferrable initially deferred,
    foreign key (case_id, question_id, part_of) references question_option (case_id, question_id, id)
        deferrable initially deferred
) strict, without rowid;

create table place (
    case_id text not null references "case" (id),
    id text not null                                  -- slug
        check (length(id) between 1 and 80 and id not glob '*[^a-z0-9-]*'),
    name text not null check (json_valid(name)),      -- localised
    part_of text,                                     -- the place it lies in
    lat real check (lat between -90 and 90),          -- degrees north of its centre
    lon real check (lon between -180 and 180),        -- degrees east of its centre
    radius_km real check (radius_km >= 0),            -- how far it reaches around the centre; null: not stated, 0
    is_unresolved integer not null                    -- an ambiguous name nobody has placed yet
        check (is_unresolved in (0, 1)),
    note text,                                        -- an editor's note
    withdrawn_at_revision integer,                    -- as for event
    primary key (case_id, id),
    foreign key (case_id, part_of) references place (case_id, id) deferrable initially deferred,
    check ((lat is null) = (lon is null))
) strict;

create table entity (
    case_id text not null references "case" (id),
    id text not null                                  -- slug
        check (length(id) between 1 and 80 and id not glob '*[^a-z0-9-]*'),
    name text not null check (json_valid(name)),      -- localised
    kind text not null check (kind in ('person', 'group', 'organisation')),
    part_of text,                                     -- the entity it belongs to
    note text,                                        -- an editor's note
    withdrawn_at_revision integer,                    -- as for event
    primary key (case_id, id),
    foreign key (case_id, part_of) references entity (case_id, id) deferrable initially deferred
) strict;

create table source (
    case_id text not null references "case" (id),
    id text not null                                  -- slug
        check (length(id) between 1 and 80 and id not glob '*[^a-z0-9-]*'),
    name text not null check (json_valid(name)),      -- localised
    kind text not null
        check (kind in ('outlet', 'official', 'eyewitness', 'organisation', 'document', 'person', 'unattributed')),
    is_anonymous integer not null                     -- it is described, not named
        check (is_anonymous in (0, 1)),
    is_plural integer not null                        -- the words speak of several people
        check (is_plural in (0, 1)),
    is_protected integer not null                     -- without the right one sees only public_name
        check (is_protected in (0, 1)),
    public_name text check (json_valid(public_name)), -- localised: what everybody may see of a protected source
    part_of text,                                     -- the organisation it belongs to
    speaks_for text,                                  -- the organisation in whose name it speaks
    same_as text,                                     -- an editor's word that it is the same source as another
    register text,                                    -- key that joins it to the same source in other cases
    reliability text                                  -- the letter of its Admiralty grade
        check (reliability in ('A', 'B', 'C', 'D', 'E', 'F')),
    note text,                                        -- an editor's note
    withdrawn_at_revision integer,                    -- as for event
    primary key (case_id, id),
    foreign key (case_id, part_of) references source (case_id, id) deferrable initially deferred,
    foreign key (case_id, speaks_for) references source (case_id, id) deferrable initially deferred,
    foreign key (case_id, same_as) references source (case_id, id) deferrable initially deferred,
    check (is_protected = 0 or public_name is not null)
) strict;

-- Descriptions that may mean the same people.
create table source_may_be (
    case_id text not null,
    source_id text not null,
    other_id text not null,                           -- the source it may be
    primary key (case_id, source_id, other_id),
    foreign key (case_id, source_id) references source (case_id, id) deferrable initially deferred,
    foreign key (case_id, other_id) references source (case_id, id) deferrable initially deferred
) strict, without rowid;

create table document (
    case_id text not null references "case" (id),
    id text not null                                  -- slug
        check (length(id) between 1 and 80 and id not glob '*[^a-z0-9-]*'),
    publisher_id text not null,                       -- the source that published it
    title text not null check (json_valid(title)),    -- localised
    published text not null,                          -- EDTF: when
    language text not null                            -- BCP 47 tag of the language it is written in
        check (length(language) between 2 and 35),
    url text,                                         -- where it stands on the web: http or https
    text text,                                        -- the text we hold of it
    note text,                                        -- an editor's note
    withdrawn_at_revision integer,                    -- as for event
    primary key (case_id, id),
    foreign key (case_id, publisher_id) references source (case_id, id) deferrable initially deferred
) strict;

-- The documents that a document cites.
create table document_citation (
    case_id text not null,
    document_id text not null,
    cited_id text not null,                           -- the document cited
    primary key (case_id, document_id, cited_id),
    foreign key (case_id, document_id) references document (case_id, id) deferrable initially deferred,
    foreign key (case_id, cited_id) references document (case_id, id) deferrable initially deferred
) strict, without rowid;

create table claim (
    case_id text not null references "case" (id),
    id text not null                                  -- slug
        check (length(id) between 1 and 80 and id not glob '*[^a-z0-9-]*'),
    question_id text not null,                        -- the question it answers
    value text not null check (json_valid(value)),    -- JSON: the answer as typed, a string or a list of strings
    stance text not null check (stance in ('asserts', 'denies')),
    document_id text not null,                        -- the document it stands in
    excerpt text not null,                            -- the words of the document
    is_paraphrase integer not null                    -- the excerpt is in our words
        check (is_paraphrase in (0, 1)),
    reported text,                                    -- EDTF: when it became public; null: with its document
    original text,                                    -- the words for the value in the original
    original_lang text                                -- their BCP 47 language; null: the document's
        check (length(original_lang) between 2 and 35),
    anchor text,                                      -- EDTF: the day relative words count from; null: the document's
    reading text check (json_valid(reading)),         -- JSON: bounds set by hand, {"core": [lo, hi], "envelope"?: [lo, hi]}
    certainty text,                                   -- how sure the root is, in its word; null: certain
    basis text                                        -- how the root knows
        check (basis in ('witnessed', 'told', 'deduced', 'induced', 'not-stated')),
    credibility integer check (credibility between 1 and 6), -- the digit of its Admiralty grade
    group_name text,                                  -- text answers: claims of one group are one position
    relays text,                                      -- the claim it retells
    superseded_on text,                               -- EDTF: when a newer claim took its place
    superseded_by text,                               -- the newer claim
    retracted_on text,                                -- EDTF: when the root withdrew it
    retracted_in text,                                -- the document that says so
    retracted_note text,                              -- an editor's note on that
    note text,                                        -- an editor's note
    withdrawn_at_revision integer,                    -- as for event: an editor's act, not the root's
    primary key (case_id, id),
    foreign key (case_id, question_id) references question (case_id, id) deferrable initially deferred,
    foreign key (case_id, document_id) references document (case_id, id) deferrable initially deferred,
    foreign key (case_id, relays) references claim (case_id, id) deferrable initially deferred,
    foreign key (case_id, superseded_by) references claim (case_id, id) deferrable initially deferred,
    foreign key (case_id, retracted_in) references document (case_id, id) deferrable initially deferred,
    check (superseded_on is not null or superseded_by is null),
    check (retracted_on is not null or (retracted_in is null and retracted_note is null))
) strict;

-- The sources a claim passed through.
create table claim_chain (
    case_id text not null,
    claim_id text not null,
    position integer not null check (position >= 0),  -- 0 is the root, the last is the publisher of the document
    source_id text not null,
    primary key (case_id, claim_id, position),
    foreign key (case_id, claim_id) references claim (case_id, id) deferrable initially deferred,
    foreign key (case_id, source_id) references source (case_id, id) deferrable initially deferred
) strict, without rowid;

create table assessment (
    case_id text not null references "case" (id),
    id text not null,                                 -- question, moment and editor, with slashes between; never shown
    question_id text not null,                        -- the question judged
    status text not null check (status in ('unresolved', 'explained', 'leaning', 'settled')),
    reason text not null check (json_valid(reason)),  -- localised: why
    would_settle text check (json_valid(would_settle)), -- localised: what would settle it
    judged_by text not null,                          -- a role or a name the editor chose
    judged_at integer not null,                       -- moment
    withdrawn_at_revision integer,                    -- as for event
    primary key (case_id, id),
    foreign key (case_id, question_id) references question (case_id, id) deferrable initially deferred
) strict;

-- The claims an assessment rests on.
create table assessment_claim (
    case_id text not null,
    assessment_id text not null,
    claim_id text not null,
    primary key (case_id, assessment_id, claim_id),
    foreign key (case_id, assessment_id) references assessment (case_id, id) deferrable initially deferred,
    foreign key (case_id, claim_id) references claim (case_id, id) deferrable initially deferred
) strict, without rowid;

-- Every state that every record ever had. Of a protected source the body is what everybody may see; the whole stands
-- sealed in "protected_identity". Append-only: nothing is deleted, and all that ever changes is that a body is sealed
-- away, which takes its salt with it. docs/AUDIT.md says how commitments and hashes are made.
create table version (
    case_id text not null references "case" (id),
    noun text not null
        check (noun in ('case', 'event', 'question', 'place', 'entity', 'source', 'document', 'claim', 'assessment')),
    id text not null,                                 -- the record, as in the table of its noun
    number integer not null check (number >= 1),      -- 1 for its first state
    revision integer not null check (revision >= 1),  -- the write of the case that brought it
    body text not null check (json_valid(body)),      -- JSON: the row and its lists, under the names of the columns
    is_withdrawn integer not null                     -- this state withdraws the record
        check (is_withdrawn in (0, 1)),
    salt text check (length(salt) = 32),              -- 32 random hexadecimal digits; null: sealed away with the whole
    commitment text not null                          -- SHA-256 of salt, whole body and is_withdrawn
        check (length(commitment) = 64),
    primary key (case_id, noun, id, number)
) strict;

create index version_by_revision on version (case_id, revision);

create trigger version_refuses_update before update on version
    when new.case_id is not old.case_id or new.noun is not old.noun or new.id is not old.id
      or new.number is not old.number or new.revision is not old.revision or new.is_withdrawn is not old.is_withdrawn
      or new.commitment is not old.commitment or new.salt is not null
begin
    select raise(abort, 'versions are append-only');
end;

create trigger version_refuses_delete before delete on version
begin
    select raise(abort, 'versions are append-only');
end;

-- Who did what, when. One row for each write; what the write changed stands in the versions of its revision. Each entry
-- holds the hash of itself and of the one before it, so that none can be changed, taken out or put in unseen.
create table audit_entry (
    number integer not null primary key,              -- its place in the trail, from 1; never leaves the server
    at integer not null,                              -- moment
    actor text not null check (length(actor) > 0),    -- such as system:import or person:p-7k2m
    action text not null check (length(action) > 0),  -- such as case.import
    case_id text references "case" (id),              -- the case that was written
    revision integer,                                 -- the revision the write brought it to
    changed text not null check (json_valid(changed)), -- JSON: the numbers of records changed, by noun
    why text,                                         -- the change note: why, in the words of whoever did it
    why_salt text check (length(why_salt) = 32),      -- 32 random hexadecimal digits; null: no note, or one redacted
    why_commitment text                               -- SHA-256 of salt and note; null: there never was one
        check (length(why_commitment) = 64),
    hash text not null check (length(hash) = 64),     -- SHA-256 of the entry and the hash before it
    check ((why is null) = (why_salt is null)),
    check (why is null or why_commitment is not null)
) strict;

create index audit_entry_by_case on audit_entry (case_id, revision);
create index audit_entry_by_moment on audit_entry (case_id, at);

-- Only a note may go, and only together with its salt.
create trigger audit_entry_refuses_update before update on audit_entry
    when new.number is not old.number or new.at is not old.at or new.actor is not old.actor
      or new.action is not old.action or new.case_id is not old.case_id or new.revision is not old.revision
      or new.changed is not old.changed or new.why is not null or new.why_commitment is not old.why_commitment
      or new.hash is not old.hash
begin
    select raise(abort, 'the audit trail is append-only');
end;

create trigger audit_entry_refuses_delete before delete on audit_entry
begin
    select raise(abort, 'the audit trail is append-only');
end;

-- The last entry of the trail, so that one cut off at its end is missed too. At most one row.
create table audit_head (
    id integer not null primary key check (id = 1),
    number integer not null,                          -- that of the entry
    hash text not null                                -- that of the entry
) strict;

create trigger audit_head_only_moves_on before update on audit_head
    when new.number is not old.number + 1
begin
    select raise(abort, 'the audit trail is append-only');
end;

create trigger audit_head_refuses_delete before delete on audit_head
begin
    select raise(abort, 'the audit trail is append-only');
end;
