-- People and neighbouring systems, as their issuers know them.
CREATE TABLE principals (
    name TEXT PRIMARY KEY,
    display_name TEXT NOT NULL,
    email TEXT NOT NULL,
    kind INTEGER NOT NULL,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    state INTEGER NOT NULL,
    search TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    last_seen_time BIGINT NOT NULL,
    etag TEXT NOT NULL,
    UNIQUE (issuer, subject)
);

CREATE INDEX principals_by_display_name ON principals (display_name, name);

-- "from_provider": said by the groups or claims of the OpenID provider, and taken back when they no longer say it.
CREATE TABLE role_assignments (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    principal TEXT NOT NULL REFERENCES principals (name),
    role INTEGER NOT NULL,
    scope TEXT NOT NULL,
    start_date TEXT,
    end_date TEXT,
    reason TEXT NOT NULL,
    expire_time BIGINT,
    break_glass BOOLEAN NOT NULL,
    from_provider BOOLEAN NOT NULL,
    create_time BIGINT NOT NULL,
    grantor TEXT NOT NULL,
    grantor_display_name TEXT NOT NULL
);

CREATE INDEX role_assignments_by_principal ON role_assignments (principal);
CREATE INDEX role_assignments_by_parent ON role_assignments (parent);

CREATE TABLE person_links (
    person TEXT NOT NULL,
    principal TEXT NOT NULL REFERENCES principals (name),
    PRIMARY KEY (person, principal)
);

CREATE INDEX person_links_by_principal ON person_links (principal);

-- What organisation has told of appointments, bodies and sub-projects: what roles follow from.
CREATE TABLE known_appointments (
    name TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    body TEXT NOT NULL,
    role INTEGER NOT NULL,
    representation INTEGER NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT
);

CREATE INDEX known_appointments_by_person ON known_appointments (person);

CREATE TABLE known_bodies (
    name TEXT PRIMARY KEY,
    sub_project TEXT NOT NULL
);

CREATE TABLE known_sub_projects (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    parent_sub_project TEXT NOT NULL,
    lead TEXT NOT NULL
);

CREATE INDEX known_sub_projects_by_programme ON known_sub_projects (programme);
CREATE INDEX known_sub_projects_by_lead ON known_sub_projects (lead);
