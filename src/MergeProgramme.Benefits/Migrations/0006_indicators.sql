-- Indicators and what is measured of them. Values in millionths: exact, and comparable as numbers.

-- kind, direction, period_kind: of mergeprogramme.benefits.v1. municipality: whose series is held against baseline and target; empty: the whole
-- programme. writes: counts what is measured, so that two who measure the same come one after the other.
CREATE TABLE indicators (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    title TEXT NOT NULL,
    code TEXT NOT NULL,
    code_key TEXT NOT NULL,
    unit TEXT NOT NULL,
    decimals INTEGER NOT NULL,
    direction INTEGER NOT NULL,
    period_kind INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    benefit TEXT REFERENCES benefits (name),
    owner TEXT NOT NULL,
    description TEXT NOT NULL,
    municipality TEXT NOT NULL,
    baseline_value BIGINT,
    baseline_date TEXT,
    baseline_source TEXT NOT NULL,
    target_value BIGINT,
    target_date TEXT,
    per_inhabitant_factor INTEGER NOT NULL,
    writes BIGINT NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX indicators_in_order ON indicators (parent, create_time, name);
CREATE INDEX indicators_by_benefit ON indicators (benefit);
CREATE UNIQUE INDEX indicators_code ON indicators (parent, code_key) WHERE code_key <> '';
CREATE UNIQUE INDEX indicators_inhabitants ON indicators (parent) WHERE kind = 2;

-- That something is measured for a municipality: which there are is read here, not out of all measurements.
CREATE TABLE indicator_series (
    indicator TEXT NOT NULL REFERENCES indicators (name),
    municipality TEXT NOT NULL,
    municipality_display_name TEXT NOT NULL,
    PRIMARY KEY (indicator, municipality)
);

-- state: mergeprogramme.benefits.v1.MeasurementState. municipality: four digits, or empty for the whole programme.
CREATE TABLE measurements (
    name TEXT PRIMARY KEY,
    indicator TEXT NOT NULL REFERENCES indicators (name),
    municipality TEXT NOT NULL,
    period_start TEXT NOT NULL,
    revision INTEGER NOT NULL,
    value BIGINT NOT NULL,
    source TEXT NOT NULL,
    state INTEGER NOT NULL,
    creator TEXT NOT NULL,
    creator_display_name TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    verifier_display_name TEXT NOT NULL,
    verify_time BIGINT,
    verify_reason TEXT NOT NULL,
    etag TEXT NOT NULL
);

CREATE UNIQUE INDEX measurements_of_series ON measurements (indicator, municipality, period_start, revision);
