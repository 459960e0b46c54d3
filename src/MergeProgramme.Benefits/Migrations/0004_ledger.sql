-- What was gained, tertial by tertial, and what budget lines have. Amounts in øre.

-- amount: of the year. writes: counts verifications on the line, so that two of them come one after the other.
CREATE TABLE budget_bases (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    budget_function TEXT NOT NULL,
    budget_account TEXT NOT NULL,
    municipality TEXT NOT NULL,
    year INTEGER NOT NULL,
    amount BIGINT NOT NULL,
    source TEXT NOT NULL,
    writes BIGINT NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL,
    UNIQUE (parent, year, budget_function, budget_account, municipality)
);

-- state: mergeprogramme.benefits.v1.LedgerEntryState. municipality, function and account: the line as the measure had it when it was entered.
CREATE TABLE ledger_entries (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    position INTEGER NOT NULL,
    measure TEXT NOT NULL REFERENCES measures (name),
    year INTEGER NOT NULL,
    tertial INTEGER NOT NULL,
    amount BIGINT NOT NULL,
    budget_adjustment TEXT NOT NULL,
    case_number TEXT NOT NULL,
    note TEXT NOT NULL,
    corrects TEXT REFERENCES ledger_entries (name),
    budget_function TEXT NOT NULL,
    budget_account TEXT NOT NULL,
    municipality TEXT NOT NULL,
    takes_away INTEGER NOT NULL,
    state INTEGER NOT NULL,
    creator TEXT NOT NULL,
    creator_display_name TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    verifier_display_name TEXT NOT NULL,
    verify_time BIGINT,
    verify_reason TEXT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX ledger_entries_in_order ON ledger_entries (programme, position);
CREATE INDEX ledger_entries_by_measure ON ledger_entries (measure, year, tertial);
CREATE INDEX ledger_entries_by_line ON ledger_entries (programme, year, budget_function, budget_account, municipality);
CREATE INDEX ledger_entries_corrected ON ledger_entries (corrects);
CREATE INDEX ledger_entries_waiting ON ledger_entries (programme, state, position);
