-- Who scored what, and what was agreed on. Scores in millionths.

-- One row for each evaluator who has begun, or was taken out. state as EvaluationState.
CREATE TABLE evaluations (
    name TEXT PRIMARY KEY,
    procurement_case TEXT NOT NULL REFERENCES procurement_cases (name),
    member TEXT NOT NULL UNIQUE REFERENCES case_members (name),
    state INTEGER NOT NULL,
    finish_time BIGINT,
    withdraw_reason TEXT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX evaluations_by_case ON evaluations (procurement_case);

CREATE TABLE tender_scores (
    evaluation TEXT NOT NULL REFERENCES evaluations (name),
    tender TEXT NOT NULL REFERENCES tenders (name),
    criterion TEXT NOT NULL REFERENCES criteria (name),
    score BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (evaluation, tender, criterion)
);

-- Cases in which every evaluator has finished: from then on they see each other's scores, and nobody scores any more.
CREATE TABLE disclosed_evaluations (
    procurement_case TEXT PRIMARY KEY REFERENCES procurement_cases (name),
    disclose_time BIGINT NOT NULL
);

CREATE TABLE consensus_meetings (
    name TEXT PRIMARY KEY,
    procurement_case TEXT NOT NULL UNIQUE REFERENCES procurement_cases (name),
    meeting_date TEXT NOT NULL,
    record_time BIGINT NOT NULL,
    recorder_display_name TEXT NOT NULL,
    etag TEXT NOT NULL
);

CREATE TABLE consensus_members (
    consensus TEXT NOT NULL REFERENCES consensus_meetings (name),
    position INTEGER NOT NULL,
    member TEXT NOT NULL REFERENCES case_members (name),
    PRIMARY KEY (consensus, position)
);

CREATE TABLE consensus_criteria (
    consensus TEXT NOT NULL REFERENCES consensus_meetings (name),
    criterion TEXT NOT NULL REFERENCES criteria (name),
    minutes TEXT NOT NULL,
    PRIMARY KEY (consensus, criterion)
);

CREATE TABLE consensus_scores (
    consensus TEXT NOT NULL REFERENCES consensus_meetings (name),
    criterion TEXT NOT NULL REFERENCES criteria (name),
    tender TEXT NOT NULL REFERENCES tenders (name),
    score BIGINT NOT NULL,
    PRIMARY KEY (consensus, criterion, tender)
);
