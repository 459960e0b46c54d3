-- A closed tertial stays as it was, not by SQL behind the program's back either: nothing is entered in it, and what was closed is never changed.
-- NEW.rowid is looked at because INSERT OR REPLACE and UPDATE OR REPLACE delete the row in their way without firing its DELETE trigger.

CREATE TRIGGER ledger_entries_closed BEFORE INSERT ON ledger_entries
WHEN EXISTS (
    SELECT 1 FROM tertial_closings c
    WHERE c.programme = NEW.programme AND (c.year > NEW.year OR (c.year = NEW.year AND c.tertial >= NEW.tertial))
)
BEGIN
    SELECT RAISE(ABORT, 'A closed tertial cannot be changed');
END;

CREATE TRIGGER tertial_closings_locked_insert BEFORE INSERT ON tertial_closings
WHEN EXISTS (
    SELECT 1 FROM tertial_closings c
    WHERE c.name = NEW.name OR c.rowid = NEW.rowid
        OR (c.programme = NEW.programme AND (c.year > NEW.year OR (c.year = NEW.year AND c.tertial >= NEW.tertial)))
)
BEGIN
    SELECT RAISE(ABORT, 'A closed tertial cannot be changed');
END;

CREATE TRIGGER tertial_closings_locked_update BEFORE UPDATE ON tertial_closings
BEGIN
    SELECT RAISE(ABORT, 'A closed tertial cannot be changed');
END;

CREATE TRIGGER tertial_closings_locked_delete BEFORE DELETE ON tertial_closings
BEGIN
    SELECT RAISE(ABORT, 'A closed tertial cannot be changed');
END;

CREATE TRIGGER tertial_rows_locked_insert BEFORE INSERT ON tertial_rows
WHEN NEW.position > (SELECT c.row_count FROM tertial_closings c WHERE c.name = NEW.closing)
    OR EXISTS (SELECT 1 FROM tertial_rows r WHERE r.rowid = NEW.rowid OR (r.closing = NEW.closing AND r.position = NEW.position))
BEGIN
    SELECT RAISE(ABORT, 'A closed tertial cannot be changed');
END;

CREATE TRIGGER tertial_rows_locked_update BEFORE UPDATE ON tertial_rows
BEGIN
    SELECT RAISE(ABORT, 'A closed tertial cannot be changed');
END;

CREATE TRIGGER tertial_rows_locked_delete BEFORE DELETE ON tertial_rows
BEGIN
    SELECT RAISE(ABORT, 'A closed tertial cannot be changed');
END;

CREATE TRIGGER tertial_reports_closed_insert BEFORE INSERT ON tertial_reports
WHEN EXISTS (
    SELECT 1 FROM tertial_closings c
    WHERE c.programme = NEW.programme AND (c.year > NEW.year OR (c.year = NEW.year AND c.tertial >= NEW.tertial))
)
BEGIN
    SELECT RAISE(ABORT, 'A closed tertial cannot be changed');
END;

CREATE TRIGGER tertial_reports_closed_update BEFORE UPDATE ON tertial_reports
WHEN EXISTS (
    SELECT 1 FROM tertial_closings c
    WHERE c.programme = OLD.programme AND (c.year > OLD.year OR (c.year = OLD.year AND c.tertial >= OLD.tertial))
)
BEGIN
    SELECT RAISE(ABORT, 'A closed tertial cannot be changed');
END;

CREATE TRIGGER tertial_reports_closed_delete BEFORE DELETE ON tertial_reports
WHEN EXISTS (
    SELECT 1 FROM tertial_closings c
    WHERE c.programme = OLD.programme AND (c.year > OLD.year OR (c.year = OLD.year AND c.tertial >= OLD.tertial))
)
BEGIN
    SELECT RAISE(ABORT, 'A closed tertial cannot be changed');
END;
