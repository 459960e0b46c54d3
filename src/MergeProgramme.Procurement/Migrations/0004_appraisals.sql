CREATE TABLE option_appraisals (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    question TEXT NOT NULL,
    service_function TEXT NOT NULL REFERENCES service_functions (name),
    recommended_option INTEGER NOT NULL,
    recommendation_reason TEXT NOT NULL,
    decision_case TEXT NOT NULL,
    decision_treatment INTEGER NOT NULL,
    decided_option INTEGER NOT NULL,
    link_time BIGINT,
    option_numbers INTEGER NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX option_appraisals_by_time ON option_appraisals (parent, create_time, name);
CREATE INDEX option_appraisals_by_function ON option_appraisals (service_function);

CREATE TABLE option_appraisal_options (
    option_appraisal TEXT NOT NULL REFERENCES option_appraisals (name),
    position INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    title TEXT NOT NULL,
    legacy_system TEXT NOT NULL,
    permitted INTEGER NOT NULL,
    permitted_reason TEXT NOT NULL,
    cost BIGINT,
    cost_text TEXT NOT NULL,
    cost_level INTEGER NOT NULL,
    risk_text TEXT NOT NULL,
    risk_level INTEGER NOT NULL,
    benefit_text TEXT NOT NULL,
    benefit_level INTEGER NOT NULL,
    usable_date TEXT,
    drawbacks TEXT NOT NULL,
    PRIMARY KEY (option_appraisal, position)
);

CREATE INDEX option_appraisal_options_by_system ON option_appraisal_options (legacy_system) WHERE legacy_system <> '';
