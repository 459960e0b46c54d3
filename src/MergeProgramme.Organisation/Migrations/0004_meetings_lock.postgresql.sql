-- Approved minutes cannot be changed by any path, as decided mandates cannot: not by a fault in this program, not by SQL behind its back. state 4 is
-- MINUTES_APPROVED. ENABLE ALWAYS: session_replication_role does not switch the lock off.

CREATE FUNCTION approved_meeting_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = organisation, pg_temp AS $$
BEGIN
    IF OLD.state = 4 THEN
        RAISE EXCEPTION 'Approved minutes cannot be changed';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END;
$$;

CREATE FUNCTION part_of_approved_minutes_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = organisation, pg_temp AS $$
DECLARE
    meeting_state INTEGER;
BEGIN
    -- FOR SHARE waits for an approval that is being recorded: nothing slips in beside it.
    FOR meeting_state IN
        SELECT state FROM meetings
        WHERE name = OLD.meeting OR name = NEW.meeting
        ORDER BY name
        FOR SHARE
    LOOP
        IF meeting_state = 4 THEN
            RAISE EXCEPTION 'Approved minutes cannot be changed';
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END;
$$;

CREATE FUNCTION minutes_correction_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Approved minutes cannot be changed';
END;
$$;

CREATE FUNCTION approved_minutes_are_not_truncated() RETURNS trigger LANGUAGE plpgsql SET search_path = organisation, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM meetings WHERE state = 4) THEN
        RAISE EXCEPTION 'Approved minutes cannot be changed';
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER meetings_locked BEFORE UPDATE OR DELETE ON meetings
FOR EACH ROW EXECUTE FUNCTION approved_meeting_stays();
ALTER TABLE meetings ENABLE ALWAYS TRIGGER meetings_locked;
CREATE TRIGGER meetings_kept BEFORE TRUNCATE ON meetings EXECUTE FUNCTION approved_minutes_are_not_truncated();
ALTER TABLE meetings ENABLE ALWAYS TRIGGER meetings_kept;

CREATE TRIGGER agenda_items_locked BEFORE INSERT OR UPDATE OR DELETE ON agenda_items
FOR EACH ROW EXECUTE FUNCTION part_of_approved_minutes_stays();
ALTER TABLE agenda_items ENABLE ALWAYS TRIGGER agenda_items_locked;
CREATE TRIGGER agenda_items_kept BEFORE TRUNCATE ON agenda_items EXECUTE FUNCTION approved_minutes_are_not_truncated();
ALTER TABLE agenda_items ENABLE ALWAYS TRIGGER agenda_items_kept;

CREATE TRIGGER agenda_decisions_locked BEFORE INSERT OR UPDATE OR DELETE ON agenda_decisions
FOR EACH ROW EXECUTE FUNCTION part_of_approved_minutes_stays();
ALTER TABLE agenda_decisions ENABLE ALWAYS TRIGGER agenda_decisions_locked;
CREATE TRIGGER agenda_decisions_kept BEFORE TRUNCATE ON agenda_decisions EXECUTE FUNCTION approved_minutes_are_not_truncated();
ALTER TABLE agenda_decisions ENABLE ALWAYS TRIGGER agenda_decisions_kept;

CREATE TRIGGER decision_dissents_locked BEFORE INSERT OR UPDATE OR DELETE ON decision_dissents
FOR EACH ROW EXECUTE FUNCTION part_of_approved_minutes_stays();
ALTER TABLE decision_dissents ENABLE ALWAYS TRIGGER decision_dissents_locked;
CREATE TRIGGER decision_dissents_kept BEFORE TRUNCATE ON decision_dissents EXECUTE FUNCTION approved_minutes_are_not_truncated();
ALTER TABLE decision_dissents ENABLE ALWAYS TRIGGER decision_dissents_kept;

CREATE TRIGGER decision_conditions_locked BEFORE INSERT OR UPDATE OR DELETE ON decision_conditions
FOR EACH ROW EXECUTE FUNCTION part_of_approved_minutes_stays();
ALTER TABLE decision_conditions ENABLE ALWAYS TRIGGER decision_conditions_locked;
CREATE TRIGGER decision_conditions_kept BEFORE TRUNCATE ON decision_conditions EXECUTE FUNCTION approved_minutes_are_not_truncated();
ALTER TABLE decision_conditions ENABLE ALWAYS TRIGGER decision_conditions_kept;

CREATE TRIGGER attendances_locked BEFORE INSERT OR UPDATE OR DELETE ON attendances
FOR EACH ROW EXECUTE FUNCTION part_of_approved_minutes_stays();
ALTER TABLE attendances ENABLE ALWAYS TRIGGER attendances_locked;
CREATE TRIGGER attendances_kept BEFORE TRUNCATE ON attendances EXECUTE FUNCTION approved_minutes_are_not_truncated();
ALTER TABLE attendances ENABLE ALWAYS TRIGGER attendances_kept;

CREATE TRIGGER minutes_approvals_locked BEFORE INSERT OR UPDATE OR DELETE ON minutes_approvals
FOR EACH ROW EXECUTE FUNCTION part_of_approved_minutes_stays();
ALTER TABLE minutes_approvals ENABLE ALWAYS TRIGGER minutes_approvals_locked;
CREATE TRIGGER minutes_approvals_kept BEFORE TRUNCATE ON minutes_approvals EXECUTE FUNCTION approved_minutes_are_not_truncated();
ALTER TABLE minutes_approvals ENABLE ALWAYS TRIGGER minutes_approvals_kept;

-- A correction is written once and stays.
CREATE TRIGGER meeting_corrections_locked BEFORE UPDATE OR DELETE ON meeting_corrections
FOR EACH ROW EXECUTE FUNCTION minutes_correction_stays();
ALTER TABLE meeting_corrections ENABLE ALWAYS TRIGGER meeting_corrections_locked;
CREATE TRIGGER meeting_corrections_kept BEFORE TRUNCATE ON meeting_corrections EXECUTE FUNCTION approved_minutes_are_not_truncated();
ALTER TABLE meeting_corrections ENABLE ALWAYS TRIGGER meeting_corrections_kept;
