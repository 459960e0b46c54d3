CREATE TABLE notes (
    name TEXT PRIMARY KEY,
    stakeholder TEXT NOT NULL REFERENCES stakeholders (name),
    author TEXT NOT NULL,
    author_display_name TEXT NOT NULL,
    text TEXT NOT NULL,
    create_time BIGINT NOT NULL
);

CREATE INDEX notes_newest ON notes (stakeholder, create_time, name);
