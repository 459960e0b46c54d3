-- Changes asked for in approved documents, and the versions that carry them out.

-- state: mergeprogramme.mandates.v1.ChangeRequestState. revision: empty until a version carries it out.
CREATE TABLE change_requests (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    sub_project TEXT NOT NULL,
    number INTEGER NOT NULL,
    document TEXT NOT NULL REFERENCES mandates (name),
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    reason TEXT NOT NULL,
    raised_by TEXT NOT NULL,
    raised_by_display_name TEXT NOT NULL,
    raise_date TEXT NOT NULL,
    state INTEGER NOT NULL,
    withdraw_reason TEXT NOT NULL,
    revision TEXT NOT NULL,
    etag TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    update_time BIGINT NOT NULL,
    UNIQUE (sub_project, number)
);

CREATE INDEX change_requests_by_programme ON change_requests (programme, sub_project, number);
CREATE INDEX change_requests_by_revision ON change_requests (revision);

CREATE TABLE change_request_sections (
    change_request TEXT NOT NULL REFERENCES change_requests (name),
    position INTEGER NOT NULL,
    section TEXT NOT NULL,
    PRIMARY KEY (change_request, position)
);

-- The newest of each. Amounts in øre, NULL where none is stated.
CREATE TABLE change_assessments (
    change_request TEXT PRIMARY KEY REFERENCES change_requests (name),
    time_days INTEGER NOT NULL,
    cost BIGINT,
    yearly_benefit BIGINT,
    benefit TEXT NOT NULL,
    scope TEXT NOT NULL,
    recommendation TEXT NOT NULL,
    assessed_by TEXT NOT NULL,
    assessed_by_display_name TEXT NOT NULL,
    assess_date TEXT NOT NULL
);

-- verdict: mergeprogramme.mandates.v1.ChangeVerdict.
CREATE TABLE change_request_decisions (
    change_request TEXT NOT NULL REFERENCES change_requests (name),
    number INTEGER NOT NULL,
    verdict INTEGER NOT NULL,
    decision_date TEXT NOT NULL,
    body TEXT NOT NULL,
    body_display_name TEXT NOT NULL,
    wording TEXT NOT NULL,
    case_number TEXT NOT NULL,
    votes_for INTEGER NOT NULL,
    votes_against INTEGER NOT NULL,
    record_time BIGINT NOT NULL,
    PRIMARY KEY (change_request, number)
);
