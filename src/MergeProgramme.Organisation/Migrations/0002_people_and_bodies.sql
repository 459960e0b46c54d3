CREATE TABLE municipalities (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL REFERENCES programmes (name),
    display_name TEXT NOT NULL,
    number TEXT NOT NULL,
    organisation_number TEXT NOT NULL,
    role INTEGER NOT NULL,
    etag TEXT NOT NULL,
    UNIQUE (programme, number)
);

CREATE INDEX municipalities_by_display_name ON municipalities (programme, display_name, name);

-- "search" is what a search looks in, in lower case: SQLite itself knows no capital Ø.
CREATE TABLE persons (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL REFERENCES programmes (name),
    display_name TEXT NOT NULL,
    title TEXT NOT NULL,
    email TEXT NOT NULL,
    municipality TEXT REFERENCES municipalities (name),
    organisation TEXT NOT NULL,
    search TEXT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX persons_by_display_name ON persons (programme, display_name, name);
CREATE INDEX persons_by_municipality ON persons (municipality);

-- "sort_key" is the code as digits of fixed width: A3.1 before A10, in every collation.
CREATE TABLE sub_projects (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL REFERENCES programmes (name),
    code TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    display_name TEXT NOT NULL,
    kind INTEGER NOT NULL,
    parent_sub_project TEXT REFERENCES sub_projects (name),
    purpose TEXT NOT NULL,
    lead TEXT REFERENCES persons (name),
    phase INTEGER NOT NULL,
    phase_source TEXT NOT NULL,
    etag TEXT NOT NULL,
    UNIQUE (programme, code)
);

CREATE INDEX sub_projects_by_code ON sub_projects (programme, sort_key, name);

CREATE TABLE reporting_cadences (
    sub_project TEXT PRIMARY KEY REFERENCES sub_projects (name),
    interval_days INTEGER NOT NULL,
    due_days_before INTEGER NOT NULL,
    first_meeting_date TEXT NOT NULL,
    last_meeting_date TEXT
);

CREATE TABLE bodies (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL REFERENCES programmes (name),
    display_name TEXT NOT NULL,
    kind INTEGER NOT NULL,
    authority INTEGER NOT NULL,
    parent_body TEXT REFERENCES bodies (name),
    sub_project TEXT REFERENCES sub_projects (name),
    quorum INTEGER NOT NULL,
    start_date TEXT,
    end_date TEXT,
    remit TEXT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX bodies_by_kind ON bodies (programme, kind, display_name, name);
CREATE INDEX bodies_by_sub_project ON bodies (sub_project);

CREATE TABLE body_decides (
    body TEXT NOT NULL REFERENCES bodies (name),
    decision_point INTEGER NOT NULL,
    PRIMARY KEY (body, decision_point)
);

CREATE TABLE composition_rules (
    body TEXT NOT NULL REFERENCES bodies (name),
    position INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    minimum INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (body, position)
);

CREATE TABLE appointments (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL REFERENCES programmes (name),
    person TEXT NOT NULL REFERENCES persons (name),
    body TEXT NOT NULL REFERENCES bodies (name),
    role INTEGER NOT NULL,
    representation INTEGER NOT NULL,
    municipality TEXT REFERENCES municipalities (name),
    organisation TEXT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT,
    percent INTEGER NOT NULL,
    etag TEXT NOT NULL,
    create_time BIGINT NOT NULL
);

CREATE INDEX appointments_by_body ON appointments (body, person);
CREATE INDEX appointments_by_person ON appointments (person);
CREATE INDEX appointments_by_programme ON appointments (programme, role);
CREATE INDEX appointments_by_municipality ON appointments (municipality);
