-- Measures, and when their effect comes. Amounts in øre.

CREATE TABLE measures (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    benefit TEXT REFERENCES benefits (name),
    sub_project TEXT NOT NULL,
    unit TEXT NOT NULL,
    municipality TEXT NOT NULL,
    position_percent INTEGER NOT NULL,
    budget_function TEXT NOT NULL,
    budget_account TEXT NOT NULL,
    prerequisites TEXT NOT NULL,
    deciding_body TEXT NOT NULL,
    owner TEXT NOT NULL,
    decision_date TEXT NOT NULL,
    lead_months_min INTEGER NOT NULL,
    lead_months_max INTEGER NOT NULL,
    lag_months_min INTEGER NOT NULL,
    lag_months_max INTEGER NOT NULL,
    ramp_months INTEGER NOT NULL,
    effect_low BIGINT NOT NULL,
    effect_likely BIGINT NOT NULL,
    effect_high BIGINT NOT NULL,
    probability_percent INTEGER NOT NULL,
    state INTEGER NOT NULL,
    decision_case_number TEXT NOT NULL,
    revision_reason TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX measures_in_order ON measures (parent, position, name);
CREATE INDEX measures_by_benefit ON measures (benefit);

CREATE TABLE measure_costs (
    measure TEXT NOT NULL REFERENCES measures (name),
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    amount BIGINT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,
    PRIMARY KEY (measure, position)
);

-- The plan of a decided measure, frozen: what changes in a month (months since January of the year 0). full_year works fully from that month on,
-- monthly of it falls in every month and december more in December; partial and cost fall in this month alone.
CREATE TABLE measure_plans (
    measure TEXT NOT NULL REFERENCES measures (name),
    month INTEGER NOT NULL,
    full_year BIGINT NOT NULL,
    monthly BIGINT NOT NULL,
    december BIGINT NOT NULL,
    partial BIGINT NOT NULL,
    cost BIGINT NOT NULL,
    PRIMARY KEY (measure, month)
);

-- The same summed up, kept with every write: of a programme, goal, benefit, sub-project or unit. basis 1: planned; 2: expected as the measures stand.
CREATE TABLE realisation_totals (
    scope TEXT NOT NULL,
    basis INTEGER NOT NULL,
    month INTEGER NOT NULL,
    full_year BIGINT NOT NULL,
    monthly BIGINT NOT NULL,
    december BIGINT NOT NULL,
    partial BIGINT NOT NULL,
    cost BIGINT NOT NULL,
    PRIMARY KEY (scope, basis, month)
);
