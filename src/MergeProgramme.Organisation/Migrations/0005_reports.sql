-- Zero escalation days stand for the usual ones.
ALTER TABLE reporting_cadences ADD COLUMN reports_from_date TEXT;
ALTER TABLE reporting_cadences ADD COLUMN escalate_to_chair_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reporting_cadences ADD COLUMN escalate_to_office_days INTEGER NOT NULL DEFAULT 0;

-- Only those that somebody has touched: the others follow from the cadence.
CREATE TABLE reporting_occurrences (
    name TEXT PRIMARY KEY,
    sub_project TEXT NOT NULL REFERENCES sub_projects (name),
    planned_meeting_date TEXT NOT NULL,
    meeting_date TEXT NOT NULL,
    due_date TEXT NOT NULL,
    skipped INTEGER NOT NULL,
    reason TEXT NOT NULL,
    meeting TEXT NOT NULL,
    etag TEXT NOT NULL,
    UNIQUE (sub_project, planned_meeting_date)
);

-- Once for each level, whatever runs twice.
CREATE TABLE reporting_occurrence_escalations (
    reporting_occurrence TEXT NOT NULL REFERENCES reporting_occurrences (name),
    level INTEGER NOT NULL,
    escalate_time BIGINT NOT NULL,
    days_late INTEGER NOT NULL,
    person TEXT NOT NULL,
    person_display_name TEXT NOT NULL,
    PRIMARY KEY (reporting_occurrence, level)
);

CREATE TABLE reports (
    name TEXT PRIMARY KEY,
    sub_project TEXT NOT NULL REFERENCES sub_projects (name),
    reporting_occurrence TEXT NOT NULL REFERENCES reporting_occurrences (name),
    version INTEGER NOT NULL,
    state INTEGER NOT NULL,
    corrects TEXT REFERENCES reports (name),
    correction_reason TEXT NOT NULL,
    previous_report TEXT NOT NULL,
    sub_project_display_name TEXT NOT NULL,
    meeting_date TEXT NOT NULL,
    due_date TEXT NOT NULL,
    figures_time BIGINT NOT NULL,
    author TEXT NOT NULL,
    author_display_name TEXT NOT NULL,
    submit_time BIGINT,
    -- What its submission has frozen, and its hash.
    text TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL,
    UNIQUE (reporting_occurrence, version),
    UNIQUE (corrects)
);

CREATE INDEX reports_by_meeting ON reports (sub_project, meeting_date, version);

CREATE TABLE report_parts (
    name TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES reports (name),
    kind INTEGER NOT NULL,
    status INTEGER NOT NULL,
    text TEXT NOT NULL,
    confirmation INTEGER NOT NULL,
    previous_status INTEGER NOT NULL,
    unchanged_status INTEGER NOT NULL,
    unchanged_text TEXT NOT NULL,
    etag TEXT NOT NULL,
    UNIQUE (report, kind)
);

CREATE TABLE report_part_figures (
    report_part TEXT NOT NULL REFERENCES report_parts (name),
    position INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    text TEXT NOT NULL,
    detail TEXT NOT NULL,
    date TEXT,
    amount BIGINT,
    source TEXT NOT NULL,
    source_display_name TEXT NOT NULL,
    PRIMARY KEY (report_part, position)
);
