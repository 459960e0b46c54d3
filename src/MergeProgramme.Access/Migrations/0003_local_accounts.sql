-- Accounts of the installation itself. Passwords as ASP.NET Core Identity hashes them; keys of one-time codes sealed by the host; links and
-- recovery codes as SHA-256.
CREATE TABLE local_accounts (
    name TEXT PRIMARY KEY,
    principal TEXT NOT NULL UNIQUE REFERENCES principals (name),
    login TEXT NOT NULL,
    login_key TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    one_time_key TEXT NOT NULL,
    one_time_step BIGINT NOT NULL,
    failed_count INTEGER NOT NULL,
    attempt_time BIGINT,
    link_hash TEXT UNIQUE,
    link_expire_time BIGINT,
    link_resets BOOLEAN NOT NULL,
    etag TEXT NOT NULL,
    create_time BIGINT NOT NULL
);

CREATE TABLE local_account_recovery_codes (
    local_account TEXT NOT NULL REFERENCES local_accounts (name),
    code_hash TEXT NOT NULL,
    PRIMARY KEY (local_account, code_hash)
);

CREATE TABLE local_account_passkeys (
    credential_id TEXT PRIMARY KEY,
    local_account TEXT NOT NULL REFERENCES local_accounts (name),
    display_name TEXT NOT NULL,
    data TEXT NOT NULL,
    create_time BIGINT NOT NULL
);

CREATE INDEX local_account_passkeys_by_account ON local_account_passkeys (local_account);
