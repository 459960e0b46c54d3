-- Which import wrote a measurement stays as the rest of it. state 1 is MEASURED.

CREATE OR REPLACE FUNCTION measurement_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = benefits, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 1 AND NEW.state <> 1 AND
        (NEW.name, NEW.indicator, NEW.municipality, NEW.period_start, NEW.revision, NEW.value, NEW.source,
            NEW.creator, NEW.creator_display_name, NEW.create_time, NEW.measurement_import)
        IS NOT DISTINCT FROM
        (OLD.name, OLD.indicator, OLD.municipality, OLD.period_start, OLD.revision, OLD.value, OLD.source,
            OLD.creator, OLD.creator_display_name, OLD.create_time, OLD.measurement_import) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A measurement cannot be changed';
END;
$$;
