-- What others are told: what each write changed in meaning, who asked to be told of it, and what was sent to them.
--
-- Where the comments say
--   moment : microseconds since 1970-01-01T00:00:00Z

-- One thing of meaning that a write changed. Holds ids and words of closed sets, never a name or a text.
create table notice (
    case_id text not null references "case" (id),
    revision integer not null,                        -- the revision the write brought the case to
    number integer not null check (number > 0),       -- from 1 on, for each audience
    audience text not null                            -- all: told alike whether or not one sees who protected sources
        check (audience in ('all', 'shown', 'hidden')), -- are; otherwise told to those who do (shown) or do not (hidden)
    kind text not null,
    body text not null check (json_valid(body)),      -- JSON: the ids concerned, letters, states, numbers of records
    at integer not null,                              -- moment of the write
    primary key (case_id, revision, number, audience)
) strict, without rowid;

-- An address outside that is told of a case.
create table webhook (
    id text not null primary key                      -- random slug
        check (length(id) between 1 and 80 and id not glob '*[^a-z0-9-]*'),
    case_id text not null references "case" (id),
    address text not null check (length(address) between 1 and 2000), -- the URL that deliveries are posted to
    secret text not null,                             -- base64: sealed with the key file; deliveries are signed with it
    kinds text not null check (json_valid(kinds)),    -- JSON: the kinds of notice it is told; an empty list: all
    made_by text not null references person (id),     -- who set it up last: it is told with their rights
    sees_identity integer not null check (sees_identity in (0, 1)), -- they saw who protected sources are by the way they
                                                      -- came then; it is told so as long as they still may
    made_at integer not null,                         -- moment
    paused_at integer,                                -- moment; null: it is told
    pause text check (pause in ('asked', 'failing', 'rights')), -- why it is paused
    failures integer not null default 0 check (failures >= 0), -- attempts that failed since the last that did not
    failing_since integer,                            -- moment of the first of them
    version integer not null default 1 check (version > 0), -- how often its owners changed it
    check ((paused_at is null) = (pause is null))
) strict, without rowid;

create index webhook_by_case on webhook (case_id);

-- What is to be sent, or was: one message for each webhook and revision. Written with the change itself, so that a
-- crash between the two loses nothing. The content is made when it is sent, of what its receiver may see then.
create table delivery (
    id text not null primary key                      -- random slug: the message keeps it through all attempts
        check (length(id) between 1 and 80 and id not glob '*[^a-z0-9-]*'),
    webhook_id text not null references webhook (id) on delete cascade,
    revision integer,                                 -- the revision it tells of; null: a test
    state text not null check (state in ('waiting', 'delivered', 'given_up')),
    made_at integer not null,                         -- moment
    attempts integer not null default 0 check (attempts >= 0),
    due_at integer,                                   -- moment of the next attempt; null: there is none
    lease text,                                       -- whose attempt is under way: a random slug
    leased_until integer,                             -- moment from which another process may take it
    tried_at integer,                                 -- moment of the last attempt
    status integer,                                   -- HTTP status it was answered with; null: no answer
    fault text,                                       -- a word that says why the last attempt failed
    check ((state = 'waiting') = (due_at is not null))
) strict, without rowid;

create index delivery_by_webhook on delivery (webhook_id, made_at);
create index delivery_due on delivery (due_at) where due_at is not null;
create index delivery_under_way on delivery (webhook_id) where lease is not null;
