-- Risks and critical success factors. parent: the sub-project, or the programme itself.

-- What an assessment says stands in risk_assessments; the last one counts. target_…: 0 where nothing is aimed at. end_date NULL while open.
CREATE TABLE risks (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    parent TEXT NOT NULL,
    title TEXT NOT NULL,
    cause TEXT NOT NULL,
    effect TEXT NOT NULL,
    response INTEGER NOT NULL,
    action TEXT NOT NULL,
    owner TEXT NOT NULL,
    owner_display_name TEXT NOT NULL,
    due_date TEXT,
    target_probability INTEGER NOT NULL CHECK (target_probability BETWEEN 0 AND 5),
    target_consequence INTEGER NOT NULL CHECK (target_consequence BETWEEN 0 AND 5),
    state INTEGER NOT NULL,
    end_date TEXT,
    outcome TEXT NOT NULL,
    etag TEXT NOT NULL,
    create_time BIGINT NOT NULL
);

CREATE INDEX risks_by_parent ON risks (programme, parent, name);

-- Never changed: the next one says what has become of it.
CREATE TABLE risk_assessments (
    risk TEXT NOT NULL REFERENCES risks (name),
    number INTEGER NOT NULL,
    date TEXT NOT NULL,
    probability INTEGER NOT NULL CHECK (probability BETWEEN 1 AND 5),
    consequence INTEGER NOT NULL CHECK (consequence BETWEEN 1 AND 5),
    reason TEXT NOT NULL,
    PRIMARY KEY (risk, number)
);

-- mandate: the document that it was adopted from, or empty.
CREATE TABLE success_factors (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    parent TEXT NOT NULL,
    text TEXT NOT NULL,
    owner TEXT NOT NULL,
    owner_display_name TEXT NOT NULL,
    mandate TEXT NOT NULL,
    etag TEXT NOT NULL,
    create_time BIGINT NOT NULL
);

CREATE INDEX success_factors_by_parent ON success_factors (programme, parent, name);

CREATE TABLE success_factor_assessments (
    success_factor TEXT NOT NULL REFERENCES success_factors (name),
    number INTEGER NOT NULL,
    date TEXT NOT NULL,
    status INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (success_factor, number)
);
