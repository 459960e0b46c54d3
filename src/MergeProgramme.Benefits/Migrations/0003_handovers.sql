-- A measure or benefit passes from the project to the line.

-- subject: a measure or a benefit. number: of its handovers from 1; one after the accepted one hands it on within the line.
-- state: mergeprogramme.benefits.v1.HandoverState.
CREATE TABLE handovers (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    position INTEGER NOT NULL,
    subject TEXT NOT NULL,
    number INTEGER NOT NULL,
    subject_display_name TEXT NOT NULL,
    sub_project TEXT NOT NULL,
    carrier TEXT NOT NULL,
    carrier_display_name TEXT NOT NULL,
    receiver TEXT NOT NULL,
    receiver_display_name TEXT NOT NULL,
    handover_date TEXT,
    conditions TEXT NOT NULL,
    state INTEGER NOT NULL,
    create_time BIGINT NOT NULL,
    etag TEXT NOT NULL,
    UNIQUE (subject, number)
);

CREATE INDEX handovers_in_order ON handovers (parent, position);

-- One under way at a time.
CREATE UNIQUE INDEX handovers_under_way ON handovers (subject) WHERE state <> 3;

CREATE TABLE handover_items (
    handover TEXT NOT NULL REFERENCES handovers (name),
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    done INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (handover, position)
);

-- verdict: mergeprogramme.benefits.v1.HandoverVerdict, 0 while it waits.
CREATE TABLE handover_rounds (
    handover TEXT NOT NULL REFERENCES handovers (name),
    number INTEGER NOT NULL,
    receiver_display_name TEXT NOT NULL,
    proposer TEXT NOT NULL,
    propose_time BIGINT NOT NULL,
    verdict INTEGER NOT NULL,
    wording TEXT NOT NULL,
    answerer TEXT NOT NULL,
    answer_time BIGINT,
    PRIMARY KEY (handover, number)
);

-- What a handover asks where nobody says otherwise.
CREATE TABLE usual_handover_items (
    position INTEGER PRIMARY KEY,
    text_nb TEXT NOT NULL,
    text_en TEXT NOT NULL
);

INSERT INTO usual_handover_items (position, text_nb, text_en) VALUES
    (1, 'Tiltaket er beskrevet så detaljert at linjen kan gjennomføre det', 'The measure is described in such detail that the line can carry it out'),
    (2, 'Budsjettlinje og beløp er avklart med økonomi', 'Budget line and amount are settled with finance'),
    (3, 'Bemanning og ansvar i linjen er avklart', 'Staffing and responsibility in the line are settled'),
    (4, 'Tillitsvalgte og verneombud er informert', 'Unions and the safety representative are informed'),
    (5, 'Det er avtalt hvordan effekten måles og dokumenteres', 'It is agreed how the effect is measured and evidenced'),
    (6, 'Gjenstående risiko og avhengigheter er gjennomgått', 'Remaining risks and dependencies have been gone through');
