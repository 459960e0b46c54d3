CREATE TABLE service_functions (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    needed_on_vesting_day BOOLEAN NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX service_functions_by_time ON service_functions (parent, create_time, name);

CREATE TABLE legacy_systems (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    service_function TEXT NOT NULL REFERENCES service_functions (name),
    municipality TEXT NOT NULL,
    title TEXT NOT NULL,
    vendor TEXT NOT NULL,
    owner TEXT NOT NULL,
    contract_end_date TEXT,
    notice_date TEXT,
    notice_given_date TEXT,
    yearly_cost BIGINT,
    user_count INTEGER NOT NULL,
    data_held TEXT NOT NULL,
    integrations TEXT NOT NULL,
    verdict INTEGER NOT NULL,
    verdict_reason TEXT NOT NULL,
    migration_state INTEGER NOT NULL,
    -- Systems of one sheet may point at each other in any order, so no reference is declared.
    successor TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX legacy_systems_by_time ON legacy_systems (parent, create_time, name);
CREATE INDEX legacy_systems_by_function ON legacy_systems (service_function);
CREATE INDEX legacy_systems_by_successor ON legacy_systems (successor) WHERE successor <> '';

-- Counts writes, so that two of them in a programme come one after the other: titles stay unique, and nothing points at what goes.
CREATE TABLE system_locks (
    programme TEXT PRIMARY KEY,
    writes BIGINT NOT NULL
);
