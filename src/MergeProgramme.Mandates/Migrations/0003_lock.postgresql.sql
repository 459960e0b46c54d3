-- What was decided on cannot be changed by any path: not by a fault in this program, not by SQL behind its back. state 3 is DECIDED. Each table
-- of a mandate refuses every change that takes from, adds to or moves into a decided one. ENABLE ALWAYS: session_replication_role does not
-- switch the lock off.

CREATE FUNCTION decided_mandate_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = mandates, pg_temp AS $$
BEGIN
    IF OLD.state = 3 THEN
        RAISE EXCEPTION 'A decided mandate cannot be changed';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END;
$$;

CREATE FUNCTION part_of_decided_mandate_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = mandates, pg_temp AS $$
DECLARE
    mandate_state INTEGER;
BEGIN
    -- FOR SHARE waits for a decision that is being recorded: nothing slips in beside it.
    FOR mandate_state IN
        SELECT state FROM mandates
        WHERE name = OLD.mandate OR name = NEW.mandate
        ORDER BY name
        FOR SHARE
    LOOP
        IF mandate_state = 3 THEN
            RAISE EXCEPTION 'A decided mandate cannot be changed';
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END;
$$;

CREATE FUNCTION condition_fulfilment_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A decided mandate cannot be changed';
END;
$$;

CREATE FUNCTION decided_mandates_are_not_truncated() RETURNS trigger LANGUAGE plpgsql SET search_path = mandates, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM mandates WHERE state = 3) THEN
        RAISE EXCEPTION 'A decided mandate cannot be changed';
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER mandates_locked BEFORE UPDATE OR DELETE ON mandates
FOR EACH ROW EXECUTE FUNCTION decided_mandate_stays();
ALTER TABLE mandates ENABLE ALWAYS TRIGGER mandates_locked;
CREATE TRIGGER mandates_kept BEFORE TRUNCATE ON mandates EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE mandates ENABLE ALWAYS TRIGGER mandates_kept;

CREATE TRIGGER sections_locked BEFORE INSERT OR UPDATE OR DELETE ON sections
FOR EACH ROW EXECUTE FUNCTION part_of_decided_mandate_stays();
ALTER TABLE sections ENABLE ALWAYS TRIGGER sections_locked;
CREATE TRIGGER sections_kept BEFORE TRUNCATE ON sections EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE sections ENABLE ALWAYS TRIGGER sections_kept;

CREATE TRIGGER section_goals_locked BEFORE INSERT OR UPDATE OR DELETE ON section_goals
FOR EACH ROW EXECUTE FUNCTION part_of_decided_mandate_stays();
ALTER TABLE section_goals ENABLE ALWAYS TRIGGER section_goals_locked;
CREATE TRIGGER section_goals_kept BEFORE TRUNCATE ON section_goals EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE section_goals ENABLE ALWAYS TRIGGER section_goals_kept;

CREATE TRIGGER section_items_locked BEFORE INSERT OR UPDATE OR DELETE ON section_items
FOR EACH ROW EXECUTE FUNCTION part_of_decided_mandate_stays();
ALTER TABLE section_items ENABLE ALWAYS TRIGGER section_items_locked;
CREATE TRIGGER section_items_kept BEFORE TRUNCATE ON section_items EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE section_items ENABLE ALWAYS TRIGGER section_items_kept;

CREATE TRIGGER section_plan_entries_locked BEFORE INSERT OR UPDATE OR DELETE ON section_plan_entries
FOR EACH ROW EXECUTE FUNCTION part_of_decided_mandate_stays();
ALTER TABLE section_plan_entries ENABLE ALWAYS TRIGGER section_plan_entries_locked;
CREATE TRIGGER section_plan_entries_kept BEFORE TRUNCATE ON section_plan_entries EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE section_plan_entries ENABLE ALWAYS TRIGGER section_plan_entries_kept;

CREATE TRIGGER section_budget_frames_locked BEFORE INSERT OR UPDATE OR DELETE ON section_budget_frames
FOR EACH ROW EXECUTE FUNCTION part_of_decided_mandate_stays();
ALTER TABLE section_budget_frames ENABLE ALWAYS TRIGGER section_budget_frames_locked;
CREATE TRIGGER section_budget_frames_kept BEFORE TRUNCATE ON section_budget_frames EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE section_budget_frames ENABLE ALWAYS TRIGGER section_budget_frames_kept;

CREATE TRIGGER section_dependencies_locked BEFORE INSERT OR UPDATE OR DELETE ON section_dependencies
FOR EACH ROW EXECUTE FUNCTION part_of_decided_mandate_stays();
ALTER TABLE section_dependencies ENABLE ALWAYS TRIGGER section_dependencies_locked;
CREATE TRIGGER section_dependencies_kept BEFORE TRUNCATE ON section_dependencies EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE section_dependencies ENABLE ALWAYS TRIGGER section_dependencies_kept;

CREATE TRIGGER section_attachments_locked BEFORE INSERT OR UPDATE OR DELETE ON section_attachments
FOR EACH ROW EXECUTE FUNCTION part_of_decided_mandate_stays();
ALTER TABLE section_attachments ENABLE ALWAYS TRIGGER section_attachments_locked;
CREATE TRIGGER section_attachments_kept BEFORE TRUNCATE ON section_attachments EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE section_attachments ENABLE ALWAYS TRIGGER section_attachments_kept;

CREATE TRIGGER section_success_factors_locked BEFORE INSERT OR UPDATE OR DELETE ON section_success_factors
FOR EACH ROW EXECUTE FUNCTION part_of_decided_mandate_stays();
ALTER TABLE section_success_factors ENABLE ALWAYS TRIGGER section_success_factors_locked;
CREATE TRIGGER section_success_factors_kept BEFORE TRUNCATE ON section_success_factors EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE section_success_factors ENABLE ALWAYS TRIGGER section_success_factors_kept;

CREATE TRIGGER section_expected_benefits_locked BEFORE INSERT OR UPDATE OR DELETE ON section_expected_benefits
FOR EACH ROW EXECUTE FUNCTION part_of_decided_mandate_stays();
ALTER TABLE section_expected_benefits ENABLE ALWAYS TRIGGER section_expected_benefits_locked;
CREATE TRIGGER section_expected_benefits_kept BEFORE TRUNCATE ON section_expected_benefits EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE section_expected_benefits ENABLE ALWAYS TRIGGER section_expected_benefits_kept;

CREATE TRIGGER gate_answers_locked BEFORE INSERT OR UPDATE OR DELETE ON gate_answers
FOR EACH ROW EXECUTE FUNCTION part_of_decided_mandate_stays();
ALTER TABLE gate_answers ENABLE ALWAYS TRIGGER gate_answers_locked;
CREATE TRIGGER gate_answers_kept BEFORE TRUNCATE ON gate_answers EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE gate_answers ENABLE ALWAYS TRIGGER gate_answers_kept;

CREATE TRIGGER decisions_locked BEFORE INSERT OR UPDATE OR DELETE ON decisions
FOR EACH ROW EXECUTE FUNCTION part_of_decided_mandate_stays();
ALTER TABLE decisions ENABLE ALWAYS TRIGGER decisions_locked;
CREATE TRIGGER decisions_kept BEFORE TRUNCATE ON decisions EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE decisions ENABLE ALWAYS TRIGGER decisions_kept;

CREATE TRIGGER decision_attendees_locked BEFORE INSERT OR UPDATE OR DELETE ON decision_attendees
FOR EACH ROW EXECUTE FUNCTION part_of_decided_mandate_stays();
ALTER TABLE decision_attendees ENABLE ALWAYS TRIGGER decision_attendees_locked;
CREATE TRIGGER decision_attendees_kept BEFORE TRUNCATE ON decision_attendees EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE decision_attendees ENABLE ALWAYS TRIGGER decision_attendees_kept;

CREATE TRIGGER decision_dissents_locked BEFORE INSERT OR UPDATE OR DELETE ON decision_dissents
FOR EACH ROW EXECUTE FUNCTION part_of_decided_mandate_stays();
ALTER TABLE decision_dissents ENABLE ALWAYS TRIGGER decision_dissents_locked;
CREATE TRIGGER decision_dissents_kept BEFORE TRUNCATE ON decision_dissents EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE decision_dissents ENABLE ALWAYS TRIGGER decision_dissents_kept;

CREATE TRIGGER decision_conditions_locked BEFORE INSERT OR UPDATE OR DELETE ON decision_conditions
FOR EACH ROW EXECUTE FUNCTION part_of_decided_mandate_stays();
ALTER TABLE decision_conditions ENABLE ALWAYS TRIGGER decision_conditions_locked;
CREATE TRIGGER decision_conditions_kept BEFORE TRUNCATE ON decision_conditions EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE decision_conditions ENABLE ALWAYS TRIGGER decision_conditions_kept;

CREATE TRIGGER decision_signatories_locked BEFORE INSERT OR UPDATE OR DELETE ON decision_signatories
FOR EACH ROW EXECUTE FUNCTION part_of_decided_mandate_stays();
ALTER TABLE decision_signatories ENABLE ALWAYS TRIGGER decision_signatories_locked;
CREATE TRIGGER decision_signatories_kept BEFORE TRUNCATE ON decision_signatories EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE decision_signatories ENABLE ALWAYS TRIGGER decision_signatories_kept;

CREATE TRIGGER decision_participation_locked BEFORE INSERT OR UPDATE OR DELETE ON decision_participation
FOR EACH ROW EXECUTE FUNCTION part_of_decided_mandate_stays();
ALTER TABLE decision_participation ENABLE ALWAYS TRIGGER decision_participation_locked;
CREATE TRIGGER decision_participation_kept BEFORE TRUNCATE ON decision_participation EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE decision_participation ENABLE ALWAYS TRIGGER decision_participation_kept;

CREATE TRIGGER decision_gate_points_locked BEFORE INSERT OR UPDATE OR DELETE ON decision_gate_points
FOR EACH ROW EXECUTE FUNCTION part_of_decided_mandate_stays();
ALTER TABLE decision_gate_points ENABLE ALWAYS TRIGGER decision_gate_points_locked;
CREATE TRIGGER decision_gate_points_kept BEFORE TRUNCATE ON decision_gate_points EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE decision_gate_points ENABLE ALWAYS TRIGGER decision_gate_points_kept;

-- That a condition is met is recorded once, after the decision, and stays.
CREATE TRIGGER condition_fulfilments_locked BEFORE UPDATE OR DELETE ON condition_fulfilments
FOR EACH ROW EXECUTE FUNCTION condition_fulfilment_stays();
ALTER TABLE condition_fulfilments ENABLE ALWAYS TRIGGER condition_fulfilments_locked;
CREATE TRIGGER condition_fulfilments_kept BEFORE TRUNCATE ON condition_fulfilments EXECUTE FUNCTION decided_mandates_are_not_truncated();
ALTER TABLE condition_fulfilments ENABLE ALWAYS TRIGGER condition_fulfilments_kept;
