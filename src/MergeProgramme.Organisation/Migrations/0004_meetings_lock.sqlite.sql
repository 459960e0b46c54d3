-- Approved minutes cannot be changed by any path, as decided mandates cannot: not by a fault in this program, not by SQL behind its back. state 4 is
-- MINUTES_APPROVED. NEW.rowid is looked at because INSERT OR REPLACE and UPDATE OR REPLACE delete the row in their way without firing its DELETE trigger.

CREATE TRIGGER meetings_locked_insert BEFORE INSERT ON meetings
WHEN EXISTS (SELECT 1 FROM meetings WHERE state = 4 AND (name = NEW.name OR rowid = NEW.rowid))
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER meetings_locked_update BEFORE UPDATE ON meetings
WHEN EXISTS (SELECT 1 FROM meetings WHERE state = 4 AND (name IN (OLD.name, NEW.name) OR rowid = NEW.rowid))
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER meetings_locked_delete BEFORE DELETE ON meetings
WHEN OLD.state = 4
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER agenda_items_locked_insert BEFORE INSERT ON agenda_items
WHEN EXISTS (
    SELECT 1 FROM meetings
    WHERE state = 4
        AND (
            name = NEW.meeting
            OR name = (SELECT meeting FROM agenda_items WHERE rowid = NEW.rowid)
            OR name = (
                SELECT meeting FROM agenda_items
                WHERE body = NEW.body AND year = NEW.year AND case_number = NEW.case_number AND case_number <> ''
            )
        )
)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER agenda_items_locked_update BEFORE UPDATE ON agenda_items
WHEN EXISTS (
    SELECT 1 FROM meetings
    WHERE state = 4
        AND (
            name IN (OLD.meeting, NEW.meeting)
            OR name = (SELECT meeting FROM agenda_items WHERE rowid = NEW.rowid)
            OR name = (
                SELECT meeting FROM agenda_items
                WHERE body = NEW.body AND year = NEW.year AND case_number = NEW.case_number AND case_number <> ''
            )
        )
)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER agenda_items_locked_delete BEFORE DELETE ON agenda_items
WHEN EXISTS (SELECT 1 FROM meetings WHERE state = 4 AND name = OLD.meeting)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER agenda_decisions_locked_insert BEFORE INSERT ON agenda_decisions
WHEN EXISTS (
    SELECT 1 FROM meetings
    WHERE state = 4 AND (name = NEW.meeting OR name = (SELECT meeting FROM agenda_decisions WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER agenda_decisions_locked_update BEFORE UPDATE ON agenda_decisions
WHEN EXISTS (
    SELECT 1 FROM meetings
    WHERE state = 4 AND (name IN (OLD.meeting, NEW.meeting) OR name = (SELECT meeting FROM agenda_decisions WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER agenda_decisions_locked_delete BEFORE DELETE ON agenda_decisions
WHEN EXISTS (SELECT 1 FROM meetings WHERE state = 4 AND name = OLD.meeting)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER decision_dissents_locked_insert BEFORE INSERT ON decision_dissents
WHEN EXISTS (
    SELECT 1 FROM meetings
    WHERE state = 4 AND (name = NEW.meeting OR name = (SELECT meeting FROM decision_dissents WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER decision_dissents_locked_update BEFORE UPDATE ON decision_dissents
WHEN EXISTS (
    SELECT 1 FROM meetings
    WHERE state = 4 AND (name IN (OLD.meeting, NEW.meeting) OR name = (SELECT meeting FROM decision_dissents WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER decision_dissents_locked_delete BEFORE DELETE ON decision_dissents
WHEN EXISTS (SELECT 1 FROM meetings WHERE state = 4 AND name = OLD.meeting)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER decision_conditions_locked_insert BEFORE INSERT ON decision_conditions
WHEN EXISTS (
    SELECT 1 FROM meetings
    WHERE state = 4 AND (name = NEW.meeting OR name = (SELECT meeting FROM decision_conditions WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER decision_conditions_locked_update BEFORE UPDATE ON decision_conditions
WHEN EXISTS (
    SELECT 1 FROM meetings
    WHERE state = 4 AND (name IN (OLD.meeting, NEW.meeting) OR name = (SELECT meeting FROM decision_conditions WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER decision_conditions_locked_delete BEFORE DELETE ON decision_conditions
WHEN EXISTS (SELECT 1 FROM meetings WHERE state = 4 AND name = OLD.meeting)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER attendances_locked_insert BEFORE INSERT ON attendances
WHEN EXISTS (
    SELECT 1 FROM meetings
    WHERE state = 4 AND (name = NEW.meeting OR name = (SELECT meeting FROM attendances WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER attendances_locked_update BEFORE UPDATE ON attendances
WHEN EXISTS (
    SELECT 1 FROM meetings
    WHERE state = 4 AND (name IN (OLD.meeting, NEW.meeting) OR name = (SELECT meeting FROM attendances WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER attendances_locked_delete BEFORE DELETE ON attendances
WHEN EXISTS (SELECT 1 FROM meetings WHERE state = 4 AND name = OLD.meeting)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER minutes_approvals_locked_insert BEFORE INSERT ON minutes_approvals
WHEN EXISTS (
    SELECT 1 FROM meetings
    WHERE state = 4 AND (name = NEW.meeting OR name = (SELECT meeting FROM minutes_approvals WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER minutes_approvals_locked_update BEFORE UPDATE ON minutes_approvals
WHEN EXISTS (
    SELECT 1 FROM meetings
    WHERE state = 4 AND (name IN (OLD.meeting, NEW.meeting) OR name = (SELECT meeting FROM minutes_approvals WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER minutes_approvals_locked_delete BEFORE DELETE ON minutes_approvals
WHEN EXISTS (SELECT 1 FROM meetings WHERE state = 4 AND name = OLD.meeting)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

-- A correction is written once and stays.
CREATE TRIGGER meeting_corrections_locked_insert BEFORE INSERT ON meeting_corrections
WHEN EXISTS (
    SELECT 1 FROM meeting_corrections
    WHERE rowid = NEW.rowid OR (meeting = NEW.meeting AND number = NEW.number)
)
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER meeting_corrections_locked_update BEFORE UPDATE ON meeting_corrections
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;

CREATE TRIGGER meeting_corrections_locked_delete BEFORE DELETE ON meeting_corrections
BEGIN
    SELECT RAISE(ABORT, 'Approved minutes cannot be changed');
END;
