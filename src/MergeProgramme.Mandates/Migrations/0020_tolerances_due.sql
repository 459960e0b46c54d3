-- Programmes whose tolerances of benefit are to be measured anew. versions counts the changes that were heard of: one that comes while
-- benefits is being asked is not forgotten with those before it.
CREATE TABLE tolerances_due (
    programme TEXT PRIMARY KEY,
    versions BIGINT NOT NULL
);
