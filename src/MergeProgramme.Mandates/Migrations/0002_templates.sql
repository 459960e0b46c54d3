-- Templates that mandates begin from, and the checklist of the gate at each decision point. Data, so that an office can add its own.

CREATE TABLE templates (
    name TEXT NOT NULL PRIMARY KEY,
    display_name_nb TEXT NOT NULL,
    display_name_en TEXT NOT NULL,
    source TEXT NOT NULL
);

-- parts: numbers of mergeprogramme.mandates.v1.SectionPart, parted by commas. required: 0 or 1.
CREATE TABLE template_sections (
    template TEXT NOT NULL REFERENCES templates (name),
    position INTEGER NOT NULL,
    section TEXT NOT NULL,
    number TEXT NOT NULL,
    title_nb TEXT NOT NULL,
    title_en TEXT NOT NULL,
    guidance_nb TEXT NOT NULL,
    guidance_en TEXT NOT NULL,
    required INTEGER NOT NULL CHECK (required IN (0, 1)),
    parts TEXT NOT NULL,
    PRIMARY KEY (template, position),
    UNIQUE (template, section)
);

-- kind: 1 the system finds out, 2 a person answers (mergeprogramme.mandates.v1.GatePointKind). mandatory: 0 or 1.
CREATE TABLE gate_points (
    decision_point INTEGER NOT NULL,
    position INTEGER NOT NULL,
    point TEXT NOT NULL,
    kind INTEGER NOT NULL CHECK (kind IN (1, 2)),
    mandatory INTEGER NOT NULL CHECK (mandatory IN (0, 1)),
    text_nb TEXT NOT NULL,
    text_en TEXT NOT NULL,
    PRIMARY KEY (decision_point, position),
    UNIQUE (decision_point, point)
);

INSERT INTO templates (name, display_name_nb, display_name_en, source) VALUES
    ('templates/difi-konseptfase-3.0', 'Mandat for konseptfasen', 'Mandate for the concept phase', 'Difis mal for Mandat for konseptfasen, versjon 3.0'),
    ('templates/prosjektmandat', 'Prosjektmandat', 'Project mandate', 'kommunens mal for prosjektmandat');

INSERT INTO template_sections (template, position, section, number, title_nb, title_en, guidance_nb, guidance_en, required, parts) VALUES
    ('templates/difi-konseptfase-3.0', 1, 'background', '1', 'Bakgrunn', 'Background',
        'Hva er vedtatt, av hvem og når? Hvilke overordnede mål og planer gjelder for delprosjektet?',
        'What has been decided, by whom and when? Which overall goals and plans apply to the sub-project?', 1, ''),
    ('templates/difi-konseptfase-3.0', 2, 'purpose', '2', 'Hensikt', 'Purpose',
        'Hvilket behov skal delprosjektet løse, og hvordan er situasjonen i dag? Sett hovedmål og resultatmål, med beløp og årstall der det går.',
        'Which need is the sub-project to meet, and how do things stand today? State the main goal and result goals, with amounts and years where possible.', 1, '1'),
    ('templates/difi-konseptfase-3.0', 3, 'changes', '3', 'Endringer delprosjektet skal skape', 'Changes the sub-project is to bring about',
        'Hva blir annerledes, og for hvem? Før opp hver forventet gevinst på en egen linje, også de som ikke kan måles i kroner.',
        'What will be different, and for whom? List each expected benefit on a line of its own, also those that cannot be counted in money.', 1, '9'),
    ('templates/difi-konseptfase-3.0', 4, 'items', '4', 'Mandat', 'Mandate',
        'Hva skal delprosjektet utrede og anbefale? Ett punkt for hver ting, slik at det går an å se om den er levert.',
        'What is the sub-project to assess and recommend? One item for each thing, so that it can be seen whether it was delivered.', 1, '2'),
    ('templates/difi-konseptfase-3.0', 5, 'procurement', '4.1', 'Er anskaffelse av varer og tjenester aktuelt?', 'Is procurement of goods and services relevant?',
        'Svar ja eller nei. Ved ja: hva må anskaffes, hva finnes i kommunene i dag, og når må valget tas?',
        'Answer yes or no. If yes: what must be procured, what do the municipalities have today, and when must the choice be made?', 1, '3'),
    ('templates/difi-konseptfase-3.0', 6, 'digitalisation', '4.2', 'Digitalisering', 'Digitalisation',
        'Hvilke arbeidsmåter og tjenester kan endres med digitale løsninger, og hvem kan dere lære av?',
        'Which ways of working and services can change with digital solutions, and whom can you learn from?', 1, ''),
    ('templates/difi-konseptfase-3.0', 7, 'resources', '5', 'Tidsramme og ressursbehov for konseptfasen', 'Time frame and resources of the concept phase',
        'Når skal fasene begynne og slutte? Skriv periodene slik dere bruker dem, for eksempel «Nov/des 17» eller «1. kvartal 2018». Hvilken bemanning og hvilken budsjettramme trengs?',
        'When do the phases begin and end? Write the periods as you use them, such as “Nov/des 17” or “1. kvartal 2018”. Which staffing and which budget frame are needed?', 1, '4,5'),
    ('templates/difi-konseptfase-3.0', 8, 'organisation', '6', 'Organisering og ansvar', 'Organisation and responsibilities',
        'Hvem styrer, hvem utreder, og hvordan deltar tillitsvalgte og verneombud? Før opp hvem delprosjektet er avhengig av, hvorfor, og når det trengs.',
        'Who steers, who assesses, and how do unions and safety representatives take part? List on whom the sub-project depends, why, and when it is needed.', 1, '6'),
    ('templates/difi-konseptfase-3.0', 9, 'success-factors', '7', 'Kritiske suksessfaktorer', 'Critical success factors',
        'Hva må være på plass for at delprosjektet skal lykkes?',
        'What must be in place for the sub-project to succeed?', 0, '8'),
    ('templates/difi-konseptfase-3.0', 10, 'attachments', '', 'Vedlegg', 'Attachments',
        'Før opp vedleggene, og når de som ikke er ferdige skal foreligge.',
        'List the attachments, and when those not yet finished are due.', 0, '7'),
    ('templates/prosjektmandat', 1, 'background', '', 'Bakgrunn og hensikt', 'Background and purpose',
        'Hva er vedtatt, av hvem og når? Hvilken beslutning skal arbeidet gi grunnlag for?',
        'What has been decided, by whom and when? Which decision is the work to prepare?', 1, ''),
    ('templates/prosjektmandat', 2, 'items', '', 'Områder for analyse', 'Areas to analyse',
        'Hvilke forhold skal analyseres? Ett punkt for hvert område.',
        'What is to be analysed? One item for each area.', 1, '2'),
    ('templates/prosjektmandat', 3, 'goals', '', 'Mål', 'Goals',
        'Sett hovedmål og resultatmål. Oppgi beløp, om det er helårseffekt eller delårseffekt, og fra hvilket år.',
        'State the main goal and result goals. Give the amount, whether it is a full-year or in-year effect, and from which year.', 1, '1'),
    ('templates/prosjektmandat', 4, 'benefits', '', 'Forventede gevinster', 'Expected benefits',
        'Hvilke gevinster skal tas ut, og for hvem? Beskriv dem så konkret at linjen kan ta dem ut og økonomi kan kontrollere dem.',
        'Which benefits are to be realised, and for whom? Be concrete enough for the line to realise them and finance to verify them.', 1, '9'),
    ('templates/prosjektmandat', 5, 'organisation', '', 'Styring av prosjektet', 'Steering of the project',
        'Hvem eier prosjektet, hvem sitter i styringsgruppe og prosjektgruppe, og hvem er prosjektet avhengig av?',
        'Who owns the project, who is in the steering group and the project group, and on whom does the project depend?', 1, '6'),
    ('templates/prosjektmandat', 6, 'budget', '', 'Økonomisk ramme', 'Budget frame',
        'Hva kan prosjektet bruke, i hvilken periode og til hva? Svar på om varer eller tjenester må anskaffes.',
        'What may the project spend, in which period and on what? Answer whether goods or services must be procured.', 1, '5,3'),
    ('templates/prosjektmandat', 7, 'reporting', '', 'Rapportering', 'Reporting',
        'Hvor ofte rapporteres det, til hvem, og hvor lenge før møtet skal rapporten foreligge?',
        'How often is there a report, to whom, and how long before the meeting is it due?', 1, ''),
    ('templates/prosjektmandat', 8, 'scope', '', 'Oppdraget innebærer', 'The assignment involves',
        'Hvilket arbeid inngår: analyser, besøk hos andre kommuner, kartlegging, informasjon, møter med medarbeidere og tillitsvalgte?',
        'Which work is included: analyses, visits to other municipalities, surveys, information, meetings with employees and unions?', 1, ''),
    ('templates/prosjektmandat', 9, 'milestones', '', 'Milepæler i prosjektet', 'Milestones of the project',
        'Hva skal være gjort når? Skriv periodene slik dere bruker dem, for eksempel «Uke 48» eller «Jan–mar 2014».',
        'What must be done when? Write the periods as you use them, such as “Uke 48” or “Jan–mar 2014”.', 1, '4'),
    ('templates/prosjektmandat', 10, 'success-factors', '', 'Kritiske suksessfaktorer', 'Critical success factors',
        'Hva må være på plass for at gevinstene faktisk tas ut? Tenk særlig på overleveringen til linjen.',
        'What must be in place for the benefits really to be realised? Think of the handover to the line above all.', 1, '8'),
    ('templates/prosjektmandat', 11, 'attachments', '', 'Vedlegg', 'Attachments',
        'Før opp vedleggene, og når de som ikke er ferdige skal foreligge.',
        'List the attachments, and when those not yet finished are due.', 0, '7');

INSERT INTO gate_points (decision_point, position, point, kind, mandatory, text_nb, text_en) VALUES
    (1, 1, 'complete', 1, 1, 'Mandatet er komplett', 'The mandate is complete'),
    (1, 2, 'participation', 1, 1, 'Tillitsvalgte og vernetjenesten er hørt', 'Unions and the safety service have been heard'),
    (1, 3, 'predecessor-conditions', 1, 1, 'Vilkårene i forrige vedtak er oppfylt', 'The conditions of the previous decision are met'),
    (1, 4, 'financing', 2, 1, 'Finansieringen av konseptfasen er avklart', 'The financing of the concept phase is settled'),
    (1, 5, 'staffing', 2, 1, 'Leder og bemanning for konseptfasen er navngitt', 'The lead and staffing of the concept phase are named'),
    (1, 6, 'dependencies', 2, 1, 'Avhengighetene er avklart med de andre delprosjektene', 'The dependencies are cleared with the other sub-projects'),
    (1, 7, 'benefit-owner', 2, 1, 'Linjen har en navngitt eier av gevinstene', 'The line has a named owner of the benefits'),
    (1, 8, 'lessons', 2, 0, 'Erfaringer fra lignende prosjekter er brukt', 'Lessons from similar projects are used');
