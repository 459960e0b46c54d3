-- What was entered is never changed or taken away, not by SQL behind the program's back either: finance answers once, and what was wrong is put right
-- by a new entry. The frozen plan of a decided measure stays too. NEW.rowid is looked at because INSERT OR REPLACE and UPDATE OR REPLACE delete the row
-- in their way without firing its DELETE trigger. state 1 is ENTERED.

CREATE TRIGGER ledger_entries_locked_insert BEFORE INSERT ON ledger_entries
WHEN EXISTS (SELECT 1 FROM ledger_entries WHERE name = NEW.name OR rowid = NEW.rowid)
BEGIN
    SELECT RAISE(ABORT, 'A ledger entry cannot be changed');
END;

CREATE TRIGGER ledger_entries_locked_update BEFORE UPDATE ON ledger_entries
WHEN OLD.state <> 1
    OR NEW.rowid <> OLD.rowid
    OR NEW.name <> OLD.name
    OR NEW.programme <> OLD.programme
    OR NEW.position <> OLD.position
    OR NEW.measure <> OLD.measure
    OR NEW.year <> OLD.year
    OR NEW.tertial <> OLD.tertial
    OR NEW.amount <> OLD.amount
    OR NEW.budget_adjustment <> OLD.budget_adjustment
    OR NEW.case_number <> OLD.case_number
    OR NEW.note <> OLD.note
    OR NEW.corrects IS NOT OLD.corrects
    OR NEW.budget_function <> OLD.budget_function
    OR NEW.budget_account <> OLD.budget_account
    OR NEW.municipality <> OLD.municipality
    OR NEW.takes_away <> OLD.takes_away
    OR NEW.creator <> OLD.creator
    OR NEW.creator_display_name <> OLD.creator_display_name
    OR NEW.create_time <> OLD.create_time
    OR NEW.state = OLD.state
BEGIN
    SELECT RAISE(ABORT, 'A ledger entry cannot be changed');
END;

CREATE TRIGGER ledger_entries_locked_delete BEFORE DELETE ON ledger_entries
BEGIN
    SELECT RAISE(ABORT, 'A ledger entry cannot be changed');
END;

CREATE TRIGGER measure_plans_locked_insert BEFORE INSERT ON measure_plans
WHEN EXISTS (SELECT 1 FROM measure_plans WHERE rowid = NEW.rowid OR (measure = NEW.measure AND month = NEW.month))
BEGIN
    SELECT RAISE(ABORT, 'The plan of a decided measure cannot be changed');
END;

CREATE TRIGGER measure_plans_locked_update BEFORE UPDATE ON measure_plans
BEGIN
    SELECT RAISE(ABORT, 'The plan of a decided measure cannot be changed');
END;

CREATE TRIGGER measure_plans_locked_delete BEFORE DELETE ON measure_plans
BEGIN
    SELECT RAISE(ABORT, 'The plan of a decided measure cannot be changed');
END;
