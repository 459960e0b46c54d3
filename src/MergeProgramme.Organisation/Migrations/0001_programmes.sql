CREATE TABLE programmes (
    name TEXT PRIMARY KEY,
    display_name TEXT NOT NULL,
    description TEXT NOT NULL,
    kind INTEGER NOT NULL,
    vesting_date TEXT,
    etag TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    update_time BIGINT NOT NULL
);

CREATE INDEX programmes_by_display_name ON programmes (display_name, name);

CREATE TABLE programme_goals (
    programme TEXT NOT NULL REFERENCES programmes (name),
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (programme, position)
);
