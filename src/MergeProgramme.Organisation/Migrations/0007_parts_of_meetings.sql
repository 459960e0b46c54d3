-- What belongs to an agenda item stands where the audit of stored state finds it: in a table of its message's name, under the item in a column of its own.
ALTER TABLE agenda_decisions RENAME TO item_decisions;
ALTER TABLE item_decisions RENAME COLUMN item TO agenda_item;
ALTER TABLE decision_dissents RENAME COLUMN item TO agenda_item;
ALTER TABLE decision_conditions RENAME COLUMN item TO agenda_item;
