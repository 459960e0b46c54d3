-- What the line has accepted cannot be changed by any path: not by a fault in this program, not by SQL behind its back. state 3 is ACCEPTED.
-- NEW.rowid is looked at because INSERT OR REPLACE and UPDATE OR REPLACE delete the row in their way without firing its DELETE trigger.

CREATE TRIGGER handovers_locked_insert BEFORE INSERT ON handovers
WHEN EXISTS (
    SELECT 1 FROM handovers
    WHERE state = 3 AND (name = NEW.name OR rowid = NEW.rowid OR (subject = NEW.subject AND number = NEW.number))
)
BEGIN
    SELECT RAISE(ABORT, 'An accepted handover cannot be changed');
END;

CREATE TRIGGER handovers_locked_update BEFORE UPDATE ON handovers
WHEN EXISTS (
    SELECT 1 FROM handovers
    WHERE state = 3
        AND (
            name IN (OLD.name, NEW.name)
            OR rowid = NEW.rowid
            OR (subject = NEW.subject AND number = NEW.number)
        )
)
BEGIN
    SELECT RAISE(ABORT, 'An accepted handover cannot be changed');
END;

CREATE TRIGGER handovers_locked_delete BEFORE DELETE ON handovers
WHEN OLD.state = 3
BEGIN
    SELECT RAISE(ABORT, 'An accepted handover cannot be changed');
END;

CREATE TRIGGER handover_items_locked_insert BEFORE INSERT ON handover_items
WHEN EXISTS (
    SELECT 1 FROM handovers
    WHERE state = 3 AND (name = NEW.handover OR name = (SELECT handover FROM handover_items WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'An accepted handover cannot be changed');
END;

CREATE TRIGGER handover_items_locked_update BEFORE UPDATE ON handover_items
WHEN EXISTS (
    SELECT 1 FROM handovers
    WHERE state = 3
        AND (name IN (OLD.handover, NEW.handover) OR name = (SELECT handover FROM handover_items WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'An accepted handover cannot be changed');
END;

CREATE TRIGGER handover_items_locked_delete BEFORE DELETE ON handover_items
WHEN EXISTS (SELECT 1 FROM handovers WHERE state = 3 AND name = OLD.handover)
BEGIN
    SELECT RAISE(ABORT, 'An accepted handover cannot be changed');
END;

CREATE TRIGGER handover_rounds_locked_insert BEFORE INSERT ON handover_rounds
WHEN EXISTS (
    SELECT 1 FROM handovers
    WHERE state = 3 AND (name = NEW.handover OR name = (SELECT handover FROM handover_rounds WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'An accepted handover cannot be changed');
END;

CREATE TRIGGER handover_rounds_locked_update BEFORE UPDATE ON handover_rounds
WHEN EXISTS (
    SELECT 1 FROM handovers
    WHERE state = 3
        AND (name IN (OLD.handover, NEW.handover) OR name = (SELECT handover FROM handover_rounds WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'An accepted handover cannot be changed');
END;

CREATE TRIGGER handover_rounds_locked_delete BEFORE DELETE ON handover_rounds
WHEN EXISTS (SELECT 1 FROM handovers WHERE state = 3 AND name = OLD.handover)
BEGIN
    SELECT RAISE(ABORT, 'An accepted handover cannot be changed');
END;
