-- What an evaluator has finished stays, not by SQL behind the program's back either. state 2 is FINISHED.
-- NEW.rowid is looked at because INSERT OR REPLACE and UPDATE OR REPLACE delete the row in their way without firing its DELETE trigger.

CREATE TRIGGER evaluations_finished_insert BEFORE INSERT ON evaluations
WHEN EXISTS (
    SELECT 1 FROM evaluations e
    WHERE (e.name = NEW.name OR e.member = NEW.member OR e.rowid = NEW.rowid) AND e.state = 2
)
BEGIN
    SELECT RAISE(ABORT, 'A finished evaluation cannot be changed');
END;

CREATE TRIGGER evaluations_finished_update BEFORE UPDATE ON evaluations
WHEN OLD.state = 2
BEGIN
    SELECT RAISE(ABORT, 'A finished evaluation cannot be changed');
END;

CREATE TRIGGER evaluations_finished_delete BEFORE DELETE ON evaluations
WHEN OLD.state = 2
BEGIN
    SELECT RAISE(ABORT, 'A finished evaluation cannot be changed');
END;

CREATE TRIGGER tender_scores_finished_insert BEFORE INSERT ON tender_scores
WHEN EXISTS (SELECT 1 FROM evaluations e WHERE e.name = NEW.evaluation AND e.state = 2)
    OR EXISTS (
        SELECT 1 FROM tender_scores s JOIN evaluations e ON e.name = s.evaluation
        WHERE s.rowid = NEW.rowid AND e.state = 2
    )
BEGIN
    SELECT RAISE(ABORT, 'A finished evaluation cannot be changed');
END;

CREATE TRIGGER tender_scores_finished_update BEFORE UPDATE ON tender_scores
WHEN EXISTS (SELECT 1 FROM evaluations e WHERE e.name IN (OLD.evaluation, NEW.evaluation) AND e.state = 2)
BEGIN
    SELECT RAISE(ABORT, 'A finished evaluation cannot be changed');
END;

CREATE TRIGGER tender_scores_finished_delete BEFORE DELETE ON tender_scores
WHEN EXISTS (SELECT 1 FROM evaluations e WHERE e.name = OLD.evaluation AND e.state = 2)
BEGIN
    SELECT RAISE(ABORT, 'A finished evaluation cannot be changed');
END;
