CREATE TABLE needs (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    state INTEGER NOT NULL,
    state_reason TEXT NOT NULL,
    sub_project TEXT NOT NULL,
    source_mandate TEXT NOT NULL,
    source_mandate_title TEXT NOT NULL,
    responsible TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX needs_newest ON needs (parent, create_time, name);
-- A mandate raises one need, however often its decision is told.
CREATE UNIQUE INDEX needs_by_source ON needs (source_mandate) WHERE source_mandate <> '';
