-- What was measured is never changed or taken away, not by SQL behind the program's back either: somebody else answers once, and what was wrong is put
-- right by a new revision. ENABLE ALWAYS: session_replication_role does not switch the lock off. state 1 is MEASURED.

CREATE FUNCTION measurement_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = benefits, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 1 AND NEW.state <> 1 AND
        (NEW.name, NEW.indicator, NEW.municipality, NEW.period_start, NEW.revision, NEW.value, NEW.source,
            NEW.creator, NEW.creator_display_name, NEW.create_time)
        IS NOT DISTINCT FROM
        (OLD.name, OLD.indicator, OLD.municipality, OLD.period_start, OLD.revision, OLD.value, OLD.source,
            OLD.creator, OLD.creator_display_name, OLD.create_time) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A measurement cannot be changed';
END;
$$;

CREATE FUNCTION measurements_are_not_truncated() RETURNS trigger LANGUAGE plpgsql SET search_path = benefits, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM measurements) THEN
        RAISE EXCEPTION 'A measurement cannot be changed';
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER measurements_locked BEFORE UPDATE OR DELETE ON measurements
FOR EACH ROW EXECUTE FUNCTION measurement_stays();
ALTER TABLE measurements ENABLE ALWAYS TRIGGER measurements_locked;
CREATE TRIGGER measurements_kept BEFORE TRUNCATE ON measurements EXECUTE FUNCTION measurements_are_not_truncated();
ALTER TABLE measurements ENABLE ALWAYS TRIGGER measurements_kept;
