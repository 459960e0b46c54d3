-- Tolerances of sub-projects, and the alarms of each excursion. Limits and values: days, hundredths of a percent, øre or deliverables, as the unit says.

CREATE TABLE tolerances (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    sub_project TEXT NOT NULL,
    dimension INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    upper_limit BIGINT NOT NULL CHECK (upper_limit >= 0),
    body TEXT NOT NULL,
    body_display_name TEXT NOT NULL,
    etag TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    UNIQUE (sub_project, dimension)
);

CREATE INDEX tolerances_by_programme ON tolerances (programme, sub_project, dimension);

-- Never changed.
CREATE TABLE tolerance_changes (
    tolerance TEXT NOT NULL REFERENCES tolerances (name),
    number INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    upper_limit BIGINT NOT NULL,
    reason TEXT NOT NULL,
    body TEXT NOT NULL,
    body_display_name TEXT NOT NULL,
    decision_date TEXT NOT NULL,
    case_number TEXT NOT NULL,
    actor TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    PRIMARY KEY (tolerance, number)
);

-- end_time NULL while open.
CREATE TABLE tolerance_alarms (
    tolerance TEXT NOT NULL REFERENCES tolerances (name),
    number INTEGER NOT NULL,
    raise_time BIGINT NOT NULL,
    body TEXT NOT NULL,
    body_display_name TEXT NOT NULL,
    unit INTEGER NOT NULL,
    upper_limit BIGINT NOT NULL,
    value BIGINT NOT NULL,
    cause TEXT NOT NULL,
    end_time BIGINT,
    action TEXT NOT NULL,
    acknowledge_actor TEXT NOT NULL,
    acknowledge_time BIGINT,
    PRIMARY KEY (tolerance, number)
);

-- Never two at once, whoever measures.
CREATE UNIQUE INDEX tolerance_alarms_open ON tolerance_alarms (tolerance) WHERE end_time IS NULL;

-- What was measured last, which follows from other tables and is no news by itself. value NULL where there is nothing to measure.
CREATE TABLE tolerance_measures (
    tolerance TEXT PRIMARY KEY REFERENCES tolerances (name),
    value BIGINT,
    cause TEXT NOT NULL,
    measure_time BIGINT NOT NULL
);
