-- "chart" is the municipality whose chart it stands in, or "new": codes are unique in it.
CREATE TABLE units (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL REFERENCES programmes (name),
    display_name TEXT NOT NULL,
    code TEXT NOT NULL,
    level INTEGER NOT NULL,
    parent_unit TEXT REFERENCES units (name),
    municipality TEXT REFERENCES municipalities (name),
    new_organisation BOOLEAN NOT NULL,
    chart TEXT NOT NULL,
    head TEXT REFERENCES persons (name),
    delegate TEXT REFERENCES persons (name),
    delegate_start_date TEXT,
    delegate_end_date TEXT,
    start_date TEXT,
    end_date TEXT,
    etag TEXT NOT NULL
);

CREATE INDEX units_by_level ON units (programme, level, display_name, name);
CREATE INDEX units_by_parent ON units (parent_unit);
CREATE INDEX units_by_municipality ON units (municipality);
CREATE UNIQUE INDEX units_by_code ON units (programme, chart, code) WHERE code <> '';

CREATE TABLE unit_mappings (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL REFERENCES programmes (name),
    from_unit TEXT NOT NULL REFERENCES units (name),
    to_unit TEXT NOT NULL REFERENCES units (name),
    extent INTEGER NOT NULL,
    share_percent INTEGER NOT NULL,
    part TEXT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX unit_mappings_by_programme ON unit_mappings (programme, name);
CREATE INDEX unit_mappings_by_from_unit ON unit_mappings (from_unit);
CREATE INDEX unit_mappings_by_to_unit ON unit_mappings (to_unit);

-- "search" as at persons.
CREATE TABLE positions (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL REFERENCES programmes (name),
    title TEXT NOT NULL,
    number TEXT NOT NULL,
    code TEXT NOT NULL,
    percent_hundredths INTEGER NOT NULL,
    yearly_cost BIGINT NOT NULL,
    unit TEXT NOT NULL REFERENCES units (name),
    holder TEXT REFERENCES persons (name),
    vacant BOOLEAN NOT NULL,
    vacant_from_date TEXT,
    new_unit TEXT REFERENCES units (name),
    placement INTEGER NOT NULL,
    search TEXT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX positions_by_title ON positions (programme, title, name);
CREATE INDEX positions_by_unit ON positions (unit);
CREATE INDEX positions_by_new_unit ON positions (new_unit);
CREATE INDEX positions_by_number ON positions (programme, number);

CREATE TABLE position_requests (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL REFERENCES programmes (name),
    position TEXT REFERENCES positions (name),
    title TEXT NOT NULL,
    unit TEXT NOT NULL REFERENCES units (name),
    percent_hundredths INTEGER NOT NULL,
    yearly_cost BIGINT NOT NULL,
    vacant_from_date TEXT NOT NULL,
    why TEXT NOT NULL,
    consequence TEXT NOT NULL,
    requester TEXT NOT NULL REFERENCES persons (name),
    request_date TEXT NOT NULL,
    state INTEGER NOT NULL,
    decider TEXT REFERENCES persons (name),
    decide_date TEXT,
    decision_reason TEXT NOT NULL,
    redeployed_person TEXT REFERENCES persons (name),
    redeployed_from_unit TEXT REFERENCES units (name),
    redeploy_date TEXT,
    participation_missing BOOLEAN NOT NULL,
    advertise_date TEXT,
    advertise_reference TEXT NOT NULL,
    fill_date TEXT,
    withdraw_reason TEXT NOT NULL,
    creator TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX position_requests_by_date ON position_requests (programme, request_date, name);
CREATE INDEX position_requests_by_unit ON position_requests (unit);
CREATE INDEX position_requests_by_position ON position_requests (position);
