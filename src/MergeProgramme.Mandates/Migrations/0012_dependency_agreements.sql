-- What one end promises and another accepts. state: mergeprogramme.mandates.v1.DependencyState. Exactly one of giver_sub_project and giver_stakeholder
-- is set. Names are '' and dates NULL where there is none. promised_date: the promise that stands. document_key: hash of the reason in the document
-- that it comes from, '' where it comes from none.
CREATE TABLE dependency_agreements (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    deliverable TEXT NOT NULL,
    reason TEXT NOT NULL,
    giver_sub_project TEXT NOT NULL,
    giver_stakeholder TEXT NOT NULL,
    giver_display_name TEXT NOT NULL,
    taker_sub_project TEXT NOT NULL,
    taker_display_name TEXT NOT NULL,
    giver_milestone TEXT NOT NULL,
    taker_milestone TEXT NOT NULL,
    giver_owner TEXT NOT NULL,
    taker_owner TEXT NOT NULL,
    needed_by_date TEXT,
    promised_date TEXT,
    state INTEGER NOT NULL,
    delivered_date TEXT,
    received_date TEXT,
    document TEXT NOT NULL,
    document_reason TEXT NOT NULL,
    document_key TEXT NOT NULL,
    state_time BIGINT NOT NULL,
    etag TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    update_time BIGINT NOT NULL,
    CHECK ((giver_sub_project = '') <> (giver_stakeholder = ''))
);

CREATE INDEX dependency_agreements_by_programme ON dependency_agreements (programme, needed_by_date, name);

-- A dependency of a document becomes one agreement, however many adopt it at once.
CREATE UNIQUE INDEX dependency_agreements_by_document
ON dependency_agreements (taker_sub_project, giver_sub_project, giver_stakeholder, document_key)
WHERE document_key <> '';

-- What was done, in order. act: mergeprogramme.mandates.v1.DependencyAct.
CREATE TABLE dependency_agreement_entries (
    dependency_agreement TEXT NOT NULL REFERENCES dependency_agreements (name),
    number INTEGER NOT NULL,
    act INTEGER NOT NULL,
    date TEXT,
    reason TEXT NOT NULL,
    said_by TEXT NOT NULL,
    said_date TEXT,
    acting_end TEXT NOT NULL,
    actor TEXT NOT NULL,
    actor_display_name TEXT NOT NULL,
    record_time BIGINT NOT NULL,
    PRIMARY KEY (dependency_agreement, number)
);
