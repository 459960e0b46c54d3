-- Sheets of measurements that were taken in. Each row that one wrote names it.

CREATE TABLE measurement_imports (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    file_name TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    create_time BIGINT NOT NULL
);

CREATE INDEX measurement_imports_by_content ON measurement_imports (parent, content_hash);

ALTER TABLE measurements ADD COLUMN measurement_import TEXT NOT NULL DEFAULT '';
