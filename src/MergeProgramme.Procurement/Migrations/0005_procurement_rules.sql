-- Figures of procurement law, each from its date of effect on.

-- What the office entered.
CREATE TABLE procurement_rules (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    kind INTEGER NOT NULL,
    value BIGINT NOT NULL,
    effect_date TEXT NOT NULL,
    source TEXT NOT NULL
);

CREATE INDEX procurement_rules_by_programme ON procurement_rules (programme);

-- What came with this system, for every programme: the name of one is programmes/{programme}/procurementRules/{id}. Amounts in NOK excl. VAT.
CREATE TABLE built_in_procurement_rules (
    id TEXT PRIMARY KEY,
    kind INTEGER NOT NULL,
    value BIGINT NOT NULL,
    effect_date TEXT NOT NULL,
    source TEXT NOT NULL
);

INSERT INTO built_in_procurement_rules (id, kind, value, effect_date, source) VALUES
    ('scope-2017', 1, 100000, '2017-01-01', 'LOA § 2'),
    ('national-2017', 2, 1100000, '2017-01-01', 'FOA § 5-1'),
    ('national-2018', 2, 1300000, '2018-01-01', 'FOA § 5-1'),
    ('eea-2017', 3, 1750000, '2017-01-01', 'FOA § 5-3'),
    ('eea-2018', 3, 2000000, '2018-01-01', 'FOA § 5-3'),
    ('eea-2020', 3, 2050000, '2020-02-13', 'FOA § 5-3'),
    ('eea-2022', 3, 2200000, '2022-01-01', 'FOA § 5-3'),
    ('eea-2024', 3, 2300000, '2024-01-01', 'FOA § 5-3'),
    ('standstill-electronic-2017', 4, 10, '2017-01-01', 'FOA § 25-2'),
    ('standstill-other-2017', 5, 15, '2017-01-01', 'FOA § 25-2'),
    ('period-working-days-2017', 6, 2, '2017-01-01', 'Forordning (EØF, Euratom) nr. 1182/71 artikkel 3'),
    ('environment-2024', 7, 30, '2024-01-01', 'FOA § 7-9'),
    ('tender-days-open-2017', 8, 30, '2017-01-01', 'FOA § 20-2'),
    ('request-days-2017', 9, 30, '2017-01-01', 'FOA § 20-3'),
    ('tender-days-selected-2017', 10, 25, '2017-01-01', 'FOA § 20-3');
