-- The plan of a programme: milestones of its sub-projects, what must be done before what, and what each approved document said.

-- kind: mergeprogramme.mandates.v1.MilestoneKind. decision_point: 0 for none. Days NULL where there are none. after_vesting: 0 or 1.
-- source_mandate, source_text: empty for what was written by hand. baseline_…: of the newest row of milestone_baselines.
CREATE TABLE milestones (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    sub_project TEXT NOT NULL,
    kind INTEGER NOT NULL,
    title TEXT NOT NULL,
    decision_point INTEGER NOT NULL,
    planned_start_date TEXT,
    planned_end_date TEXT NOT NULL,
    baseline_start_date TEXT,
    baseline_end_date TEXT,
    done_date TEXT,
    responsible TEXT NOT NULL,
    source_mandate TEXT NOT NULL,
    source_text TEXT NOT NULL,
    after_vesting INTEGER NOT NULL CHECK (after_vesting IN (0, 1)),
    note TEXT NOT NULL,
    etag TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    update_time BIGINT NOT NULL
);

CREATE INDEX milestones_by_programme ON milestones (programme, planned_end_date, name);
CREATE INDEX milestones_by_sub_project ON milestones (sub_project, planned_end_date, name);

-- lag_days: calendar days, 0 or more.
CREATE TABLE milestone_predecessors (
    milestone TEXT NOT NULL REFERENCES milestones (name),
    position INTEGER NOT NULL,
    predecessor TEXT NOT NULL REFERENCES milestones (name),
    lag_days INTEGER NOT NULL,
    PRIMARY KEY (milestone, position),
    UNIQUE (milestone, predecessor)
);

CREATE INDEX milestone_predecessors_by_predecessor ON milestone_predecessors (predecessor);

-- The oldest first.
CREATE TABLE milestone_baselines (
    milestone TEXT NOT NULL REFERENCES milestones (name),
    position INTEGER NOT NULL,
    source_mandate TEXT NOT NULL,
    start_date TEXT,
    end_date TEXT NOT NULL,
    adopt_time BIGINT NOT NULL,
    PRIMARY KEY (milestone, position)
);

-- Whoever changes what must be done before what takes the row of the programme first: two such changes, each without a cycle, may make one together.
CREATE TABLE plan_locks (
    programme TEXT PRIMARY KEY,
    writes BIGINT NOT NULL
);
