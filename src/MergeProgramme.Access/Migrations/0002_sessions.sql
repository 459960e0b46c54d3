-- From sign-in to its end. The key itself is in the browser only.
CREATE TABLE sessions (
    name TEXT PRIMARY KEY,
    key_hash TEXT NOT NULL UNIQUE,
    principal TEXT NOT NULL REFERENCES principals (name),
    issuer TEXT NOT NULL,
    provider_session TEXT NOT NULL,
    create_time BIGINT NOT NULL,
    last_seen_time BIGINT NOT NULL,
    expire_time BIGINT NOT NULL,
    origin TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    ticket TEXT NOT NULL
);

CREATE INDEX sessions_by_principal ON sessions (principal, last_seen_time);
CREATE INDEX sessions_by_provider_session ON sessions (issuer, provider_session);
CREATE INDEX sessions_by_expire_time ON sessions (expire_time);
