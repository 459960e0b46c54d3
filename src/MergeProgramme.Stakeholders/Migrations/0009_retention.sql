-- What kinds of personal data there are, what for, on which basis and for how long. They came with this system.
CREATE TABLE built_in_processing_activities (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    effect_date TEXT NOT NULL,
    archive_duty TEXT NOT NULL,
    retention_months INTEGER NOT NULL
);

-- How long a programme keeps those that no law keeps for good, where it has said so.
CREATE TABLE retention_periods (
    activity TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    months INTEGER NOT NULL
);

INSERT INTO built_in_processing_activities (id, position, purpose, legal_basis, effect_date, archive_duty, retention_months) VALUES
    ('stakeholders', 1, 'Personer som programmet berører: vite hvem som må høres, og kunne nå dem. Notater om dem hører med.',
        'personvernforordningen artikkel 6 nr. 1 bokstav e, jf. personopplysningsloven § 8', '2018-07-20', '', 24),
    ('offices', 2, 'Verv, ledere og eiere: vise hvem som har ansvar, og hvem som vedtok hva.',
        'personvernforordningen artikkel 6 nr. 1 bokstav c og e, jf. personopplysningsloven § 8', '2018-07-20',
        'Møtebøker, vedtak og oppnevninger er arkiv som skal bevares (arkivlova).', 0),
    ('participation', 3, 'Tillitsvalgte, vernetjeneste og andre som er hørt: vise at medvirkningen er gjort.',
        'personvernforordningen artikkel 6 nr. 1 bokstav c og e, jf. personopplysningsloven § 8', '2018-07-20',
        'Dokumentasjon av medvirkning hører til sakene den gjelder (arkivlova).', 0),
    ('positions', 4, 'Stillinger og innehavere: plassere de ansatte og styre ledige stillinger.',
        'personvernforordningen artikkel 6 nr. 1 bokstav b, c og e, jf. personopplysningsloven § 8', '2018-07-20',
        'Avgjørelser om stillinger er saksdokumenter (arkivlova).', 0),
    ('procurement', 5, 'Tilbydere, evaluatorer og habilitet: vise at konkurransen var riktig.',
        'personvernforordningen artikkel 6 nr. 1 bokstav c, jf. anskaffelsesforskriften § 7-1', '2018-07-20',
        'Anskaffelsesprotokollen og det den bygger på skal kunne dokumenteres (anskaffelsesforskriften §§ 7-1, 10-5 og 25-5).', 0),
    ('log', 6, 'Hendelsesloggen: vise hvem som gjorde hva, og når.',
        'personvernforordningen artikkel 6 nr. 1 bokstav c, jf. artikkel 32', '2018-07-20',
        'Loggen følger postene den forteller om. Navn i den erstattes når noen slettes.', 0);
