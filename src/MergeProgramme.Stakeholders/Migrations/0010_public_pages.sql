-- What a programme shows everybody.

CREATE TABLE public_pages (
    name TEXT PRIMARY KEY,
    published BOOLEAN NOT NULL,
    title TEXT NOT NULL,
    introduction TEXT NOT NULL,
    contact TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    contact_address TEXT NOT NULL,
    update_time BIGINT NOT NULL,
    etag TEXT NOT NULL
);

CREATE TABLE public_page_deciders (
    public_page TEXT NOT NULL REFERENCES public_pages (name),
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    PRIMARY KEY (public_page, position)
);

ALTER TABLE consultations ADD COLUMN published BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE consultations ADD COLUMN document_uri TEXT NOT NULL DEFAULT '';

CREATE INDEX consultations_for_everybody ON consultations (parent, published, state, last_date);
