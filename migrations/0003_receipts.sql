-- What writes of the API did, for those who ask the same again.

-- A write that came with an Idempotency-Key, kept in its own transaction: who asks again with the same key is answered
-- the same and writes nothing.
create table receipt (
    person_id text not null references person (id),   -- whose write it was
    key text not null                                 -- the Idempotency-Key, chosen by the caller
        check (length(key) between 1 and 255),
    digest text not null                              -- SHA-256 of the request: method, address, conditions, body
        check (length(digest) = 64),
    outcome blob not null,                            -- what the write did, as JSON, sealed with the key file
    written_at integer not null,                      -- moment: microseconds since 1970-01-01T00:00:00Z
    primary key (person_id, key)
) strict, without rowid;

create index receipt_by_age on receipt (written_at);
