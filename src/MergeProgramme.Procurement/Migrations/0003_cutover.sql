CREATE TABLE cutover_plans (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    title TEXT NOT NULL,
    service_function TEXT NOT NULL REFERENCES service_functions (name),
    municipality TEXT NOT NULL,
    legacy_system TEXT NOT NULL,
    target TEXT NOT NULL,
    responsible TEXT NOT NULL,
    cutover_date TEXT,
    fallback TEXT NOT NULL,
    verdict INTEGER NOT NULL,
    verdict_reason TEXT NOT NULL,
    decider TEXT NOT NULL,
    decider_display_name TEXT NOT NULL,
    decide_time BIGINT,
    check_numbers INTEGER NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX cutover_plans_by_time ON cutover_plans (parent, create_time, name);
CREATE INDEX cutover_plans_by_function ON cutover_plans (service_function);
CREATE INDEX cutover_plans_by_system ON cutover_plans (legacy_system) WHERE legacy_system <> '';

CREATE TABLE cutover_plan_steps (
    cutover_plan TEXT NOT NULL REFERENCES cutover_plans (name),
    position INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    title TEXT NOT NULL,
    start_date TEXT,
    end_date TEXT,
    responsible TEXT NOT NULL,
    state INTEGER NOT NULL,
    PRIMARY KEY (cutover_plan, position)
);

CREATE TABLE cutover_plan_checks (
    cutover_plan TEXT NOT NULL REFERENCES cutover_plans (name),
    position INTEGER NOT NULL,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    answer INTEGER NOT NULL,
    comment TEXT NOT NULL,
    answerer TEXT NOT NULL,
    answerer_display_name TEXT NOT NULL,
    answer_time BIGINT,
    PRIMARY KEY (cutover_plan, position)
);
