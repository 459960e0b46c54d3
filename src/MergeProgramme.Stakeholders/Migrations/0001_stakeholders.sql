CREATE TABLE stakeholders (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    display_name TEXT NOT NULL,
    kind INTEGER NOT NULL,
    why TEXT NOT NULL,
    interest INTEGER NOT NULL,
    influence INTEGER NOT NULL,
    expectations TEXT NOT NULL,
    contact TEXT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX stakeholders_by_display_name ON stakeholders (parent, display_name, name);

CREATE TABLE stakeholder_sub_projects (
    stakeholder TEXT NOT NULL REFERENCES stakeholders (name),
    position INTEGER NOT NULL,
    sub_project TEXT NOT NULL,
    PRIMARY KEY (stakeholder, position),
    UNIQUE (stakeholder, sub_project)
);

CREATE TABLE participation_records (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    matter TEXT NOT NULL,
    party_kind INTEGER NOT NULL,
    party TEXT NOT NULL,
    representative TEXT NOT NULL,
    form INTEGER NOT NULL,
    heard_date TEXT NOT NULL,
    setting TEXT NOT NULL,
    view TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX participation_records_newest ON participation_records (parent, heard_date, name);
CREATE INDEX participation_records_by_matter ON participation_records (matter, heard_date, name);
