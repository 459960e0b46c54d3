-- Which import wrote a measurement stays as the rest of it. state 1 is MEASURED.

DROP TRIGGER measurements_locked_update;

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
    OR NEW.measurement_import <> OLD.measurement_import
    OR NEW.state = OLD.state
BEGIN
    SELECT RAISE(ABORT, 'A measurement cannot be changed');
END;
