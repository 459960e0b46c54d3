-- Who must be informed, heard or agree, matter by matter.

CREATE TABLE parties (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    display_name TEXT NOT NULL,
    kind INTEGER NOT NULL,
    federation TEXT NOT NULL,
    representative TEXT NOT NULL,
    spokes_party TEXT REFERENCES parties (name),
    etag TEXT NOT NULL,
    UNIQUE (parent, kind, display_name)
);

CREATE INDEX parties_by_spokes_party ON parties (spokes_party);

ALTER TABLE participation_records ADD COLUMN registered_party TEXT REFERENCES parties (name);

CREATE INDEX participation_records_by_party ON participation_records (registered_party);

CREATE TABLE participation_steps (
    name TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    matter TEXT NOT NULL,
    party TEXT NOT NULL REFERENCES parties (name),
    form INTEGER NOT NULL,
    due_date TEXT,
    basis TEXT NOT NULL,
    waiver TEXT NOT NULL,
    waive_date TEXT,
    etag TEXT NOT NULL,
    UNIQUE (matter, party)
);

CREATE INDEX participation_steps_by_due_date ON participation_steps (parent, due_date, name);
CREATE INDEX participation_steps_by_party ON participation_steps (party);

-- What the office entered.
CREATE TABLE participation_rules (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    matter_kind INTEGER NOT NULL,
    party_kind INTEGER NOT NULL,
    form INTEGER NOT NULL,
    source TEXT NOT NULL,
    effect_date TEXT NOT NULL,
    end_date TEXT,
    note TEXT NOT NULL
);

CREATE INDEX participation_rules_by_programme ON participation_rules (programme);

-- What came with this system, for every programme: the name of one is programmes/{programme}/participationRules/{id}.
CREATE TABLE built_in_participation_rules (
    id TEXT PRIMARY KEY,
    matter_kind INTEGER NOT NULL,
    party_kind INTEGER NOT NULL,
    form INTEGER NOT NULL,
    source TEXT NOT NULL,
    effect_date TEXT NOT NULL,
    end_date TEXT,
    note TEXT NOT NULL
);

-- matter_kind: 1 decision point, 2 position, 3 case. party_kind: 1 union, 2 safety service, 4 employee-management committee. form: 2 heard.
INSERT INTO built_in_participation_rules (id, matter_kind, party_kind, form, source, effect_date, end_date, note) VALUES
    ('aml-endring-beslutning', 1, 1, 2, 'arbeidsmiljøloven § 8-2 første ledd bokstav c', '2006-01-01', NULL,
        'Beslutninger som kan føre til vesentlig endring i arbeidsorganisering eller ansettelsesforhold skal drøftes så tidlig som mulig. Gjelder virksomheter med jevnlig minst 50 arbeidstakere og kan fravikes i tariffavtale.'),
    ('aml-endring-sak', 3, 1, 2, 'arbeidsmiljøloven § 8-2 første ledd bokstav c', '2006-01-01', NULL,
        'Gjelder saker om beslutninger som kan føre til vesentlig endring i arbeidsorganisering eller ansettelsesforhold, i virksomheter med jevnlig minst 50 arbeidstakere. Kan fravikes i tariffavtale.'),
    ('aml-bemanning', 2, 1, 2, 'arbeidsmiljøloven § 8-2 første ledd bokstav b', '2006-01-01', NULL,
        'Aktuell og forventet bemanning, innskrenkninger og tiltak i den forbindelse skal drøftes så tidlig som mulig. Det kan gjøres for flere stillinger under ett.'),
    ('aml-verneombud', 1, 2, 2, 'arbeidsmiljøloven § 6-2 fjerde ledd', '2006-01-01', NULL,
        'Verneombudet skal tas med på råd når tiltak som betyr noe for arbeidsmiljøet planlegges og gjennomføres.'),
    ('hovedavtalen-omstilling', 1, 1, 2, 'Hovedavtalen i KS-området, del B', '2010-01-01', NULL,
        'Ved omstilling og utvikling skal arbeidsgiveren så tidlig som mulig informere, drøfte med og ta de berørte tillitsvalgte med på råd. Avtalen fornyes for noen år om gangen: se den som gjelder.'),
    ('psu-1992', 1, 4, 2, 'kommuneloven (1992) § 25', '1993-01-01', '2019-10-31',
        'Gjelder saker om forholdet mellom kommunen som arbeidsgiver og de ansatte.'),
    ('psu', 1, 4, 2, 'kommuneloven (2018) § 5-11', '2019-11-01', NULL,
        'Gjelder saker om forholdet mellom kommunen som arbeidsgiver og de ansatte. Datoen er dagen etter siste frist for det konstituerende møtet høsten 2019.');
