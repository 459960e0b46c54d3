-- What the line has accepted cannot be changed by any path: not by a fault in this program, not by SQL behind its back. state 3 is ACCEPTED. ENABLE
-- ALWAYS: session_replication_role does not switch the lock off.

CREATE FUNCTION accepted_handover_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = benefits, pg_temp AS $$
BEGIN
    IF OLD.state = 3 THEN
        RAISE EXCEPTION 'An accepted handover cannot be changed';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END;
$$;

CREATE FUNCTION part_of_accepted_handover_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = benefits, pg_temp AS $$
DECLARE
    handover_state INTEGER;
BEGIN
    -- FOR SHARE waits for an acceptance that is under way: nothing slips in beside it.
    FOR handover_state IN
        SELECT state FROM handovers
        WHERE name = OLD.handover OR name = NEW.handover
        ORDER BY name
        FOR SHARE
    LOOP
        IF handover_state = 3 THEN
            RAISE EXCEPTION 'An accepted handover cannot be changed';
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END;
$$;

CREATE FUNCTION accepted_handovers_are_not_truncated() RETURNS trigger LANGUAGE plpgsql SET search_path = benefits, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM handovers WHERE state = 3) THEN
        RAISE EXCEPTION 'An accepted handover cannot be changed';
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER handovers_locked BEFORE UPDATE OR DELETE ON handovers
FOR EACH ROW EXECUTE FUNCTION accepted_handover_stays();
ALTER TABLE handovers ENABLE ALWAYS TRIGGER handovers_locked;
CREATE TRIGGER handovers_kept BEFORE TRUNCATE ON handovers EXECUTE FUNCTION accepted_handovers_are_not_truncated();
ALTER TABLE handovers ENABLE ALWAYS TRIGGER handovers_kept;

CREATE TRIGGER handover_items_locked BEFORE INSERT OR UPDATE OR DELETE ON handover_items
FOR EACH ROW EXECUTE FUNCTION part_of_accepted_handover_stays();
ALTER TABLE handover_items ENABLE ALWAYS TRIGGER handover_items_locked;
CREATE TRIGGER handover_items_kept BEFORE TRUNCATE ON handover_items EXECUTE FUNCTION accepted_handovers_are_not_truncated();
ALTER TABLE handover_items ENABLE ALWAYS TRIGGER handover_items_kept;

CREATE TRIGGER handover_rounds_locked BEFORE INSERT OR UPDATE OR DELETE ON handover_rounds
FOR EACH ROW EXECUTE FUNCTION part_of_accepted_handover_stays();
ALTER TABLE handover_rounds ENABLE ALWAYS TRIGGER handover_rounds_locked;
CREATE TRIGGER handover_rounds_kept BEFORE TRUNCATE ON handover_rounds EXECUTE FUNCTION accepted_handovers_are_not_truncated();
ALTER TABLE handover_rounds ENABLE ALWAYS TRIGGER handover_rounds_kept;
