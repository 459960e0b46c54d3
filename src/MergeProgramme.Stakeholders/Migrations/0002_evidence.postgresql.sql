-- A participation record is evidence that decisions rest on: nobody changes it, not even behind the contract.
CREATE FUNCTION participation_record_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a participation record is never changed';
END;
$$;

CREATE TRIGGER participation_records_stay BEFORE UPDATE ON participation_records
FOR EACH ROW EXECUTE FUNCTION participation_record_stays();
