-- A closed tertial stays as it was, not by SQL behind the program's back either: nothing is entered in it, and what was closed is never changed. ENABLE
-- ALWAYS: session_replication_role does not switch the lock off.

CREATE FUNCTION closed_tertial_takes_no_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = benefits, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM tertial_closings c
        WHERE c.programme = NEW.programme AND (c.year > NEW.year OR (c.year = NEW.year AND c.tertial >= NEW.tertial))
    ) THEN
        RAISE EXCEPTION 'A closed tertial cannot be changed';
    END IF;
    RETURN NEW;
END;
$$;

CREATE FUNCTION report_of_closed_tertial_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = benefits, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM tertial_closings c
        WHERE c.programme = OLD.programme AND (c.year > OLD.year OR (c.year = OLD.year AND c.tertial >= OLD.tertial))
    ) THEN
        RAISE EXCEPTION 'A closed tertial cannot be changed';
    END IF;
    RETURN COALESCE(NEW, OLD);
END;
$$;

CREATE FUNCTION closed_tertial_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = benefits, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'A closed tertial cannot be changed';
END;
$$;

CREATE FUNCTION closed_tertial_takes_no_row() RETURNS trigger LANGUAGE plpgsql SET search_path = benefits, pg_temp AS $$
BEGIN
    IF NEW.position > (SELECT c.row_count FROM tertial_closings c WHERE c.name = NEW.closing) THEN
        RAISE EXCEPTION 'A closed tertial cannot be changed';
    END IF;
    RETURN NEW;
END;
$$;

CREATE FUNCTION closed_tertials_are_not_truncated() RETURNS trigger LANGUAGE plpgsql SET search_path = benefits, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM tertial_closings) THEN
        RAISE EXCEPTION 'A closed tertial cannot be changed';
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER ledger_entries_closed BEFORE INSERT ON ledger_entries
FOR EACH ROW EXECUTE FUNCTION closed_tertial_takes_no_entry();
ALTER TABLE ledger_entries ENABLE ALWAYS TRIGGER ledger_entries_closed;
CREATE TRIGGER tertial_closings_in_order BEFORE INSERT ON tertial_closings
FOR EACH ROW EXECUTE FUNCTION closed_tertial_takes_no_entry();
ALTER TABLE tertial_closings ENABLE ALWAYS TRIGGER tertial_closings_in_order;
CREATE TRIGGER tertial_closings_locked BEFORE UPDATE OR DELETE ON tertial_closings
FOR EACH ROW EXECUTE FUNCTION closed_tertial_stays();
ALTER TABLE tertial_closings ENABLE ALWAYS TRIGGER tertial_closings_locked;
CREATE TRIGGER tertial_closings_kept BEFORE TRUNCATE ON tertial_closings EXECUTE FUNCTION closed_tertials_are_not_truncated();
ALTER TABLE tertial_closings ENABLE ALWAYS TRIGGER tertial_closings_kept;

CREATE TRIGGER tertial_rows_complete BEFORE INSERT ON tertial_rows
FOR EACH ROW EXECUTE FUNCTION closed_tertial_takes_no_row();
ALTER TABLE tertial_rows ENABLE ALWAYS TRIGGER tertial_rows_complete;
CREATE TRIGGER tertial_rows_locked BEFORE UPDATE OR DELETE ON tertial_rows
FOR EACH ROW EXECUTE FUNCTION closed_tertial_stays();
ALTER TABLE tertial_rows ENABLE ALWAYS TRIGGER tertial_rows_locked;
CREATE TRIGGER tertial_rows_kept BEFORE TRUNCATE ON tertial_rows EXECUTE FUNCTION closed_tertials_are_not_truncated();
ALTER TABLE tertial_rows ENABLE ALWAYS TRIGGER tertial_rows_kept;

CREATE TRIGGER tertial_reports_closed BEFORE INSERT ON tertial_reports
FOR EACH ROW EXECUTE FUNCTION closed_tertial_takes_no_entry();
ALTER TABLE tertial_reports ENABLE ALWAYS TRIGGER tertial_reports_closed;
CREATE TRIGGER tertial_reports_locked BEFORE UPDATE OR DELETE ON tertial_reports
FOR EACH ROW EXECUTE FUNCTION report_of_closed_tertial_stays();
ALTER TABLE tertial_reports ENABLE ALWAYS TRIGGER tertial_reports_locked;
CREATE TRIGGER tertial_reports_kept BEFORE TRUNCATE ON tertial_reports EXECUTE FUNCTION closed_tertials_are_not_truncated();
ALTER TABLE tertial_reports ENABLE ALWAYS TRIGGER tertial_reports_kept;
