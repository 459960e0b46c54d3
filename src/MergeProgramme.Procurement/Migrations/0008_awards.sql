-- Awards with their standstill, complaints against them, and contracts. Amounts in øre.

CREATE TABLE awards (
    name TEXT PRIMARY KEY,
    procurement_case TEXT NOT NULL REFERENCES procurement_cases (name),
    tender TEXT NOT NULL REFERENCES tenders (name),
    reasons TEXT NOT NULL,
    decision_case TEXT NOT NULL,
    state INTEGER NOT NULL,
    tenderer TEXT NOT NULL,
    body_display_name TEXT NOT NULL,
    decision_date TEXT,
    case_number TEXT NOT NULL,
    send_time BIGINT,
    electronic INTEGER NOT NULL,
    standstill_end_date TEXT,
    standstill_source TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX awards_by_case ON awards (procurement_case, create_time, name);

-- The sum, as it was counted when the letters were sent.
CREATE TABLE standstill_steps (
    award TEXT NOT NULL REFERENCES awards (name),
    position INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    date TEXT NOT NULL,
    day_number INTEGER NOT NULL,
    holiday TEXT NOT NULL,
    PRIMARY KEY (award, position)
);

CREATE TABLE complaints (
    name TEXT PRIMARY KEY,
    procurement_case TEXT NOT NULL REFERENCES procurement_cases (name),
    award TEXT NOT NULL REFERENCES awards (name),
    tender TEXT NOT NULL REFERENCES tenders (name),
    text TEXT NOT NULL,
    tenderer TEXT NOT NULL,
    receive_time BIGINT NOT NULL,
    in_time INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    answer TEXT NOT NULL,
    answer_time BIGINT,
    etag TEXT NOT NULL
);

CREATE INDEX complaints_by_case ON complaints (procurement_case, receive_time, name);

CREATE TABLE contracts (
    name TEXT PRIMARY KEY,
    procurement_case TEXT NOT NULL UNIQUE REFERENCES procurement_cases (name),
    value BIGINT NOT NULL,
    sign_date TEXT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,
    notice_date TEXT,
    archive_reference TEXT NOT NULL,
    award TEXT NOT NULL REFERENCES awards (name),
    supplier TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE TABLE contract_options (
    contract TEXT NOT NULL REFERENCES contracts (name),
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    use_by_date TEXT,
    PRIMARY KEY (contract, position)
);
