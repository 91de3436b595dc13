-- The workspace from its first day. Times are milliseconds since 1970 in UTC, dates are ISO text,
-- ids of workspace rows are UUIDv7 text, ids of Snipe-IT's rows are its own integers.

-- ── Workspace rows: written only through the journal ────────────────────────────────────────────

CREATE TABLE settings (
    id    TEXT PRIMARY KEY,              -- the setting's name
    value TEXT NOT NULL                  -- JSON
) STRICT;

CREATE TABLE people (
    id             TEXT PRIMARY KEY,
    name           TEXT NOT NULL CHECK (name <> ''),
    email          TEXT NOT NULL,
    email_key      TEXT NOT NULL UNIQUE, -- case ignored
    role           TEXT NOT NULL CHECK (role IN ('student', 'professor', 'technician')),
    student_number TEXT,
    user           INTEGER,              -- the Snipe-IT user this person is
    blocked        TEXT,                 -- why they may not borrow
    search         TEXT NOT NULL,        -- folded name, e-mail and number
    created_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX people_by_user ON people (user) WHERE user IS NOT NULL;

CREATE TABLE projects (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL CHECK (name <> ''),
    description   TEXT,
    course        TEXT,
    academic_year TEXT,
    group_number  INTEGER,
    tags          TEXT NOT NULL,         -- JSON list
    links         TEXT NOT NULL,         -- JSON list
    state         TEXT NOT NULL
        CHECK (state IN ('pending', 'active', 'rejected', 'completed', 'archived')),
    approved_at   INTEGER,               -- when it became active
    search        TEXT NOT NULL,         -- folded name and course
    created_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX projects_by_time ON projects (created_at, id);

CREATE TABLE members (
    id      TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (id),
    person  TEXT NOT NULL REFERENCES people (id),
    role    TEXT NOT NULL
        CHECK (role IN ('leader', 'member', 'observer', 'advisor', 'supervisor')),
    UNIQUE (project, person)
) STRICT;
CREATE INDEX members_by_person ON members (person);

CREATE TABLE requisitions (
    id         TEXT PRIMARY KEY,
    number     INTEGER NOT NULL UNIQUE,
    project    TEXT NOT NULL REFERENCES projects (id),
    requester  TEXT NOT NULL REFERENCES people (id),
    starts     TEXT NOT NULL,
    ends       TEXT NOT NULL,
    purpose    TEXT,
    search     TEXT NOT NULL,            -- folded number, purpose and titles of the lines
    created_at INTEGER NOT NULL,
    CHECK (starts <= ends)
) STRICT;
CREATE INDEX requisitions_by_project ON requisitions (project);
CREATE INDEX requisitions_by_requester ON requisitions (requester);
CREATE INDEX requisitions_by_time ON requisitions (created_at, number);

CREATE TABLE lines (
    id          TEXT PRIMARY KEY,
    requisition TEXT NOT NULL REFERENCES requisitions (id),
    position    INTEGER NOT NULL,        -- what the screens number, from 1
    asset       INTEGER,                 -- a named asset …
    model       INTEGER,                 -- … or so many of a model
    title       TEXT NOT NULL,           -- what people called it when they asked
    quantity    INTEGER NOT NULL CHECK (quantity > 0),
    UNIQUE (requisition, position),
    CHECK ((asset IS NULL) <> (model IS NULL)),
    CHECK (asset IS NULL OR quantity = 1)
) STRICT;

CREATE TABLE units (
    id           TEXT PRIMARY KEY,
    requisition  TEXT NOT NULL REFERENCES requisitions (id),
    line         TEXT NOT NULL REFERENCES lines (id),
    position     INTEGER NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('pending', 'reserved', 'checked_out', 'returned',
        'rejected', 'cancelled', 'released', 'expired')),
    asset        INTEGER,                -- named by the line, or picked when approving
    fence        INTEGER,                -- activity rows up to here never move it
    label_before INTEGER,                -- the label that a release restores
    hold_until   TEXT,                   -- a reservation waits for collection until this day
    due          TEXT,                   -- due back, where Snipe-IT says another day than the request
    changed_at   INTEGER NOT NULL,
    UNIQUE (line, position),
    CHECK (state NOT IN ('reserved', 'checked_out') OR asset IS NOT NULL)
) STRICT;
-- At most one unit per asset is reserved or checked out.
CREATE UNIQUE INDEX one_claim_per_asset ON units (asset) WHERE state IN ('reserved', 'checked_out');
CREATE INDEX units_by_requisition ON units (requisition);
CREATE INDEX units_by_asset ON units (asset) WHERE asset IS NOT NULL;
CREATE INDEX units_by_state ON units (state, requisition);

CREATE TABLE operations (
    id           TEXT PRIMARY KEY,
    unit         TEXT NOT NULL REFERENCES units (id),
    kind         TEXT NOT NULL
        CHECK (kind IN ('reserve', 'release', 'restore_label', 'reject', 'cancel')),
    asset        INTEGER,                -- NULL where Snipe-IT need not be asked
    phase        TEXT NOT NULL CHECK (phase IN ('waiting', 'sending', 'in_doubt', 'done', 'refused',
        'withdrawn', 'escalated')),
    decided_by   TEXT NOT NULL,          -- JSON actor
    decided_at   INTEGER NOT NULL,
    reason       TEXT,                   -- what was said when rejecting or cancelling
    due_at       INTEGER,                -- when something happens next
    waits        INTEGER NOT NULL DEFAULT 0 CHECK (waits IN (0, 1)), -- for Snipe-IT to answer
    sent_at      INTEGER,                -- when it was last sent
    doubt_since  INTEGER,                -- when an answer was first lost
    fence        INTEGER,                -- newest activity row before it was sent
    label_before INTEGER,                -- the asset's label before it was sent
    label_wanted INTEGER,                -- the label that was sent
    refusal      TEXT,                   -- JSON, once refused
    settled_at   INTEGER,
    CHECK (asset IS NOT NULL OR kind IN ('reject', 'cancel')),
    CHECK ((phase IN ('done', 'refused', 'withdrawn')) = (settled_at IS NOT NULL)),
    CHECK (phase <> 'refused' OR refusal IS NOT NULL)
) STRICT;
-- An escalated operation keeps its claim until a person settles it.
CREATE UNIQUE INDEX one_open_per_unit ON operations (unit)
    WHERE phase IN ('waiting', 'sending', 'in_doubt', 'escalated');
CREATE UNIQUE INDEX one_open_per_asset ON operations (asset)
    WHERE asset IS NOT NULL AND phase IN ('waiting', 'sending', 'in_doubt', 'escalated');
CREATE INDEX operations_by_unit ON operations (unit, decided_at);
CREATE INDEX operations_by_time ON operations (decided_at);
CREATE INDEX operations_open ON operations (decided_at, id)
    WHERE phase IN ('waiting', 'sending', 'in_doubt');

CREATE TABLE discrepancies (
    id        TEXT PRIMARY KEY,
    about     TEXT NOT NULL,
    unit      TEXT NOT NULL REFERENCES units (id),
    asset     INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX one_open_discrepancy ON discrepancies (unit, about) WHERE closed_at IS NULL;

CREATE TABLE notifications (
    id          TEXT PRIMARY KEY,
    at          INTEGER NOT NULL,
    news        TEXT NOT NULL,           -- JSON
    requisition TEXT REFERENCES requisitions (id),
    shown_at    INTEGER,                 -- handed to the system
    read_at     INTEGER                  -- seen in the window
) STRICT;
CREATE INDEX notifications_by_time ON notifications (at);
CREATE INDEX notifications_to_show ON notifications (at) WHERE shown_at IS NULL;

-- ── History: append-only ────────────────────────────────────────────────────────────────────────

CREATE TABLE status_history (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE,
    entity      TEXT NOT NULL
        CHECK (entity IN ('project', 'requisition', 'unit', 'operation', 'discrepancy')),
    entity_id   TEXT NOT NULL,
    requisition TEXT REFERENCES requisitions (id),
    unit        TEXT REFERENCES units (id),
    old_status  TEXT,
    new_status  TEXT NOT NULL,
    detail      TEXT,                    -- JSON: kind of operation, refusal, …
    actor       TEXT NOT NULL,           -- JSON
    at          INTEGER NOT NULL,
    note        TEXT,
    evidence    TEXT                     -- JSON
) STRICT;
CREATE INDEX history_by_requisition ON status_history (requisition, seq);
CREATE INDEX history_by_entity ON status_history (entity_id, seq);

CREATE TABLE journal (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    entity     TEXT NOT NULL,
    entity_id  TEXT NOT NULL,
    new_values TEXT NOT NULL,            -- JSON: column → value
    actor      TEXT NOT NULL,            -- JSON
    desk       TEXT NOT NULL,            -- which computer
    at         INTEGER NOT NULL
) STRICT;

CREATE TRIGGER history_is_not_changed BEFORE UPDATE ON status_history
BEGIN SELECT RAISE(ABORT, 'status_history is append-only'); END;
CREATE TRIGGER history_is_not_deleted BEFORE DELETE ON status_history
BEGIN SELECT RAISE(ABORT, 'status_history is append-only'); END;
CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;

-- ── The feed: what the activity log said, and what each row did ─────────────────────────────────

CREATE TABLE feed (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    start   INTEGER NOT NULL,            -- nothing at or below it is ever read
    cursor  INTEGER NOT NULL,            -- everything up to it was applied
    CHECK (start <= cursor)
) STRICT;

CREATE TABLE feed_rows (
    activity INTEGER PRIMARY KEY,        -- a row is applied once, ever
    movement TEXT NOT NULL,
    asset    INTEGER,
    row      TEXT NOT NULL,              -- JSON, as read
    effect   TEXT NOT NULL,              -- JSON: applied, ignored because …, raised, unreadable
    unit     TEXT REFERENCES units (id), -- the unit it was compared with
    read_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX feed_rows_by_asset ON feed_rows (asset);

-- ── The mirror: a cache of what Snipe-IT said, and when ─────────────────────────────────────────

CREATE TABLE mirror_assets (
    id               INTEGER PRIMARY KEY,
    tag              TEXT NOT NULL,
    name             TEXT,
    serial           TEXT,
    title            TEXT NOT NULL,
    model            INTEGER,
    model_name       TEXT,
    location_name    TEXT,
    label            INTEGER,
    label_name       TEXT,
    label_kind       TEXT,
    holder           TEXT,               -- JSON
    expected_checkin TEXT,
    last_checkin     INTEGER,
    updated_at       INTEGER,
    deleted          INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    lendable         INTEGER NOT NULL CHECK (lendable IN (0, 1)), -- deployable and not deleted
    snapshot         TEXT NOT NULL,      -- JSON: the whole reading
    search           TEXT NOT NULL,      -- folded tag, name, serial, model, category and location
    read_at          INTEGER NOT NULL
) STRICT;
CREATE INDEX mirror_assets_by_model ON mirror_assets (model, lendable);
CREATE INDEX mirror_assets_by_tag ON mirror_assets (tag);
-- The order in which a search answers; it carries the text so that the rows need not be read.
CREATE INDEX mirror_assets_in_order ON mirror_assets (lendable DESC, tag, search) WHERE deleted = 0;
CREATE INDEX mirror_assets_by_update ON mirror_assets (updated_at);

CREATE TABLE mirror_models (
    id     INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    search TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE mirror_search USING fts5 (
    search, content = 'mirror_assets', content_rowid = 'id', tokenize = 'trigram'
);
CREATE TRIGGER mirror_search_insert AFTER INSERT ON mirror_assets
BEGIN INSERT INTO mirror_search (rowid, search) VALUES (new.id, new.search); END;
CREATE TRIGGER mirror_search_delete AFTER DELETE ON mirror_assets
BEGIN INSERT INTO mirror_search (mirror_search, rowid, search) VALUES ('delete', old.id, old.search); END;
CREATE TRIGGER mirror_search_update AFTER UPDATE OF search ON mirror_assets
WHEN old.search <> new.search
BEGIN
    INSERT INTO mirror_search (mirror_search, rowid, search) VALUES ('delete', old.id, old.search);
    INSERT INTO mirror_search (rowid, search) VALUES (new.id, new.search);
END;

CREATE TABLE mirror_labels (
    id     INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    kind   TEXT NOT NULL,
    assets INTEGER
) STRICT;

CREATE TABLE mirror_users (
    id              INTEGER PRIMARY KEY,
    name            TEXT NOT NULL,
    username        TEXT NOT NULL,
    email           TEXT,
    email_key       TEXT,
    employee_number TEXT,
    search          TEXT NOT NULL
) STRICT;
CREATE INDEX mirror_users_by_email ON mirror_users (email_key) WHERE email_key IS NOT NULL;

CREATE TABLE mirror_lists (
    list        TEXT PRIMARY KEY,
    position    INTEGER,                 -- how far a first pass is, in rows; NULL once complete
    total       INTEGER,
    cursor      INTEGER,                 -- newest updated_at applied
    complete_at INTEGER,                 -- when it was last brought up to date
    full_at     INTEGER                  -- when it was last read whole
) STRICT;

-- Observed changes of an asset's holder or label; kept when the mirror is rebuilt.
CREATE TABLE asset_changes (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    asset      INTEGER NOT NULL,
    tag        TEXT NOT NULL,
    old_label  INTEGER,
    new_label  INTEGER,
    old_holder TEXT,
    new_holder TEXT,
    at         INTEGER NOT NULL          -- when it was seen
) STRICT;
CREATE INDEX asset_changes_by_asset ON asset_changes (asset, seq);
