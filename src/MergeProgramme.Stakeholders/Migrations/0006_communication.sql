-- Who is told what, when and by whom. What falls due is computed; what was done or left out stands here.

CREATE TABLE communication_items (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    title TEXT NOT NULL,
    purpose TEXT NOT NULL,
    message TEXT NOT NULL,
    channel TEXT NOT NULL,
    frequency INTEGER NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT,
    responsible TEXT NOT NULL,
    sub_project TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX communication_items_by_title ON communication_items (parent, title, name);

CREATE TABLE communication_item_stakeholders (
    communication_item TEXT NOT NULL REFERENCES communication_items (name),
    position INTEGER NOT NULL,
    stakeholder TEXT NOT NULL REFERENCES stakeholders (name),
    PRIMARY KEY (communication_item, position),
    UNIQUE (communication_item, stakeholder)
);

CREATE INDEX communication_item_stakeholders_by_stakeholder ON communication_item_stakeholders (stakeholder);

CREATE TABLE communication_records (
    communication_item TEXT NOT NULL REFERENCES communication_items (name),
    due_date TEXT NOT NULL,
    state INTEGER NOT NULL,
    done_date TEXT,
    note TEXT NOT NULL,
    PRIMARY KEY (communication_item, due_date)
);
