CREATE TABLE goals (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    text TEXT NOT NULL,
    amount BIGINT,
    amount_max BIGINT,
    effect INTEGER NOT NULL,
    effect_year INTEGER NOT NULL,
    sub_project TEXT NOT NULL,
    source_mandate TEXT NOT NULL,
    source_mandate_title TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX goals_in_order ON goals (parent, kind, position, name);

CREATE TABLE benefits (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind INTEGER NOT NULL,
    beneficiary TEXT NOT NULL,
    owner TEXT NOT NULL,
    goal TEXT REFERENCES goals (name),
    sub_project TEXT NOT NULL,
    source_mandate TEXT NOT NULL,
    source_mandate_title TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX benefits_in_order ON benefits (parent, position, name);

-- The approved mandates whose goals and benefits have been registered: once each, however often the decision is told.
CREATE TABLE registered_mandates (
    mandate TEXT PRIMARY KEY
);
