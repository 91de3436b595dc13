-- The mirror of all ten lists of Snipe-IT. `met` is the number of the full pass that last met the
-- row: what a complete pass did not meet is gone, or is asked for by its id.

ALTER TABLE mirror_lists ADD COLUMN pass INTEGER NOT NULL DEFAULT 0;  -- full passes begun
ALTER TABLE mirror_lists ADD COLUMN part INTEGER NOT NULL DEFAULT 0;  -- of which listing `position` is
ALTER TABLE mirror_lists ADD COLUMN last INTEGER;                     -- the last row read of it
ALTER TABLE mirror_lists ADD COLUMN absent INTEGER NOT NULL DEFAULT 0 CHECK (absent IN (0, 1));
                                     -- what the last pass did not meet is still to be asked for
ALTER TABLE mirror_lists ADD COLUMN zone TEXT;                        -- the server's, for its times
ALTER TABLE mirror_lists ADD COLUMN gap TEXT;                         -- JSON: rows the server counts and we do not
ALTER TABLE mirror_lists ADD COLUMN gap_seen TEXT;                    -- JSON: the same at the last update
ALTER TABLE mirror_lists ADD COLUMN problem TEXT;                     -- JSON: why it could not be read
ALTER TABLE mirror_lists ADD COLUMN problem_at INTEGER;               -- since when

-- Snipe-IT says since then that there is no such asset.
ALTER TABLE mirror_assets ADD COLUMN vanished_at INTEGER
    CHECK (vanished_at IS NULL OR deleted = 1);
ALTER TABLE mirror_assets ADD COLUMN met INTEGER NOT NULL DEFAULT 0;
-- In which of Snipe-IT's listings it is.
ALTER TABLE mirror_assets ADD COLUMN listing TEXT NOT NULL GENERATED ALWAYS AS (
    CASE WHEN vanished_at IS NOT NULL THEN 'vanished'
         WHEN deleted = 1 THEN 'deleted'
         WHEN label_kind = 'archived' THEN 'archived'
         ELSE 'plain' END) VIRTUAL;

-- How many assets each listing has: counting 100,000 takes too long for every poll.
CREATE TABLE mirror_sizes (
    listing TEXT PRIMARY KEY,
    rows    INTEGER NOT NULL
) STRICT;
INSERT INTO mirror_sizes (listing, rows)
    VALUES ('plain', 0), ('archived', 0), ('deleted', 0), ('vanished', 0);
UPDATE mirror_sizes SET rows =
    (SELECT count(*) FROM mirror_assets WHERE mirror_assets.listing = mirror_sizes.listing);
CREATE TRIGGER mirror_sizes_insert AFTER INSERT ON mirror_assets
BEGIN UPDATE mirror_sizes SET rows = rows + 1 WHERE listing = new.listing; END;
CREATE TRIGGER mirror_sizes_delete AFTER DELETE ON mirror_assets
BEGIN UPDATE mirror_sizes SET rows = rows - 1 WHERE listing = old.listing; END;
CREATE TRIGGER mirror_sizes_update
AFTER UPDATE OF deleted, vanished_at, label_kind ON mirror_assets
WHEN old.listing <> new.listing
BEGIN
    UPDATE mirror_sizes SET rows = rows - 1 WHERE listing = old.listing;
    UPDATE mirror_sizes SET rows = rows + 1 WHERE listing = new.listing;
END;

ALTER TABLE mirror_users ADD COLUMN first_name TEXT;
ALTER TABLE mirror_users ADD COLUMN last_name TEXT;
ALTER TABLE mirror_users ADD COLUMN job_title TEXT;
ALTER TABLE mirror_users ADD COLUMN phone TEXT;
ALTER TABLE mirror_users ADD COLUMN department INTEGER;
ALTER TABLE mirror_users ADD COLUMN department_name TEXT;
ALTER TABLE mirror_users ADD COLUMN company INTEGER;
ALTER TABLE mirror_users ADD COLUMN company_name TEXT;
ALTER TABLE mirror_users ADD COLUMN activated INTEGER NOT NULL DEFAULT 1 CHECK (activated IN (0, 1));
ALTER TABLE mirror_users ADD COLUMN created_at INTEGER;
ALTER TABLE mirror_users ADD COLUMN updated_at INTEGER;
ALTER TABLE mirror_users ADD COLUMN met INTEGER NOT NULL DEFAULT 0;

-- A model that no pass met (`met` is 0) is known from its assets alone.
ALTER TABLE mirror_models ADD COLUMN model_number TEXT;
ALTER TABLE mirror_models ADD COLUMN manufacturer INTEGER;
ALTER TABLE mirror_models ADD COLUMN manufacturer_name TEXT;
ALTER TABLE mirror_models ADD COLUMN category INTEGER;
ALTER TABLE mirror_models ADD COLUMN category_name TEXT;
ALTER TABLE mirror_models ADD COLUMN eol TEXT;
ALTER TABLE mirror_models ADD COLUMN assets INTEGER;
ALTER TABLE mirror_models ADD COLUMN created_at INTEGER;
ALTER TABLE mirror_models ADD COLUMN updated_at INTEGER;
ALTER TABLE mirror_models ADD COLUMN met INTEGER NOT NULL DEFAULT 0;

ALTER TABLE mirror_labels ADD COLUMN created_at INTEGER;
ALTER TABLE mirror_labels ADD COLUMN updated_at INTEGER;
ALTER TABLE mirror_labels ADD COLUMN met INTEGER NOT NULL DEFAULT 0;

CREATE TABLE mirror_companies (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,
    phone       TEXT,
    email       TEXT,
    assets      INTEGER,
    licenses    INTEGER,
    accessories INTEGER,
    users       INTEGER,
    created_at  INTEGER,
    updated_at  INTEGER,
    met         INTEGER NOT NULL
) STRICT;

CREATE TABLE mirror_locations (
    id              INTEGER PRIMARY KEY,
    name            TEXT NOT NULL,
    address         TEXT,
    city            TEXT,
    state           TEXT,
    country         TEXT,
    zip             TEXT,
    assets          INTEGER,
    assigned_assets INTEGER,
    users           INTEGER,
    created_at      INTEGER,
    updated_at      INTEGER,
    met             INTEGER NOT NULL
) STRICT;

CREATE TABLE mirror_categories (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,
    kind        TEXT,                    -- in the server's words
    assets      INTEGER,
    accessories INTEGER,
    consumables INTEGER,
    created_at  INTEGER,
    updated_at  INTEGER,
    met         INTEGER NOT NULL
) STRICT;

CREATE TABLE mirror_manufacturers (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL,
    url           TEXT,
    support_url   TEXT,
    support_phone TEXT,
    support_email TEXT,
    assets        INTEGER,
    created_at    INTEGER,
    updated_at    INTEGER,
    met           INTEGER NOT NULL
) STRICT;

CREATE TABLE mirror_suppliers (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    address    TEXT,
    phone      TEXT,
    email      TEXT,
    contact    TEXT,
    url        TEXT,
    assets     INTEGER,
    licenses   INTEGER,
    created_at INTEGER,
    updated_at INTEGER,
    met        INTEGER NOT NULL
) STRICT;

CREATE TABLE mirror_departments (
    id           INTEGER PRIMARY KEY,
    name         TEXT NOT NULL,
    company      INTEGER,
    company_name TEXT,
    users        INTEGER,
    created_at   INTEGER,
    updated_at   INTEGER,
    met          INTEGER NOT NULL
) STRICT;

-- The assets known so far lack what this version also asks for: all are read once more. Until then
-- they are shown as they are.
UPDATE mirror_lists SET full_at = NULL, position = NULL;
