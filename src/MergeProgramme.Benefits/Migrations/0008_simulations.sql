-- Simulations that are drawn in the background and kept. Amounts in øre; months since January of the year 0.

-- state: mergeprogramme.benefits.v1.SimulationState. version: of the measures when it was drawn. first_month, last_month: what was drawn.
CREATE TABLE simulations (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    scope TEXT NOT NULL,
    runs INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    correlation_percent INTEGER NOT NULL,
    state INTEGER NOT NULL,
    progress_percent INTEGER NOT NULL,
    measure_count INTEGER NOT NULL,
    version BIGINT NOT NULL,
    first_month INTEGER NOT NULL,
    last_month INTEGER NOT NULL,
    creator_display_name TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    end_time BIGINT
);

CREATE INDEX simulations_of_scope ON simulations (programme, scope, state, create_time);
CREATE INDEX simulations_waiting ON simulations (state, create_time);

-- What is exceeded with 90, 50 and 10 percent probability. granularity: mergeprogramme.benefits.v1.Granularity; month: the first of the period.
CREATE TABLE simulation_bands (
    simulation TEXT NOT NULL REFERENCES simulations (name),
    granularity INTEGER NOT NULL,
    month INTEGER NOT NULL,
    p10 BIGINT NOT NULL,
    p50 BIGINT NOT NULL,
    p90 BIGINT NOT NULL,
    PRIMARY KEY (simulation, granularity, month)
);

-- Counts changes of a programme's measures, so that what was drawn before one is known to be old.
CREATE TABLE measure_versions (
    programme TEXT PRIMARY KEY,
    version BIGINT NOT NULL
);

CREATE INDEX measures_by_state ON measures (parent, state);
