-- What answers the items of approved documents, with every hand-in and what a body said to it.

-- state: mergeprogramme.mandates.v1.DeliverableState.
CREATE TABLE deliverables (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    sub_project TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    responsible TEXT NOT NULL,
    responsible_display_name TEXT NOT NULL,
    due_date TEXT NOT NULL,
    state INTEGER NOT NULL,
    etag TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    update_time BIGINT NOT NULL
);

CREATE INDEX deliverables_by_programme ON deliverables (programme, sub_project, due_date, name);

-- text: the item as it stands in the document, which is decided on and never changes. number: in the document, from 1.
CREATE TABLE deliverable_answered_items (
    deliverable TEXT NOT NULL REFERENCES deliverables (name),
    position INTEGER NOT NULL,
    mandate TEXT NOT NULL REFERENCES mandates (name),
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (deliverable, position),
    UNIQUE (deliverable, mandate, number)
);

-- verdict: mergeprogramme.mandates.v1.DeliverableVerdict, 0 while it waits. next_due_date: NULL where it was not returned.
CREATE TABLE deliverable_hand_ins (
    deliverable TEXT NOT NULL REFERENCES deliverables (name),
    number INTEGER NOT NULL,
    hand_in_date TEXT NOT NULL,
    reference TEXT NOT NULL,
    note TEXT NOT NULL,
    due_date TEXT NOT NULL,
    verdict INTEGER NOT NULL,
    body TEXT NOT NULL,
    body_display_name TEXT NOT NULL,
    answer_date TEXT,
    wording TEXT NOT NULL,
    case_number TEXT NOT NULL,
    next_due_date TEXT,
    PRIMARY KEY (deliverable, number)
);

-- A warning where a sub-project hands over and where it closes: after the conditions of the decision before.
UPDATE gate_points SET position = position + 100 WHERE decision_point IN (4, 5) AND position > 4;
UPDATE gate_points SET position = position - 99 WHERE decision_point IN (4, 5) AND position > 100;
INSERT INTO gate_points (decision_point, position, point, kind, mandatory, text_nb, text_en) VALUES
    (4, 5, 'deliverables', 1, 0, 'Hvert punkt er besvart av en godtatt leveranse', 'Every item is answered by an accepted deliverable'),
    (5, 5, 'deliverables', 1, 0, 'Hvert punkt er besvart av en godtatt leveranse', 'Every item is answered by an accepted deliverable');
