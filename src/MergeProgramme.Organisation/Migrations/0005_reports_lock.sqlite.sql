-- What was submitted cannot be changed by any path: not by a fault in this program, not by SQL behind its back. state 2 is SUBMITTED. NEW.rowid is
-- looked at because INSERT OR REPLACE and UPDATE OR REPLACE delete the row in their way without firing its DELETE trigger.

-- What is owed by cadences of before this version is owed from now on.
UPDATE reporting_cadences SET reports_from_date = date('now') WHERE first_meeting_date < date('now');

CREATE TRIGGER reports_locked_insert BEFORE INSERT ON reports
WHEN EXISTS (
    SELECT 1 FROM reports
    WHERE state = 2
        AND (
            name = NEW.name
            OR rowid = NEW.rowid
            OR corrects = NEW.corrects
            OR (reporting_occurrence = NEW.reporting_occurrence AND version = NEW.version)
        )
)
BEGIN
    SELECT RAISE(ABORT, 'A submitted report cannot be changed');
END;

CREATE TRIGGER reports_locked_update BEFORE UPDATE ON reports
WHEN EXISTS (
    SELECT 1 FROM reports
    WHERE state = 2
        AND (
            name IN (OLD.name, NEW.name)
            OR rowid = NEW.rowid
            OR corrects = NEW.corrects
            OR (reporting_occurrence = NEW.reporting_occurrence AND version = NEW.version)
        )
)
BEGIN
    SELECT RAISE(ABORT, 'A submitted report cannot be changed');
END;

CREATE TRIGGER reports_locked_delete BEFORE DELETE ON reports
WHEN OLD.state = 2
BEGIN
    SELECT RAISE(ABORT, 'A submitted report cannot be changed');
END;

CREATE TRIGGER report_parts_locked_insert BEFORE INSERT ON report_parts
WHEN EXISTS (
    SELECT 1 FROM reports
    WHERE state = 2
        AND (
            name = NEW.report
            OR name IN (SELECT report FROM report_parts WHERE rowid = NEW.rowid OR name = NEW.name)
        )
)
BEGIN
    SELECT RAISE(ABORT, 'A submitted report cannot be changed');
END;

CREATE TRIGGER report_parts_locked_update BEFORE UPDATE ON report_parts
WHEN EXISTS (
    SELECT 1 FROM reports
    WHERE state = 2
        AND (
            name IN (OLD.report, NEW.report)
            OR name IN (SELECT report FROM report_parts WHERE rowid = NEW.rowid OR name = NEW.name)
        )
)
BEGIN
    SELECT RAISE(ABORT, 'A submitted report cannot be changed');
END;

CREATE TRIGGER report_parts_locked_delete BEFORE DELETE ON report_parts
WHEN EXISTS (SELECT 1 FROM reports WHERE state = 2 AND name = OLD.report)
BEGIN
    SELECT RAISE(ABORT, 'A submitted report cannot be changed');
END;

CREATE TRIGGER report_part_figures_locked_insert BEFORE INSERT ON report_part_figures
WHEN EXISTS (
    SELECT 1 FROM reports r JOIN report_parts p ON p.report = r.name
    WHERE r.state = 2
        AND (
            p.name = NEW.report_part
            OR p.name IN (SELECT report_part FROM report_part_figures WHERE rowid = NEW.rowid)
        )
)
BEGIN
    SELECT RAISE(ABORT, 'A submitted report cannot be changed');
END;

CREATE TRIGGER report_part_figures_locked_update BEFORE UPDATE ON report_part_figures
WHEN EXISTS (
    SELECT 1 FROM reports r JOIN report_parts p ON p.report = r.name
    WHERE r.state = 2
        AND (
            p.name IN (OLD.report_part, NEW.report_part)
            OR p.name IN (SELECT report_part FROM report_part_figures WHERE rowid = NEW.rowid)
        )
)
BEGIN
    SELECT RAISE(ABORT, 'A submitted report cannot be changed');
END;

CREATE TRIGGER report_part_figures_locked_delete BEFORE DELETE ON report_part_figures
WHEN EXISTS (
    SELECT 1 FROM reports r JOIN report_parts p ON p.report = r.name WHERE r.state = 2 AND p.name = OLD.report_part
)
BEGIN
    SELECT RAISE(ABORT, 'A submitted report cannot be changed');
END;
