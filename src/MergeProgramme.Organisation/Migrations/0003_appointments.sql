-- gender: only of members of a body with a rule that needs it.
ALTER TABLE persons ADD COLUMN gender INTEGER NOT NULL DEFAULT 0;
ALTER TABLE persons ADD COLUMN line_manager BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE appointments ADD COLUMN deputy_for TEXT REFERENCES appointments (name);
ALTER TABLE appointments ADD COLUMN call_order INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appointments ADD COLUMN predecessor TEXT REFERENCES appointments (name);

CREATE INDEX appointments_by_deputy_for ON appointments (deputy_for);
CREATE INDEX appointments_by_predecessor ON appointments (predecessor);

ALTER TABLE composition_rules ADD COLUMN organisation TEXT NOT NULL DEFAULT '';
ALTER TABLE composition_rules ADD COLUMN percent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE composition_rules ADD COLUMN statutory_rule TEXT NOT NULL DEFAULT '';
ALTER TABLE composition_rules ADD COLUMN start_date TEXT;
ALTER TABLE composition_rules ADD COLUMN end_date TEXT;

-- What the office entered.
CREATE TABLE statutory_rules (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL REFERENCES programmes (name),
    body_kind INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    minimum INTEGER NOT NULL,
    percent INTEGER NOT NULL,
    source TEXT NOT NULL,
    effect_date TEXT NOT NULL,
    end_date TEXT,
    note TEXT NOT NULL
);

CREATE INDEX statutory_rules_by_programme ON statutory_rules (programme);

-- What came with this system, for every programme: the name of one is programmes/{programme}/statutoryRules/{id}.
CREATE TABLE built_in_rules (
    id TEXT PRIMARY KEY,
    body_kind INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    minimum INTEGER NOT NULL,
    percent INTEGER NOT NULL,
    source TEXT NOT NULL,
    effect_date TEXT NOT NULL,
    end_date TEXT,
    note TEXT NOT NULL
);

-- body_kind: 1 fellesnemnd, 2 partssammensatt utvalg, 3 programstyre, 4 styringsgruppe, 5 prosjektgruppe, 6 arbeidsgruppe, 7 referansegruppe,
-- 9 kontrollutvalg. kind: 1 each merging municipality, 2 unions, 4 one chair, 5 members, 9 gender balance, 10 no deciders, 12 employer majority.
INSERT INTO built_in_rules (id, body_kind, kind, minimum, percent, source, effect_date, end_date, note) VALUES
    ('fellesnemnd-tre-fra-hver', 1, 1, 3, 0, 'inndelingslova § 26', '2014-01-01', NULL,
        'Nemnda skal dessuten speile innbyggertallet i kommunene. Er kommunene blitt enige om noe annet, gjelder avtalen: endre kravet i organet og vis til vedtakene. Datoen er den fra hvilken paragrafen lyder slik etter endringene ved lov 21. juni 2013 nr. 94.'),
    ('fellesnemnd-leder', 1, 4, 0, 0, 'inndelingslova § 26', '2014-01-01', NULL,
        'Nemnda velger selv leder og nestleder.'),
    ('psu-flertall-1992', 2, 12, 0, 0, 'kommuneloven (1992) § 25', '1993-01-01', '2019-10-31',
        'Avløst av kommuneloven (2018) § 5-11 fra det konstituerende møtet i det enkelte kommunestyret høsten 2019.'),
    ('psu-leder-1992', 2, 4, 0, 0, 'kommuneloven (1992) § 25', '1993-01-01', '2019-10-31',
        'Kommunestyret velger leder og nestleder blant kommunens representanter.'),
    ('psu-flertall', 2, 12, 0, 0, 'kommuneloven (2018) § 5-11', '2019-11-01', NULL,
        'Kommunens representanter skal være i flertall. Gjelder fra det konstituerende møtet i det enkelte kommunestyret høsten 2019, senest i oktober. Datoen her er dagen etter den siste fristen. De ansatte kan ha avtalt en annen ordning.'),
    ('psu-leder', 2, 4, 0, 0, 'kommuneloven (2018) § 5-11', '2019-11-01', NULL,
        'Kommunestyret velger leder og nestleder blant kommunens representanter.'),
    ('psu-ansatte', 2, 2, 1, 0, 'kommuneloven (2018) § 5-11', '2019-11-01', NULL,
        'De ansattes representanter velges av og blant de ansatte for to år om gangen.'),
    ('kontrollutvalg-fem', 9, 5, 5, 0, 'kommuneloven (2018) § 23-1', '2019-11-01', NULL,
        'Minst ett medlem skal velges blant kommunestyrets medlemmer, og lederen kan ikke være av samme parti eller gruppe som ordføreren.'),
    ('kontrollutvalg-avgjor-ikke', 9, 10, 0, 0, 'kommuneloven (2018) § 23-1', '2019-11-01', NULL,
        'Medlemmer og varamedlemmer av folkevalgte organer som avgjør, er utelukket fra valg. Medlemmer av kommunestyret er ikke utelukket av den grunn.'),
    ('programstyre-kjonn-2014', 3, 9, 0, 40, 'likestillingsloven (2013) § 13', '2014-01-01', '2017-12-31', 'Gjelder utvalg som et offentlig organ oppnevner eller velger.'),
    ('styringsgruppe-kjonn-2014', 4, 9, 0, 40, 'likestillingsloven (2013) § 13', '2014-01-01', '2017-12-31', 'Gjelder utvalg som et offentlig organ oppnevner eller velger.'),
    ('prosjektgruppe-kjonn-2014', 5, 9, 0, 40, 'likestillingsloven (2013) § 13', '2014-01-01', '2017-12-31', 'Gjelder utvalg som et offentlig organ oppnevner eller velger.'),
    ('arbeidsgruppe-kjonn-2014', 6, 9, 0, 40, 'likestillingsloven (2013) § 13', '2014-01-01', '2017-12-31', 'Gjelder utvalg som et offentlig organ oppnevner eller velger.'),
    ('referansegruppe-kjonn-2014', 7, 9, 0, 40, 'likestillingsloven (2013) § 13', '2014-01-01', '2017-12-31', 'Gjelder utvalg som et offentlig organ oppnevner eller velger.'),
    ('programstyre-kjonn', 3, 9, 0, 40, 'likestillings- og diskrimineringsloven § 28', '2018-01-01', NULL, 'Gjelder utvalg som et offentlig organ oppnevner eller velger. Kan gjøres unntak fra når det ikke er mulig å finne nok kvalifiserte medlemmer av begge kjønn.'),
    ('styringsgruppe-kjonn', 4, 9, 0, 40, 'likestillings- og diskrimineringsloven § 28', '2018-01-01', NULL, 'Gjelder utvalg som et offentlig organ oppnevner eller velger. Kan gjøres unntak fra når det ikke er mulig å finne nok kvalifiserte medlemmer av begge kjønn.'),
    ('prosjektgruppe-kjonn', 5, 9, 0, 40, 'likestillings- og diskrimineringsloven § 28', '2018-01-01', NULL, 'Gjelder utvalg som et offentlig organ oppnevner eller velger. Kan gjøres unntak fra når det ikke er mulig å finne nok kvalifiserte medlemmer av begge kjønn.'),
    ('arbeidsgruppe-kjonn', 6, 9, 0, 40, 'likestillings- og diskrimineringsloven § 28', '2018-01-01', NULL, 'Gjelder utvalg som et offentlig organ oppnevner eller velger. Kan gjøres unntak fra når det ikke er mulig å finne nok kvalifiserte medlemmer av begge kjønn.'),
    ('referansegruppe-kjonn', 7, 9, 0, 40, 'likestillings- og diskrimineringsloven § 28', '2018-01-01', NULL, 'Gjelder utvalg som et offentlig organ oppnevner eller velger. Kan gjøres unntak fra når det ikke er mulig å finne nok kvalifiserte medlemmer av begge kjønn.');

CREATE TABLE buy_outs (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL REFERENCES programmes (name),
    appointment TEXT NOT NULL REFERENCES appointments (name),
    first_month TEXT NOT NULL,
    last_month TEXT,
    day_hundredths INTEGER NOT NULL,
    day_rate BIGINT NOT NULL,
    note TEXT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX buy_outs_by_programme ON buy_outs (programme, first_month, name);
CREATE INDEX buy_outs_by_appointment ON buy_outs (appointment);

CREATE TABLE school_free_periods (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL REFERENCES programmes (name),
    display_name TEXT NOT NULL,
    municipality TEXT REFERENCES municipalities (name),
    county TEXT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,
    source TEXT NOT NULL,
    etag TEXT NOT NULL
);

CREATE INDEX school_free_periods_by_programme ON school_free_periods (programme, start_date, name);
