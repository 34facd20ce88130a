-- The people of an installation, how they prove who they are, what they may do, and what they have not saved yet.
--
-- Where the comments say
--   moment : microseconds since 1970-01-01T00:00:00Z
--   digest : SHA-256 of a secret, 64 hexadecimal digits; the secret itself is never kept
-- Nobody's row is deleted: an account is closed, and what was signed stays signed.

create table person (
    id text not null primary key                      -- random slug
        check (length(id) between 1 and 80 and id not glob '*[^a-z0-9-]*'),
    sign_in_name text not null unique                 -- what they type to sign in, in lower case
        check (length(sign_in_name) between 3 and 64),
    name text not null check (length(name) > 0),      -- what their changes are signed with
    is_admin integer not null check (is_admin in (0, 1)), -- they manage people
    password text not null,                           -- argon2id, in PHC string form
    created_at integer not null,                      -- moment
    disabled_at integer,                              -- moment; null: the account is open
    version integer not null default 1 check (version > 0) -- how often what others see of the account was set
) strict;

-- The second factor of a person (RFC 6238).
create table second_factor (
    person_id text not null primary key references person (id),
    secret text not null,                             -- base64: sealed with the key file
    confirmed_at integer,                             -- moment a first code was right; null: not in force yet
    last_step integer                                 -- the newest time step used, so that no code works twice
) strict, without rowid;

-- Codes that stand in for the second factor once each.
create table recovery_code (
    person_id text not null references person (id),
    digest text not null check (length(digest) = 64),
    used_at integer,                                  -- moment; null: still good
    primary key (person_id, digest)
) strict, without rowid;

-- Browsers that are signed in. A session that is over stays until its drafts could no longer be claimed: 30 days.
create table session (
    digest text not null primary key                  -- of the cookie
        check (length(digest) = 64),
    id text not null unique,                          -- random slug: names it in the list of sessions
    person_id text not null references person (id),
    stage text not null                               -- password: the second factor is still to come
        check (stage in ('password', 'signed-in')),
    created_at integer not null,                      -- moment
    seen_at integer not null,                         -- moment of a request, to the minute
    ended_at integer,                                 -- moment somebody ended it; null: it ends by itself
    browser text not null                             -- what the browser called itself, shortened
) strict, without rowid;

create index session_by_person on session (person_id);

-- Links that make an account, or let somebody choose a new password, once.
create table invite (
    digest text not null primary key check (length(digest) = 64),
    id text not null unique,                          -- random slug: names it in the list of invites
    made_by text not null,                            -- actor, as in the audit trail
    is_admin integer not null check (is_admin in (0, 1)), -- the account will manage people
    note text,                                        -- whom it is for
    resets text references person (id),               -- whose password it sets anew; null: it makes an account
    made_at integer not null,                         -- moment
    expires_at integer not null,                      -- moment
    used_by text references person (id),              -- the account it made or set anew
    withdrawn_at integer                              -- moment; null: it may be used
) strict, without rowid;

-- The one code that makes the first account. At most one row.
create table setup_code (
    digest text not null primary key check (length(digest) = 64),
    made_at integer not null                          -- moment
) strict, without rowid;

-- A person's place in a case.
create table membership (
    case_id text not null references "case" (id),
    person_id text not null references person (id),
    role text not null check (role in ('viewer', 'contributor', 'editor', 'owner')),
    sees_identity integer not null check (sees_identity in (0, 1)), -- sees who protected sources are
    may_export integer not null check (may_export in (0, 1)),       -- takes copies of a case that is not public
    may_assess integer not null check (may_assess in (0, 1)),       -- judges disagreements
    until integer,                                    -- moment it ends by itself; null: it stays
    is_emergency integer not null check (is_emergency in (0, 1)), -- they let themselves in, for a while
    version integer not null check (version > 0),     -- how often the part was set or taken away; goes on where it was
    primary key (case_id, person_id),
    check (is_emergency = 0 or until is not null)
) strict, without rowid;

create index membership_by_person on membership (person_id);

-- Wrong secrets, counted, so that nobody can try many. Shared by all processes.
create table wrong_secret (
    subject text not null,                            -- account:NAME or address:ADDRESS, as a digest
    window_start integer not null,                    -- moment the window of 15 minutes began
    count integer not null check (count >= 0),
    primary key (subject)
) strict, without rowid;

-- What somebody typed into a form and has not saved.
create table draft (
    person_id text not null references person (id),
    address text not null check (length(address) between 1 and 2000), -- the path and query of the form
    fields text not null check (json_valid(fields)),  -- JSON: [name, value] pairs in the order of the form
    saved_at integer not null,                        -- moment
    primary key (person_id, address)
) strict, without rowid;

-- Who protected sources are: one row for each version of a source that is not open to everybody, sealed with the key
-- file outside the database for its place and for the body that stands there. A version of an open source stands here
-- too where it leads to a protected one.
create table protected_identity (
    case_id text not null,
    source_id text not null,
    number integer not null,                          -- the version of the source, as in "version"
    sealed text not null,                             -- base64: salt and whole body of the version, encrypted
    primary key (case_id, source_id, number),
    foreign key (case_id, source_id) references source (case_id, id) deferrable initially deferred
) strict, without rowid;

-- The key file this database was written with, so that another one is noticed. At most one row.
create table vault_key (
    fingerprint text not null primary key
) strict, without rowid;

-- What the engine makes of each question, recomputed by every write that touches it.
create table question_analysis (
    case_id text not null,
    question_id text not null,
    revision integer not null,                        -- the write that last changed it
    body text not null check (json_valid(body)),      -- JSON: state, positions with claims and support
    primary key (case_id, question_id),
    foreign key (case_id, question_id) references question (case_id, id) deferrable initially deferred
) strict, without rowid;

-- What an assessment was made of: it goes stale when that changes.
create table assessment_basis (
    case_id text not null,
    assessment_id text not null,
    revision integer not null,                        -- the revision of the case it was made at
    positions text not null check (json_valid(positions)), -- JSON: the claims of each position, by id
    primary key (case_id, assessment_id),
    foreign key (case_id, assessment_id) references assessment (case_id, id) deferrable initially deferred
) strict, without rowid;
