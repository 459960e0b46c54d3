-- A participation record is evidence that decisions rest on: nobody changes it, not even behind the contract.
CREATE TRIGGER participation_records_stay BEFORE UPDATE ON participation_records
BEGIN
    SELECT RAISE(ABORT, 'a participation record is never changed');
END;
