-- Procurements: the case, who takes part, what tenders are chosen by, and what was told to all. Amounts in øre.

CREATE TABLE procurement_cases (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    kind INTEGER NOT NULL,
    estimated_value BIGINT NOT NULL,
    estimate_basis TEXT NOT NULL,
    procedure INTEGER NOT NULL,
    procedure_reason TEXT NOT NULL,
    state INTEGER NOT NULL,
    sub_project TEXT NOT NULL,
    tender_deadline_time BIGINT,
    evaluation_days INTEGER NOT NULL,
    contract_days INTEGER NOT NULL,
    implementation_days INTEGER NOT NULL,
    environment_reason TEXT NOT NULL,
    publish_time BIGINT,
    open_time BIGINT,
    cancel_reason TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX procurement_cases_newest ON procurement_cases (parent, create_time, name);

CREATE TABLE case_needs (
    procurement_case TEXT NOT NULL REFERENCES procurement_cases (name),
    position INTEGER NOT NULL,
    need TEXT NOT NULL REFERENCES needs (name),
    PRIMARY KEY (procurement_case, position)
);

CREATE INDEX case_needs_by_need ON case_needs (need);

-- Two people open the tenders. opener: who, as the event log names them.
CREATE TABLE case_openings (
    procurement_case TEXT NOT NULL REFERENCES procurement_cases (name),
    position INTEGER NOT NULL,
    opener TEXT NOT NULL,
    display_name TEXT NOT NULL,
    open_time BIGINT NOT NULL,
    PRIMARY KEY (procurement_case, position),
    UNIQUE (procurement_case, opener)
);

CREATE TABLE case_members (
    name TEXT PRIMARY KEY,
    procurement_case TEXT NOT NULL REFERENCES procurement_cases (name),
    person TEXT NOT NULL,
    role INTEGER NOT NULL,
    person_display_name TEXT NOT NULL,
    employer TEXT NOT NULL,
    employer_number TEXT NOT NULL,
    declaration_state INTEGER NOT NULL,
    declared_interests TEXT NOT NULL,
    declare_time BIGINT,
    etag TEXT NOT NULL,
    UNIQUE (procurement_case, person)
);

CREATE TABLE criteria (
    name TEXT PRIMARY KEY,
    procurement_case TEXT NOT NULL REFERENCES procurement_cases (name),
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    kind INTEGER NOT NULL,
    parent_criterion TEXT REFERENCES criteria (name),
    weight INTEGER NOT NULL,
    price_formula INTEGER NOT NULL,
    environment INTEGER NOT NULL,
    position INTEGER NOT NULL,
    etag TEXT NOT NULL,
    UNIQUE (procurement_case, position)
);

CREATE INDEX criteria_by_parent ON criteria (parent_criterion);

CREATE TABLE clarifications (
    name TEXT PRIMARY KEY,
    procurement_case TEXT NOT NULL REFERENCES procurement_cases (name),
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    criterion TEXT,
    new_description TEXT NOT NULL,
    old_description TEXT NOT NULL,
    send_time BIGINT NOT NULL
);

CREATE INDEX clarifications_by_case ON clarifications (procurement_case, send_time, name);
