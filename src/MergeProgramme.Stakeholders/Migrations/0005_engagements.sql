-- Whom the programme met and asked, what they said, and what became of it.

CREATE TABLE engagements (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    title TEXT NOT NULL,
    kind INTEGER NOT NULL,
    date TEXT NOT NULL,
    place TEXT NOT NULL,
    summary TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX engagements_newest ON engagements (parent, date, name);

CREATE TABLE engagement_stakeholders (
    engagement TEXT NOT NULL REFERENCES engagements (name),
    position INTEGER NOT NULL,
    stakeholder TEXT NOT NULL REFERENCES stakeholders (name),
    PRIMARY KEY (engagement, position),
    UNIQUE (engagement, stakeholder)
);

CREATE INDEX engagement_stakeholders_by_stakeholder ON engagement_stakeholders (stakeholder);

CREATE TABLE engagement_sub_projects (
    engagement TEXT NOT NULL REFERENCES engagements (name),
    position INTEGER NOT NULL,
    sub_project TEXT NOT NULL,
    PRIMARY KEY (engagement, position),
    UNIQUE (engagement, sub_project)
);

CREATE TABLE consultations (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    title TEXT NOT NULL,
    introduction TEXT NOT NULL,
    document TEXT NOT NULL,
    deadline_date TEXT NOT NULL,
    last_date TEXT NOT NULL,
    short_deadline_reason TEXT NOT NULL,
    sub_project TEXT NOT NULL,
    state INTEGER NOT NULL,
    open_date TEXT,
    close_date TEXT,
    conclusion TEXT NOT NULL,
    conclude_date TEXT,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX consultations_newest ON consultations (parent, create_time, name);

CREATE TABLE consultation_points (
    consultation TEXT NOT NULL REFERENCES consultations (name),
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (consultation, number)
);

CREATE TABLE consultation_stakeholders (
    consultation TEXT NOT NULL REFERENCES consultations (name),
    position INTEGER NOT NULL,
    stakeholder TEXT NOT NULL REFERENCES stakeholders (name),
    PRIMARY KEY (consultation, position),
    UNIQUE (consultation, stakeholder)
);

CREATE INDEX consultation_stakeholders_by_stakeholder ON consultation_stakeholders (stakeholder);

-- How much time a consultation gives. Came with this system, for every programme.
CREATE TABLE built_in_consultation_rules (
    id TEXT PRIMARY KEY,
    least_days INTEGER NOT NULL,
    usual_days INTEGER NOT NULL,
    source TEXT NOT NULL,
    effect_date TEXT NOT NULL,
    note TEXT NOT NULL
);

INSERT INTO built_in_consultation_rules (id, least_days, usual_days, source, effect_date, note) VALUES
    ('utredningsinstruksen-2000', 42, 90, 'utredningsinstruksen (2000) punkt 5.2', '2000-03-01',
        'Instruksen binder staten. Kommuner følger den som god skikk: vanligvis tre måneder, ikke under seks uker.'),
    ('utredningsinstruksen-2016', 42, 90, 'utredningsinstruksen (2016) punkt 3-3', '2016-03-01',
        'Instruksen binder staten. Kommuner følger den som god skikk: vanligvis tre måneder, ikke under seks uker.');

CREATE TABLE inputs (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    stakeholder TEXT NOT NULL REFERENCES stakeholders (name),
    receive_date TEXT NOT NULL,
    text TEXT NOT NULL,
    engagement TEXT REFERENCES engagements (name),
    consultation TEXT REFERENCES consultations (name),
    point INTEGER NOT NULL,
    stance INTEGER NOT NULL,
    sub_project TEXT NOT NULL,
    state INTEGER NOT NULL,
    answer TEXT NOT NULL,
    answer_place TEXT NOT NULL,
    answer_date TEXT,
    tell_date TEXT,
    tell_channel TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX inputs_first ON inputs (parent, receive_date, name);
CREATE INDEX inputs_by_stakeholder ON inputs (stakeholder);
CREATE INDEX inputs_by_engagement ON inputs (engagement);
CREATE INDEX inputs_by_consultation ON inputs (consultation);
