-- What was measured is never changed or taken away, not by SQL behind the program's back either: somebody else answers once, and what was wrong is put
-- right by a new revision. NEW.rowid is looked at because INSERT OR REPLACE and UPDATE OR REPLACE delete the row in their way without firing its DELETE
-- trigger. state 1 is MEASURED.

CREATE TRIGGER measurements_locked_insert BEFORE INSERT ON measurements
WHEN EXISTS (SELECT 1 FROM measurements WHERE name = NEW.name OR rowid = NEW.rowid)
    OR EXISTS (
        SELECT 1 FROM measurements
        WHERE indicator = NEW.indicator AND municipality = NEW.municipality AND period_start = NEW.period_start AND revision = NEW.revision
    )
BEGIN
    SELECT RAISE(ABORT, 'A measurement cannot be changed');
END;

CREATE TRIGGER measurements_locked_update BEFORE UPDATE ON measurements
WHEN OLD.state <> 1
    OR NEW.rowid <> OLD.rowid
    OR NEW.name <> OLD.name
    OR NEW.indicator <> OLD.indicator
    OR NEW.municipality <> OLD.municipality
    OR NEW.period_start <> OLD.period_start
    OR NEW.revision <> OLD.revision
    OR NEW.value <> OLD.value
    OR NEW.source <> OLD.source
    OR NEW.creator <> OLD.creator
    OR NEW.creator_display_name <> OLD.creator_display_name
    OR NEW.create_time <> OLD.create_time
    OR NEW.state = OLD.state
BEGIN
    SELECT RAISE(ABORT, 'A measurement cannot be changed');
END;

CREATE TRIGGER measurements_locked_delete BEFORE DELETE ON measurements
BEGIN
    SELECT RAISE(ABORT, 'A measurement cannot be changed');
END;
