-- Who was told what is held on somebody, and who was forgotten; without a word on who that was.
CREATE TABLE disclosures (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    kind INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    case_number TEXT NOT NULL,
    pseudonym TEXT NOT NULL,
    requester TEXT NOT NULL,
    requester_display_name TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    finish_time BIGINT
);

CREATE INDEX disclosures_newest ON disclosures (parent, create_time, name);
