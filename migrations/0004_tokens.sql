-- Tokens that programs carry to the API in the name of a person.
--
-- Where the comments say
--   moment : microseconds since 1970-01-01T00:00:00Z
--   digest : SHA-256 of the whole token, 64 hexadecimal digits; the token itself is never kept
-- Nobody's row is deleted: a token is revoked.

create table token (
    digest text not null primary key                  -- of the token
        check (length(digest) = 64),
    id text not null unique                           -- random slug: names it in the list of tokens
        check (length(id) between 1 and 80 and id not glob '*[^a-z0-9-]*'),
    person_id text not null references person (id),   -- whose it is: it never does more than they may
    name text not null check (length(name) > 0),      -- what they call it
    scopes text not null check (json_valid(scopes)),  -- JSON: list of words, what it may be used for
    cases text check (json_valid(cases)),             -- JSON: list of ids of cases; null: all that its person may see
    created_at integer not null,                      -- moment
    expires_at integer not null                       -- moment from which on it is of no use
        check (expires_at > created_at),
    used_at integer,                                  -- moment of the last request, to the minute; null: never used
    revoked_at integer                                -- moment somebody revoked it; null: nobody has
) strict, without rowid;

create index token_by_person on token (person_id);
