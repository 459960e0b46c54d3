-- The accounts of the gains tertial by tertial: what owners report, and what was closed. Amounts in øre; numbers of tertials 1, 2 and 3.

CREATE TABLE tertial_reports (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    measure TEXT NOT NULL REFERENCES measures (name),
    year INTEGER NOT NULL,
    tertial INTEGER NOT NULL,
    nothing_gained INTEGER NOT NULL,
    comment TEXT NOT NULL,
    reporter_display_name TEXT NOT NULL,
    report_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

-- row_count: how many rows it has, so that none is added later.
CREATE TABLE tertial_closings (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    year INTEGER NOT NULL,
    tertial INTEGER NOT NULL,
    planned BIGINT NOT NULL,
    expected BIGINT NOT NULL,
    realised BIGINT NOT NULL,
    verified BIGINT NOT NULL,
    due_count INTEGER NOT NULL,
    reported_count INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    reason TEXT NOT NULL,
    closer TEXT NOT NULL,
    closer_display_name TEXT NOT NULL,
    close_time BIGINT NOT NULL,
    UNIQUE (programme, year, tertial)
);

-- Each measure as it stood when the tertial was closed. report: name of the report, empty where there was none; it does not change any more either.
CREATE TABLE tertial_rows (
    closing TEXT NOT NULL REFERENCES tertial_closings (name),
    position INTEGER NOT NULL,
    measure TEXT NOT NULL,
    measure_title TEXT NOT NULL,
    owner TEXT NOT NULL,
    planned BIGINT NOT NULL,
    expected BIGINT NOT NULL,
    realised BIGINT NOT NULL,
    verified BIGINT NOT NULL,
    due INTEGER NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (closing, position)
);

-- Entries and closings of a programme come one after the other.
CREATE TABLE tertial_locks (
    programme TEXT PRIMARY KEY,
    writes BIGINT NOT NULL
);

CREATE INDEX ledger_entries_by_tertial ON ledger_entries (programme, year, tertial, state);
