-- What an evaluator has finished stays, not by SQL behind the program's back either. state 2 is FINISHED. ENABLE ALWAYS: session_replication_role does not
-- switch the lock off.

CREATE FUNCTION finished_evaluation_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = procurement, pg_temp AS $$
BEGIN
    IF OLD.state = 2 THEN
        RAISE EXCEPTION 'A finished evaluation cannot be changed';
    END IF;
    RETURN COALESCE(NEW, OLD);
END;
$$;

CREATE FUNCTION score_of_finished_evaluation_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = procurement, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM evaluations e
        WHERE e.state = 2
            AND ((TG_OP <> 'INSERT' AND e.name = OLD.evaluation) OR (TG_OP <> 'DELETE' AND e.name = NEW.evaluation))
    ) THEN
        RAISE EXCEPTION 'A finished evaluation cannot be changed';
    END IF;
    RETURN COALESCE(NEW, OLD);
END;
$$;

CREATE FUNCTION finished_evaluations_are_not_truncated() RETURNS trigger LANGUAGE plpgsql SET search_path = procurement, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM evaluations e WHERE e.state = 2) THEN
        RAISE EXCEPTION 'A finished evaluation cannot be changed';
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER evaluations_finished BEFORE UPDATE OR DELETE ON evaluations
FOR EACH ROW EXECUTE FUNCTION finished_evaluation_stays();
ALTER TABLE evaluations ENABLE ALWAYS TRIGGER evaluations_finished;
CREATE TRIGGER evaluations_kept BEFORE TRUNCATE ON evaluations EXECUTE FUNCTION finished_evaluations_are_not_truncated();
ALTER TABLE evaluations ENABLE ALWAYS TRIGGER evaluations_kept;
CREATE TRIGGER tender_scores_finished BEFORE INSERT OR UPDATE OR DELETE ON tender_scores
FOR EACH ROW EXECUTE FUNCTION score_of_finished_evaluation_stays();
ALTER TABLE tender_scores ENABLE ALWAYS TRIGGER tender_scores_finished;
CREATE TRIGGER tender_scores_kept BEFORE TRUNCATE ON tender_scores EXECUTE FUNCTION finished_evaluations_are_not_truncated();
ALTER TABLE tender_scores ENABLE ALWAYS TRIGGER tender_scores_kept;
