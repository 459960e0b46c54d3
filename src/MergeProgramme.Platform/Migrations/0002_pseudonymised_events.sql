-- Rows of the event log whose data no longer holds somebody's name. The event that tells of an erasure holds the hash of its rows here.
CREATE TABLE pseudonymised_events (
    erasure TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    data_hash TEXT NOT NULL,
    PRIMARY KEY (erasure, sequence)
);
