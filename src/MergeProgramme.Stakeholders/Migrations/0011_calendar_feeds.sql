-- Addresses at which calendar programs fetch the communication plan.
CREATE TABLE calendar_feeds (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    title TEXT NOT NULL,
    owner TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    UNIQUE (parent, owner)
);
