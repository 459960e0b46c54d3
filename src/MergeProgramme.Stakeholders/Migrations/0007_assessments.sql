-- Where stakeholders stand, and how that was seen over time.

ALTER TABLE stakeholders ADD COLUMN attitude INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stakeholders ADD COLUMN wanted_attitude INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stakeholders ADD COLUMN contribution TEXT NOT NULL DEFAULT '';
ALTER TABLE stakeholders ADD COLUMN strategy TEXT NOT NULL DEFAULT '';

CREATE TABLE stakeholder_mandates (
    stakeholder TEXT NOT NULL REFERENCES stakeholders (name),
    position INTEGER NOT NULL,
    mandate TEXT NOT NULL,
    PRIMARY KEY (stakeholder, position),
    UNIQUE (stakeholder, mandate)
);

CREATE TABLE stakeholder_assessments (
    stakeholder TEXT NOT NULL REFERENCES stakeholders (name),
    start_date TEXT NOT NULL,
    interest INTEGER NOT NULL,
    influence INTEGER NOT NULL,
    attitude INTEGER NOT NULL,
    wanted_attitude INTEGER NOT NULL,
    PRIMARY KEY (stakeholder, start_date)
);
