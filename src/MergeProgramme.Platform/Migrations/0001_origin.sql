-- From where a write was asked for.
ALTER TABLE events ADD COLUMN origin TEXT NOT NULL DEFAULT '';
