-- Handing over and taking back, holds that run out, labels that no unit claims, and what a person
-- answered. Two tables are made anew: SQLite cannot loosen a constraint.

CREATE TABLE operations_4 (
    id           TEXT PRIMARY KEY,
    unit         TEXT REFERENCES units (id), -- NULL: a label that no unit claims
    kind         TEXT NOT NULL CHECK (kind IN ('reserve', 'release', 'expire', 'relabel', 'hand_over',
        'take_back', 'retrieve', 'restore_label', 'reject', 'cancel')),
    asset        INTEGER,                -- NULL where Snipe-IT need not be asked
    phase        TEXT NOT NULL CHECK (phase IN ('waiting', 'sending', 'in_doubt', 'done', 'refused',
        'withdrawn', 'escalated')),
    decided_by   TEXT NOT NULL,          -- JSON actor
    decided_at   INTEGER NOT NULL,
    reason       TEXT,                   -- what was said when deciding
    borrower     INTEGER,                -- the Snipe-IT user who gets the asset
    expected     TEXT,                   -- the day it is expected back
    follow       TEXT,                   -- the kind of operation that follows when this one is done
    due_at       INTEGER,                -- when something happens next
    waits        INTEGER NOT NULL DEFAULT 0 CHECK (waits IN (0, 1)), -- for Snipe-IT to answer
    sent_at      INTEGER,                -- when it was last sent
    doubt_since  INTEGER,                -- when an answer was first lost
    fence        INTEGER,                -- newest activity row before it was sent
    label_before INTEGER,                -- the asset's label before it was sent
    label_wanted INTEGER,                -- the label that was sent
    refusal      TEXT,                   -- JSON, once refused
    settled_at   INTEGER,
    CHECK (unit IS NOT NULL OR kind = 'restore_label'),
    CHECK (asset IS NOT NULL OR kind IN ('reject', 'cancel')),
    CHECK (kind <> 'hand_over' OR (borrower IS NOT NULL AND expected IS NOT NULL)),
    CHECK (follow IS NULL OR (follow = 'hand_over' AND borrower IS NOT NULL AND expected IS NOT NULL)),
    CHECK ((phase IN ('done', 'refused', 'withdrawn')) = (settled_at IS NOT NULL)),
    CHECK (phase <> 'refused' OR refusal IS NOT NULL)
) STRICT;
INSERT INTO operations_4 (id, unit, kind, asset, phase, decided_by, decided_at, reason, due_at, waits,
        sent_at, doubt_since, fence, label_before, label_wanted, refusal, settled_at)
    SELECT id, unit, kind, asset, phase, decided_by, decided_at, reason, due_at, waits,
        sent_at, doubt_since, fence, label_before, label_wanted, refusal, settled_at
    FROM operations ORDER BY rowid;
DROP TABLE operations;
ALTER TABLE operations_4 RENAME TO operations;
-- An escalated operation keeps its claim until a person settles it.
CREATE UNIQUE INDEX one_open_per_unit ON operations (unit)
    WHERE unit IS NOT NULL AND phase IN ('waiting', 'sending', 'in_doubt', 'escalated');
CREATE UNIQUE INDEX one_open_per_asset ON operations (asset)
    WHERE asset IS NOT NULL AND phase IN ('waiting', 'sending', 'in_doubt', 'escalated');
CREATE INDEX operations_by_unit ON operations (unit, decided_at);
CREATE INDEX operations_by_time ON operations (decided_at);
CREATE INDEX operations_open ON operations (decided_at, id)
    WHERE phase IN ('waiting', 'sending', 'in_doubt');

CREATE TABLE discrepancies_4 (
    id        TEXT PRIMARY KEY,
    about     TEXT NOT NULL,
    unit      TEXT REFERENCES units (id), -- NULL: no unit is concerned
    asset     INTEGER NOT NULL,
    mark      TEXT NOT NULL DEFAULT '',   -- what Snipe-IT said, in short
    found     TEXT,                       -- JSON evidence: the row or the reading that raised it
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    answer    TEXT,                       -- what a person said; NULL when it ended by itself
    CHECK (answer IS NULL OR closed_at IS NOT NULL)
) STRICT;
INSERT INTO discrepancies_4 (id, about, unit, asset, opened_at, closed_at)
    SELECT id, about, unit, asset, opened_at, closed_at FROM discrepancies ORDER BY rowid;
DROP TABLE discrepancies;
ALTER TABLE discrepancies_4 RENAME TO discrepancies;
CREATE UNIQUE INDEX one_open_discrepancy ON discrepancies (unit, about)
    WHERE closed_at IS NULL AND unit IS NOT NULL;
CREATE UNIQUE INDEX one_open_without_unit ON discrepancies (asset, about)
    WHERE closed_at IS NULL AND unit IS NULL;
CREATE INDEX discrepancies_open ON discrepancies (opened_at, id) WHERE closed_at IS NULL;
CREATE INDEX discrepancies_closed ON discrepancies (closed_at, id) WHERE closed_at IS NOT NULL;
CREATE INDEX discrepancies_by_asset ON discrepancies (asset, about);
CREATE INDEX discrepancies_by_unit ON discrepancies (unit, opened_at);

-- Holds that may have run out.
CREATE INDEX units_on_hold ON units (hold_until) WHERE state = 'reserved';

-- What each row did, in one word, for the filters of the Activity room.
ALTER TABLE feed_rows ADD COLUMN outcome TEXT
    GENERATED ALWAYS AS (json_extract(effect, '$.effect')) VIRTUAL;
CREATE INDEX feed_rows_by_outcome ON feed_rows (outcome, activity);

-- When Snipe-IT did not answer, and from which row the feed went on.
CREATE TABLE outages (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    began_at INTEGER NOT NULL,
    ended_at INTEGER,
    problem  TEXT NOT NULL,              -- JSON
    cursor   INTEGER                     -- the newest applied row when it began
) STRICT;

-- Both stood beside an index that answers the same questions.
DROP INDEX feed_rows_of_asset;
DROP INDEX history_by_unit;
