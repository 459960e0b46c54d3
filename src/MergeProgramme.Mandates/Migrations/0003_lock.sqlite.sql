-- What was decided on cannot be changed by any path: not by a fault in this program, not by SQL behind its back. state 3 is DECIDED. Each table
-- of a mandate refuses every change that takes from, adds to or moves into a decided one. NEW.rowid is looked at because INSERT OR REPLACE and
-- UPDATE OR REPLACE delete the row in their way without firing its DELETE trigger.

CREATE TRIGGER mandates_locked_insert BEFORE INSERT ON mandates
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.name OR rowid = NEW.rowid OR (sub_project = NEW.sub_project AND version = NEW.version))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER mandates_locked_update BEFORE UPDATE ON mandates
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3
        AND (
            name IN (OLD.name, NEW.name)
            OR rowid = NEW.rowid
            OR (sub_project = NEW.sub_project AND version = NEW.version)
        )
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER mandates_locked_delete BEFORE DELETE ON mandates
WHEN OLD.state = 3
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER sections_locked_insert BEFORE INSERT ON sections
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.mandate OR name = (SELECT mandate FROM sections WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER sections_locked_update BEFORE UPDATE ON sections
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name IN (OLD.mandate, NEW.mandate) OR name = (SELECT mandate FROM sections WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER sections_locked_delete BEFORE DELETE ON sections
WHEN EXISTS (SELECT 1 FROM mandates WHERE state = 3 AND name = OLD.mandate)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_goals_locked_insert BEFORE INSERT ON section_goals
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.mandate OR name = (SELECT mandate FROM section_goals WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_goals_locked_update BEFORE UPDATE ON section_goals
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name IN (OLD.mandate, NEW.mandate) OR name = (SELECT mandate FROM section_goals WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_goals_locked_delete BEFORE DELETE ON section_goals
WHEN EXISTS (SELECT 1 FROM mandates WHERE state = 3 AND name = OLD.mandate)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_items_locked_insert BEFORE INSERT ON section_items
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.mandate OR name = (SELECT mandate FROM section_items WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_items_locked_update BEFORE UPDATE ON section_items
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name IN (OLD.mandate, NEW.mandate) OR name = (SELECT mandate FROM section_items WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_items_locked_delete BEFORE DELETE ON section_items
WHEN EXISTS (SELECT 1 FROM mandates WHERE state = 3 AND name = OLD.mandate)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_plan_entries_locked_insert BEFORE INSERT ON section_plan_entries
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.mandate OR name = (SELECT mandate FROM section_plan_entries WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_plan_entries_locked_update BEFORE UPDATE ON section_plan_entries
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name IN (OLD.mandate, NEW.mandate) OR name = (SELECT mandate FROM section_plan_entries WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_plan_entries_locked_delete BEFORE DELETE ON section_plan_entries
WHEN EXISTS (SELECT 1 FROM mandates WHERE state = 3 AND name = OLD.mandate)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_budget_frames_locked_insert BEFORE INSERT ON section_budget_frames
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.mandate OR name = (SELECT mandate FROM section_budget_frames WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_budget_frames_locked_update BEFORE UPDATE ON section_budget_frames
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name IN (OLD.mandate, NEW.mandate) OR name = (SELECT mandate FROM section_budget_frames WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_budget_frames_locked_delete BEFORE DELETE ON section_budget_frames
WHEN EXISTS (SELECT 1 FROM mandates WHERE state = 3 AND name = OLD.mandate)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_dependencies_locked_insert BEFORE INSERT ON section_dependencies
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.mandate OR name = (SELECT mandate FROM section_dependencies WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_dependencies_locked_update BEFORE UPDATE ON section_dependencies
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name IN (OLD.mandate, NEW.mandate) OR name = (SELECT mandate FROM section_dependencies WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_dependencies_locked_delete BEFORE DELETE ON section_dependencies
WHEN EXISTS (SELECT 1 FROM mandates WHERE state = 3 AND name = OLD.mandate)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_attachments_locked_insert BEFORE INSERT ON section_attachments
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.mandate OR name = (SELECT mandate FROM section_attachments WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_attachments_locked_update BEFORE UPDATE ON section_attachments
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name IN (OLD.mandate, NEW.mandate) OR name = (SELECT mandate FROM section_attachments WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_attachments_locked_delete BEFORE DELETE ON section_attachments
WHEN EXISTS (SELECT 1 FROM mandates WHERE state = 3 AND name = OLD.mandate)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_success_factors_locked_insert BEFORE INSERT ON section_success_factors
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.mandate OR name = (SELECT mandate FROM section_success_factors WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_success_factors_locked_update BEFORE UPDATE ON section_success_factors
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name IN (OLD.mandate, NEW.mandate) OR name = (SELECT mandate FROM section_success_factors WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_success_factors_locked_delete BEFORE DELETE ON section_success_factors
WHEN EXISTS (SELECT 1 FROM mandates WHERE state = 3 AND name = OLD.mandate)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_expected_benefits_locked_insert BEFORE INSERT ON section_expected_benefits
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.mandate OR name = (SELECT mandate FROM section_expected_benefits WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_expected_benefits_locked_update BEFORE UPDATE ON section_expected_benefits
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name IN (OLD.mandate, NEW.mandate) OR name = (SELECT mandate FROM section_expected_benefits WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER section_expected_benefits_locked_delete BEFORE DELETE ON section_expected_benefits
WHEN EXISTS (SELECT 1 FROM mandates WHERE state = 3 AND name = OLD.mandate)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER gate_answers_locked_insert BEFORE INSERT ON gate_answers
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.mandate OR name = (SELECT mandate FROM gate_answers WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER gate_answers_locked_update BEFORE UPDATE ON gate_answers
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name IN (OLD.mandate, NEW.mandate) OR name = (SELECT mandate FROM gate_answers WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER gate_answers_locked_delete BEFORE DELETE ON gate_answers
WHEN EXISTS (SELECT 1 FROM mandates WHERE state = 3 AND name = OLD.mandate)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decisions_locked_insert BEFORE INSERT ON decisions
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.mandate OR name = (SELECT mandate FROM decisions WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decisions_locked_update BEFORE UPDATE ON decisions
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name IN (OLD.mandate, NEW.mandate) OR name = (SELECT mandate FROM decisions WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decisions_locked_delete BEFORE DELETE ON decisions
WHEN EXISTS (SELECT 1 FROM mandates WHERE state = 3 AND name = OLD.mandate)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_attendees_locked_insert BEFORE INSERT ON decision_attendees
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.mandate OR name = (SELECT mandate FROM decision_attendees WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_attendees_locked_update BEFORE UPDATE ON decision_attendees
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name IN (OLD.mandate, NEW.mandate) OR name = (SELECT mandate FROM decision_attendees WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_attendees_locked_delete BEFORE DELETE ON decision_attendees
WHEN EXISTS (SELECT 1 FROM mandates WHERE state = 3 AND name = OLD.mandate)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_dissents_locked_insert BEFORE INSERT ON decision_dissents
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.mandate OR name = (SELECT mandate FROM decision_dissents WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_dissents_locked_update BEFORE UPDATE ON decision_dissents
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name IN (OLD.mandate, NEW.mandate) OR name = (SELECT mandate FROM decision_dissents WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_dissents_locked_delete BEFORE DELETE ON decision_dissents
WHEN EXISTS (SELECT 1 FROM mandates WHERE state = 3 AND name = OLD.mandate)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_conditions_locked_insert BEFORE INSERT ON decision_conditions
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.mandate OR name = (SELECT mandate FROM decision_conditions WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_conditions_locked_update BEFORE UPDATE ON decision_conditions
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name IN (OLD.mandate, NEW.mandate) OR name = (SELECT mandate FROM decision_conditions WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_conditions_locked_delete BEFORE DELETE ON decision_conditions
WHEN EXISTS (SELECT 1 FROM mandates WHERE state = 3 AND name = OLD.mandate)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_signatories_locked_insert BEFORE INSERT ON decision_signatories
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.mandate OR name = (SELECT mandate FROM decision_signatories WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_signatories_locked_update BEFORE UPDATE ON decision_signatories
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name IN (OLD.mandate, NEW.mandate) OR name = (SELECT mandate FROM decision_signatories WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_signatories_locked_delete BEFORE DELETE ON decision_signatories
WHEN EXISTS (SELECT 1 FROM mandates WHERE state = 3 AND name = OLD.mandate)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_participation_locked_insert BEFORE INSERT ON decision_participation
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.mandate OR name = (SELECT mandate FROM decision_participation WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_participation_locked_update BEFORE UPDATE ON decision_participation
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name IN (OLD.mandate, NEW.mandate) OR name = (SELECT mandate FROM decision_participation WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_participation_locked_delete BEFORE DELETE ON decision_participation
WHEN EXISTS (SELECT 1 FROM mandates WHERE state = 3 AND name = OLD.mandate)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_gate_points_locked_insert BEFORE INSERT ON decision_gate_points
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name = NEW.mandate OR name = (SELECT mandate FROM decision_gate_points WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_gate_points_locked_update BEFORE UPDATE ON decision_gate_points
WHEN EXISTS (
    SELECT 1 FROM mandates
    WHERE state = 3 AND (name IN (OLD.mandate, NEW.mandate) OR name = (SELECT mandate FROM decision_gate_points WHERE rowid = NEW.rowid))
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER decision_gate_points_locked_delete BEFORE DELETE ON decision_gate_points
WHEN EXISTS (SELECT 1 FROM mandates WHERE state = 3 AND name = OLD.mandate)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

-- That a condition is met is recorded once, after the decision, and stays.
CREATE TRIGGER condition_fulfilments_locked_insert BEFORE INSERT ON condition_fulfilments
WHEN EXISTS (
    SELECT 1 FROM condition_fulfilments
    WHERE rowid = NEW.rowid OR (mandate = NEW.mandate AND number = NEW.number)
)
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER condition_fulfilments_locked_update BEFORE UPDATE ON condition_fulfilments
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;

CREATE TRIGGER condition_fulfilments_locked_delete BEFORE DELETE ON condition_fulfilments
BEGIN
    SELECT RAISE(ABORT, 'A decided mandate cannot be changed');
END;
