-- What must be there for a measure to be carried out: deliverables and procurement needs of other modules, by name, with the title that they had.
CREATE TABLE enablers (
    name TEXT PRIMARY KEY,
    measure TEXT NOT NULL REFERENCES measures (name) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    source TEXT NOT NULL,
    source_title TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    UNIQUE (measure, source)
);
