-- Mandates with their sections and decisions. Every table of a mandate names it in the column `mandate`, which the lock (0003) goes by.

-- state: mergeprogramme.mandates.v1.MandateState. predecessor: empty for the first version.
CREATE TABLE mandates (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    sub_project TEXT NOT NULL,
    title TEXT NOT NULL,
    version INTEGER NOT NULL,
    template TEXT NOT NULL,
    state INTEGER NOT NULL,
    document_date TEXT NOT NULL,
    prepared_by TEXT NOT NULL,
    prepared_by_display_name TEXT NOT NULL,
    predecessor TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    etag TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    update_time BIGINT NOT NULL,
    submit_time BIGINT,
    UNIQUE (sub_project, version)
);

CREATE INDEX mandates_by_programme ON mandates (programme, sub_project, version);

-- number and title stand as in the template when the mandate was begun: a template that changes later changes no document.
CREATE TABLE sections (
    mandate TEXT NOT NULL REFERENCES mandates (name),
    section TEXT NOT NULL,
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    procurement_relevance INTEGER NOT NULL,
    etag TEXT NOT NULL,
    PRIMARY KEY (mandate, section)
);

-- Amounts in øre; NULL where none is stated. effect_year 0: not stated.
CREATE TABLE section_goals (
    mandate TEXT NOT NULL,
    section TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    text TEXT NOT NULL,
    amount BIGINT,
    amount_max BIGINT,
    effect INTEGER NOT NULL,
    effect_year INTEGER NOT NULL,
    PRIMARY KEY (mandate, section, position),
    FOREIGN KEY (mandate, section) REFERENCES sections (mandate, section)
);

CREATE TABLE section_items (
    mandate TEXT NOT NULL,
    section TEXT NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (mandate, section, position),
    FOREIGN KEY (mandate, section) REFERENCES sections (mandate, section)
);

-- Periods here and below: period_label NULL where there is none; dates NULL where the words leave them open or cannot be read.
CREATE TABLE section_plan_entries (
    mandate TEXT NOT NULL,
    section TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    text TEXT NOT NULL,
    period_label TEXT,
    period_start_date TEXT,
    period_end_date TEXT,
    period_resolution INTEGER NOT NULL,
    PRIMARY KEY (mandate, section, position),
    FOREIGN KEY (mandate, section) REFERENCES sections (mandate, section)
);

-- per_year: 0 or 1.
CREATE TABLE section_budget_frames (
    mandate TEXT NOT NULL,
    section TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    amount BIGINT,
    per_year INTEGER NOT NULL CHECK (per_year IN (0, 1)),
    period_label TEXT,
    period_start_date TEXT,
    period_end_date TEXT,
    period_resolution INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (mandate, section, position),
    FOREIGN KEY (mandate, section) REFERENCES sections (mandate, section)
);

-- period: needed by.
CREATE TABLE section_dependencies (
    mandate TEXT NOT NULL,
    section TEXT NOT NULL,
    position INTEGER NOT NULL,
    sub_project TEXT NOT NULL,
    stakeholder TEXT NOT NULL,
    display_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    period_label TEXT,
    period_start_date TEXT,
    period_end_date TEXT,
    period_resolution INTEGER NOT NULL,
    PRIMARY KEY (mandate, section, position),
    FOREIGN KEY (mandate, section) REFERENCES sections (mandate, section)
);

-- period: due.
CREATE TABLE section_attachments (
    mandate TEXT NOT NULL,
    section TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    period_label TEXT,
    period_start_date TEXT,
    period_end_date TEXT,
    period_resolution INTEGER NOT NULL,
    reference TEXT NOT NULL,
    PRIMARY KEY (mandate, section, position),
    FOREIGN KEY (mandate, section) REFERENCES sections (mandate, section)
);

CREATE TABLE section_success_factors (
    mandate TEXT NOT NULL,
    section TEXT NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (mandate, section, position),
    FOREIGN KEY (mandate, section) REFERENCES sections (mandate, section)
);

CREATE TABLE section_expected_benefits (
    mandate TEXT NOT NULL,
    section TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    text TEXT NOT NULL,
    beneficiary TEXT NOT NULL,
    PRIMARY KEY (mandate, section, position),
    FOREIGN KEY (mandate, section) REFERENCES sections (mandate, section)
);

-- What people answered to the points of the gate's checklist.
CREATE TABLE gate_answers (
    mandate TEXT NOT NULL REFERENCES mandates (name),
    point TEXT NOT NULL,
    answer INTEGER NOT NULL,
    comment TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answer_time BIGINT NOT NULL,
    PRIMARY KEY (mandate, point)
);

-- text: exactly what text_hash is the SHA-256 of.
CREATE TABLE decisions (
    mandate TEXT PRIMARY KEY REFERENCES mandates (name),
    decision_point INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    decision_date TEXT NOT NULL,
    place TEXT NOT NULL,
    body TEXT NOT NULL,
    body_display_name TEXT NOT NULL,
    votes_for INTEGER NOT NULL,
    votes_against INTEGER NOT NULL,
    wording TEXT NOT NULL,
    case_number TEXT NOT NULL,
    archive_reference TEXT NOT NULL,
    participation_waiver TEXT NOT NULL,
    text TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    record_time BIGINT NOT NULL
);

-- voting: 0 or 1.
CREATE TABLE decision_attendees (
    mandate TEXT NOT NULL REFERENCES decisions (mandate),
    position INTEGER NOT NULL,
    person TEXT NOT NULL,
    display_name TEXT NOT NULL,
    voting INTEGER NOT NULL CHECK (voting IN (0, 1)),
    PRIMARY KEY (mandate, position)
);

CREATE TABLE decision_dissents (
    mandate TEXT NOT NULL REFERENCES decisions (mandate),
    position INTEGER NOT NULL,
    display_name TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (mandate, position)
);

CREATE TABLE decision_conditions (
    mandate TEXT NOT NULL REFERENCES decisions (mandate),
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    owner TEXT NOT NULL,
    due_date TEXT NOT NULL,
    PRIMARY KEY (mandate, number)
);

CREATE TABLE decision_signatories (
    mandate TEXT NOT NULL REFERENCES decisions (mandate),
    position INTEGER NOT NULL,
    display_name TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (mandate, position)
);

-- Copied from the participation records when it was decided.
CREATE TABLE decision_participation (
    mandate TEXT NOT NULL REFERENCES decisions (mandate),
    position INTEGER NOT NULL,
    participation_record TEXT NOT NULL,
    party TEXT NOT NULL,
    representative TEXT NOT NULL,
    heard_date TEXT NOT NULL,
    view TEXT NOT NULL,
    PRIMARY KEY (mandate, position)
);

-- The gate as it stood when it was decided, in both languages: the checklist may change later.
CREATE TABLE decision_gate_points (
    mandate TEXT NOT NULL REFERENCES decisions (mandate),
    position INTEGER NOT NULL,
    point TEXT NOT NULL,
    text_nb TEXT NOT NULL,
    text_en TEXT NOT NULL,
    kind INTEGER NOT NULL,
    mandatory INTEGER NOT NULL CHECK (mandatory IN (0, 1)),
    answer INTEGER NOT NULL,
    comment TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answer_time BIGINT,
    obstacle_nb TEXT NOT NULL,
    obstacle_en TEXT NOT NULL,
    PRIMARY KEY (mandate, position)
);

-- The one thing that is written about a mandate after its decision.
CREATE TABLE condition_fulfilments (
    mandate TEXT NOT NULL,
    number INTEGER NOT NULL,
    met_date TEXT NOT NULL,
    met_evidence TEXT NOT NULL,
    PRIMARY KEY (mandate, number),
    FOREIGN KEY (mandate, number) REFERENCES decision_conditions (mandate, number)
);
