-- Templates that an office has made of others. Documents name them as they name the built-in ones.

-- state: mergeprogramme.mandates.v1.OwnTemplateState.
CREATE TABLE own_templates (
    name TEXT PRIMARY KEY,
    programme TEXT NOT NULL,
    display_name_nb TEXT NOT NULL,
    display_name_en TEXT NOT NULL,
    copied_from TEXT NOT NULL,
    document_kind INTEGER NOT NULL,
    decision_point INTEGER NOT NULL,
    version INTEGER NOT NULL,
    predecessor TEXT NOT NULL,
    state INTEGER NOT NULL,
    etag TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    update_time BIGINT NOT NULL
);

CREATE INDEX own_templates_by_programme ON own_templates (programme, name);

-- parts: numbers of mergeprogramme.mandates.v1.SectionPart, parted by commas. required: 0 or 1.
CREATE TABLE own_template_sections (
    own_template TEXT NOT NULL REFERENCES own_templates (name),
    position INTEGER NOT NULL,
    section TEXT NOT NULL,
    number TEXT NOT NULL,
    title_nb TEXT NOT NULL,
    title_en TEXT NOT NULL,
    guidance_nb TEXT NOT NULL,
    guidance_en TEXT NOT NULL,
    required INTEGER NOT NULL CHECK (required IN (0, 1)),
    parts TEXT NOT NULL,
    PRIMARY KEY (own_template, position),
    UNIQUE (own_template, section)
);

-- Points that people answer; those that the system finds out about are in gate_points. mandatory: 0 or 1.
CREATE TABLE own_template_points (
    own_template TEXT NOT NULL REFERENCES own_templates (name),
    position INTEGER NOT NULL,
    point TEXT NOT NULL,
    text_nb TEXT NOT NULL,
    text_en TEXT NOT NULL,
    mandatory INTEGER NOT NULL CHECK (mandatory IN (0, 1)),
    PRIMARY KEY (own_template, position),
    UNIQUE (own_template, point)
);
