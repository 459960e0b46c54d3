-- The budget: frames, commitments, entries of the accounts and forecasts. parent: the sub-project, or the programme itself. Amounts are øre.

-- tertial: 1–3, 0 for the whole year. frame NULL: not set yet. mandate: the document that it was taken over from last, or empty.
CREATE TABLE budget_lines (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    parent TEXT NOT NULL,
    year INTEGER NOT NULL,
    tertial INTEGER NOT NULL CHECK (tertial BETWEEN 0 AND 3),
    kind INTEGER NOT NULL,
    frame BIGINT CHECK (frame >= 0),
    mandate TEXT NOT NULL,
    etag TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    UNIQUE (parent, year, tertial, kind)
);

CREATE INDEX budget_lines_by_programme ON budget_lines (programme, parent, year);

-- Never changed: the next one says what has become of it.
CREATE TABLE budget_line_changes (
    budget_line TEXT NOT NULL REFERENCES budget_lines (name),
    number INTEGER NOT NULL,
    from_amount BIGINT,
    to_amount BIGINT,
    reason TEXT NOT NULL,
    case_number TEXT NOT NULL,
    decision_date TEXT NOT NULL,
    mandate TEXT NOT NULL,
    actor TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    PRIMARY KEY (budget_line, number)
);

-- year: of expected_date, in which it counts. drawn_amount: the sum of its drawdowns.
CREATE TABLE commitments (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    parent TEXT NOT NULL,
    supplier TEXT NOT NULL,
    subject TEXT NOT NULL,
    kind INTEGER NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    expected_date TEXT NOT NULL,
    year INTEGER NOT NULL,
    reference TEXT NOT NULL,
    state INTEGER NOT NULL,
    drawn_amount BIGINT NOT NULL CHECK (drawn_amount BETWEEN 0 AND amount),
    cancel_reason TEXT NOT NULL,
    etag TEXT NOT NULL,
    create_time BIGINT NOT NULL
);

CREATE INDEX commitments_by_programme ON commitments (programme, parent, expected_date);

CREATE TABLE commitment_drawdowns (
    commitment TEXT NOT NULL REFERENCES commitments (name),
    number INTEGER NOT NULL,
    date TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    voucher TEXT NOT NULL,
    PRIMARY KEY (commitment, number)
);

-- Never changed nor taken away. year: of the date. entry_key: a hash of system, year, voucher and line, so that one is there once in a programme.
CREATE TABLE account_entries (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    parent TEXT NOT NULL,
    source_system TEXT NOT NULL,
    voucher TEXT NOT NULL,
    line INTEGER NOT NULL,
    date TEXT NOT NULL,
    year INTEGER NOT NULL,
    account TEXT NOT NULL,
    text TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount <> 0),
    kind INTEGER NOT NULL,
    corrects_voucher TEXT NOT NULL,
    entry_key TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    UNIQUE (programme, entry_key)
);

CREATE INDEX account_entries_by_parent ON account_entries (programme, parent, year, kind);
CREATE INDEX account_entries_by_date ON account_entries (programme, date, name);

-- Sheets that were taken in, by the hash of what they held: just the same sheet again is said.
CREATE TABLE account_sheets (
    programme TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    PRIMARY KEY (programme, content_hash)
);

CREATE TABLE forecasts (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    parent TEXT NOT NULL,
    year INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    amount BIGINT NOT NULL CHECK (amount >= 0),
    etag TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    UNIQUE (parent, year, kind)
);

CREATE INDEX forecasts_by_programme ON forecasts (programme, parent, year);

-- Never changed. frame: that of the year when it was stated; NULL where none was set.
CREATE TABLE forecast_statements (
    forecast TEXT NOT NULL REFERENCES forecasts (name),
    number INTEGER NOT NULL,
    amount BIGINT NOT NULL,
    reason TEXT NOT NULL,
    explanation TEXT NOT NULL,
    frame BIGINT,
    actor TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    PRIMARY KEY (forecast, number)
);

-- Whoever writes frames, entries or forecasts takes the row of the programme first: two who do it at once would count twice.
CREATE TABLE budget_locks (
    programme TEXT PRIMARY KEY,
    writes BIGINT NOT NULL
);
