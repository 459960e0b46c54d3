-- Tenders. What they say stands in sealed_tenders only: encrypted with a key that is not in this database.

CREATE TABLE tenders (
    name TEXT PRIMARY KEY,
    procurement_case TEXT NOT NULL REFERENCES procurement_cases (name),
    tenderer TEXT NOT NULL,
    organisation_number TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    receive_time BIGINT NOT NULL,
    content_hash TEXT NOT NULL,
    content_size BIGINT NOT NULL,
    state INTEGER NOT NULL,
    reject_reason TEXT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX tenders_by_case ON tenders (procurement_case, receive_time, name);

-- terms: the price and the name of the file, apart from the content, so that a list opens no files.
CREATE TABLE sealed_tenders (
    tender TEXT PRIMARY KEY REFERENCES tenders (name),
    terms TEXT NOT NULL,
    content TEXT NOT NULL
);

CREATE TABLE tender_accesses (
    tender TEXT NOT NULL REFERENCES tenders (name),
    position INTEGER NOT NULL,
    procurement_case TEXT NOT NULL,
    caller TEXT NOT NULL,
    display_name TEXT NOT NULL,
    time BIGINT NOT NULL,
    kind INTEGER NOT NULL,
    PRIMARY KEY (tender, position)
);

CREATE INDEX tender_accesses_by_case ON tender_accesses (procurement_case, time, tender, position);
