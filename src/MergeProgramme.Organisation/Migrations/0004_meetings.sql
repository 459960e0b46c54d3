-- Whose council or committee of the line a body is.
ALTER TABLE bodies ADD COLUMN municipality TEXT REFERENCES municipalities (name);

CREATE TABLE meeting_series (
    name TEXT PRIMARY KEY,
    body TEXT NOT NULL REFERENCES bodies (name),
    first_date TEXT NOT NULL,
    last_date TEXT NOT NULL,
    interval_days INTEGER NOT NULL,
    holiday_rule INTEGER NOT NULL,
    start_time INTEGER NOT NULL,
    end_time INTEGER,
    place TEXT NOT NULL,
    papers_days INTEGER NOT NULL,
    papers_day_kind INTEGER NOT NULL,
    title TEXT NOT NULL
);

-- start_time, end_time: minutes since midnight. votes_required: 0 until the meeting was held. item_numbers: how many numbers its agenda has used.
CREATE TABLE meetings (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL REFERENCES programmes (name),
    body TEXT NOT NULL REFERENCES bodies (name),
    series TEXT REFERENCES meeting_series (name),
    title TEXT NOT NULL,
    date TEXT NOT NULL,
    start_time INTEGER NOT NULL,
    end_time INTEGER,
    place TEXT NOT NULL,
    papers_days INTEGER NOT NULL,
    papers_day_kind INTEGER NOT NULL,
    note TEXT NOT NULL,
    state INTEGER NOT NULL,
    papers_sent_date TEXT,
    original_date TEXT,
    move_reason TEXT NOT NULL,
    cancel_reason TEXT NOT NULL,
    others_present TEXT NOT NULL,
    votes_required INTEGER NOT NULL,
    item_numbers INTEGER NOT NULL,
    calendar_uid TEXT NOT NULL,
    calendar_sequence INTEGER NOT NULL,
    etag TEXT NOT NULL,
    update_time BIGINT NOT NULL
);

CREATE INDEX meetings_by_date ON meetings (programme, date, start_time, name);
CREATE INDEX meetings_by_body ON meetings (body, date);

CREATE TABLE cases (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL REFERENCES programmes (name),
    title TEXT NOT NULL,
    background TEXT NOT NULL,
    proposal TEXT NOT NULL,
    subject TEXT NOT NULL,
    sub_project TEXT REFERENCES sub_projects (name),
    officer TEXT REFERENCES persons (name),
    archive_reference TEXT NOT NULL,
    treatment_numbers INTEGER NOT NULL,
    etag TEXT NOT NULL,
    create_time BIGINT NOT NULL
);

CREATE INDEX cases_by_create_time ON cases (programme, create_time, name);
CREATE INDEX cases_by_subject ON cases (subject);

-- year: of the case number; 0 without one.
CREATE TABLE treatments (
    case_name TEXT NOT NULL REFERENCES cases (name),
    number INTEGER NOT NULL,
    stage INTEGER NOT NULL,
    body TEXT NOT NULL REFERENCES bodies (name),
    planned_date TEXT,
    meeting TEXT REFERENCES meetings (name),
    outcome INTEGER NOT NULL,
    wording TEXT NOT NULL,
    date TEXT,
    case_number TEXT NOT NULL,
    archive_reference TEXT NOT NULL,
    year INTEGER NOT NULL,
    PRIMARY KEY (case_name, number)
);

CREATE INDEX treatments_by_body ON treatments (body, year, case_number);
CREATE INDEX treatments_by_meeting ON treatments (meeting);

-- body and year stand here for the one rule that the database itself holds: no case number twice.
CREATE TABLE agenda_items (
    meeting TEXT NOT NULL REFERENCES meetings (name),
    number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    kind INTEGER NOT NULL,
    case_name TEXT REFERENCES cases (name),
    treatment INTEGER NOT NULL,
    presenter TEXT NOT NULL,
    description TEXT NOT NULL,
    proposal TEXT NOT NULL,
    case_number TEXT NOT NULL,
    archive_reference TEXT NOT NULL,
    body TEXT NOT NULL REFERENCES bodies (name),
    year INTEGER NOT NULL,
    PRIMARY KEY (meeting, number)
);

CREATE UNIQUE INDEX agenda_items_by_case_number ON agenda_items (body, year, case_number) WHERE case_number <> '';
CREATE INDEX agenda_items_by_case ON agenda_items (case_name);

CREATE TABLE agenda_decisions (
    meeting TEXT NOT NULL,
    item INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    wording TEXT NOT NULL,
    votes_for INTEGER NOT NULL,
    votes_against INTEGER NOT NULL,
    votes_abstaining INTEGER NOT NULL,
    PRIMARY KEY (meeting, item),
    FOREIGN KEY (meeting, item) REFERENCES agenda_items (meeting, number)
);

CREATE TABLE decision_dissents (
    meeting TEXT NOT NULL,
    item INTEGER NOT NULL,
    position INTEGER NOT NULL,
    person TEXT NOT NULL REFERENCES persons (name),
    words TEXT NOT NULL,
    PRIMARY KEY (meeting, item, position),
    FOREIGN KEY (meeting, item) REFERENCES agenda_decisions (meeting, item)
);

CREATE TABLE decision_conditions (
    meeting TEXT NOT NULL,
    item INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (meeting, item, position),
    FOREIGN KEY (meeting, item) REFERENCES agenda_decisions (meeting, item)
);

-- voting: 0 or 1, as it was when this was recorded.
CREATE TABLE attendances (
    meeting TEXT NOT NULL REFERENCES meetings (name),
    person TEXT NOT NULL REFERENCES persons (name),
    position INTEGER NOT NULL,
    status INTEGER NOT NULL,
    deputy TEXT REFERENCES persons (name),
    voting INTEGER NOT NULL CHECK (voting IN (0, 1)),
    PRIMARY KEY (meeting, position),
    UNIQUE (meeting, person)
);

CREATE TABLE minutes_approvals (
    meeting TEXT PRIMARY KEY REFERENCES meetings (name),
    kind INTEGER NOT NULL,
    later_meeting TEXT REFERENCES meetings (name),
    chair TEXT REFERENCES persons (name),
    secretary TEXT REFERENCES persons (name),
    date TEXT NOT NULL
);

CREATE TABLE meeting_corrections (
    meeting TEXT NOT NULL REFERENCES meetings (name),
    number INTEGER NOT NULL,
    item INTEGER NOT NULL,
    text TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    PRIMARY KEY (meeting, number)
);

CREATE TABLE follow_ups (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL REFERENCES programmes (name),
    meeting TEXT NOT NULL REFERENCES meetings (name),
    item INTEGER NOT NULL,
    text TEXT NOT NULL,
    owner TEXT NOT NULL REFERENCES persons (name),
    due_date TEXT NOT NULL,
    done_date TEXT,
    result TEXT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX follow_ups_by_due_date ON follow_ups (programme, due_date, name);
CREATE INDEX follow_ups_by_meeting ON follow_ups (meeting);
