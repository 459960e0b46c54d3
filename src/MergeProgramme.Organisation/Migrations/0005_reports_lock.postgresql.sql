-- What was submitted cannot be changed by any path: not by a fault in this program, not by SQL behind its back. state 2 is SUBMITTED. ENABLE ALWAYS:
-- session_replication_role does not switch the lock off.

-- What is owed by cadences of before this version is owed from now on.
UPDATE reporting_cadences SET reports_from_date = to_char(CURRENT_DATE, 'YYYY-MM-DD')
WHERE first_meeting_date < to_char(CURRENT_DATE, 'YYYY-MM-DD');

CREATE FUNCTION submitted_report_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = organisation, pg_temp AS $$
BEGIN
    IF OLD.state = 2 THEN
        RAISE EXCEPTION 'A submitted report cannot be changed';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END;
$$;

CREATE FUNCTION part_of_submitted_report_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = organisation, pg_temp AS $$
DECLARE
    report_state INTEGER;
BEGIN
    -- FOR SHARE waits for a submission that is under way: nothing slips in beside it.
    FOR report_state IN
        SELECT state FROM reports
        WHERE name = OLD.report OR name = NEW.report
        ORDER BY name
        FOR SHARE
    LOOP
        IF report_state = 2 THEN
            RAISE EXCEPTION 'A submitted report cannot be changed';
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END;
$$;

CREATE FUNCTION figure_of_submitted_report_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = organisation, pg_temp AS $$
DECLARE
    report_state INTEGER;
BEGIN
    FOR report_state IN
        SELECT r.state FROM reports r JOIN report_parts p ON p.report = r.name
        WHERE p.name = OLD.report_part OR p.name = NEW.report_part
        ORDER BY r.name
        FOR SHARE OF r
    LOOP
        IF report_state = 2 THEN
            RAISE EXCEPTION 'A submitted report cannot be changed';
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END;
$$;

CREATE FUNCTION submitted_reports_are_not_truncated() RETURNS trigger LANGUAGE plpgsql SET search_path = organisation, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM reports WHERE state = 2) THEN
        RAISE EXCEPTION 'A submitted report cannot be changed';
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER reports_locked BEFORE UPDATE OR DELETE ON reports
FOR EACH ROW EXECUTE FUNCTION submitted_report_stays();
ALTER TABLE reports ENABLE ALWAYS TRIGGER reports_locked;
CREATE TRIGGER reports_kept BEFORE TRUNCATE ON reports EXECUTE FUNCTION submitted_reports_are_not_truncated();
ALTER TABLE reports ENABLE ALWAYS TRIGGER reports_kept;

CREATE TRIGGER report_parts_locked BEFORE INSERT OR UPDATE OR DELETE ON report_parts
FOR EACH ROW EXECUTE FUNCTION part_of_submitted_report_stays();
ALTER TABLE report_parts ENABLE ALWAYS TRIGGER report_parts_locked;
CREATE TRIGGER report_parts_kept BEFORE TRUNCATE ON report_parts EXECUTE FUNCTION submitted_reports_are_not_truncated();
ALTER TABLE report_parts ENABLE ALWAYS TRIGGER report_parts_kept;

CREATE TRIGGER report_part_figures_locked BEFORE INSERT OR UPDATE OR DELETE ON report_part_figures
FOR EACH ROW EXECUTE FUNCTION figure_of_submitted_report_stays();
ALTER TABLE report_part_figures ENABLE ALWAYS TRIGGER report_part_figures_locked;
CREATE TRIGGER report_part_figures_kept BEFORE TRUNCATE ON report_part_figures EXECUTE FUNCTION submitted_reports_are_not_truncated();
ALTER TABLE report_part_figures ENABLE ALWAYS TRIGGER report_part_figures_kept;
