-- What was entered is never changed or taken away, not by SQL behind the program's back either: finance answers once, and what was wrong is put right
-- by a new entry. The frozen plan of a decided measure stays too. ENABLE ALWAYS: session_replication_role does not switch the lock off. state 1 is
-- ENTERED.

CREATE FUNCTION ledger_entry_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = benefits, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 1 AND NEW.state <> 1 AND
        (NEW.name, NEW.programme, NEW.position, NEW.measure, NEW.year, NEW.tertial, NEW.amount, NEW.budget_adjustment, NEW.case_number,
            NEW.note, NEW.corrects, NEW.budget_function, NEW.budget_account, NEW.municipality, NEW.takes_away, NEW.creator, NEW.creator_display_name,
            NEW.create_time)
        IS NOT DISTINCT FROM
        (OLD.name, OLD.programme, OLD.position, OLD.measure, OLD.year, OLD.tertial, OLD.amount, OLD.budget_adjustment, OLD.case_number,
            OLD.note, OLD.corrects, OLD.budget_function, OLD.budget_account, OLD.municipality, OLD.takes_away, OLD.creator, OLD.creator_display_name,
            OLD.create_time) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A ledger entry cannot be changed';
END;
$$;

CREATE FUNCTION ledger_entries_are_not_truncated() RETURNS trigger LANGUAGE plpgsql SET search_path = benefits, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM ledger_entries) THEN
        RAISE EXCEPTION 'A ledger entry cannot be changed';
    END IF;
    RETURN NULL;
END;
$$;

CREATE FUNCTION measure_plan_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = benefits, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'The plan of a decided measure cannot be changed';
END;
$$;

CREATE FUNCTION measure_plans_are_not_truncated() RETURNS trigger LANGUAGE plpgsql SET search_path = benefits, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM measure_plans) THEN
        RAISE EXCEPTION 'The plan of a decided measure cannot be changed';
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER ledger_entries_locked BEFORE UPDATE OR DELETE ON ledger_entries
FOR EACH ROW EXECUTE FUNCTION ledger_entry_stays();
ALTER TABLE ledger_entries ENABLE ALWAYS TRIGGER ledger_entries_locked;
CREATE TRIGGER ledger_entries_kept BEFORE TRUNCATE ON ledger_entries EXECUTE FUNCTION ledger_entries_are_not_truncated();
ALTER TABLE ledger_entries ENABLE ALWAYS TRIGGER ledger_entries_kept;

CREATE TRIGGER measure_plans_locked BEFORE UPDATE OR DELETE ON measure_plans
FOR EACH ROW EXECUTE FUNCTION measure_plan_stays();
ALTER TABLE measure_plans ENABLE ALWAYS TRIGGER measure_plans_locked;
CREATE TRIGGER measure_plans_kept BEFORE TRUNCATE ON measure_plans EXECUTE FUNCTION measure_plans_are_not_truncated();
ALTER TABLE measure_plans ENABLE ALWAYS TRIGGER measure_plans_kept;
