-- The Equipment room looks through an index in memory. This table says which assets it must read
-- again: each change of what it keeps gives the asset the next edition.

CREATE TABLE mirror_editions (
    edition INTEGER PRIMARY KEY AUTOINCREMENT,
    asset   INTEGER NOT NULL UNIQUE
) STRICT;

CREATE TRIGGER mirror_editions_insert AFTER INSERT ON mirror_assets
BEGIN
    DELETE FROM mirror_editions WHERE asset = new.id;
    INSERT INTO mirror_editions (asset) VALUES (new.id);
END;
CREATE TRIGGER mirror_editions_delete AFTER DELETE ON mirror_assets
BEGIN
    DELETE FROM mirror_editions WHERE asset = old.id;
    INSERT INTO mirror_editions (asset) VALUES (old.id);
END;
CREATE TRIGGER mirror_editions_update
AFTER UPDATE OF tag, title_key, shelf, category, category_name, home, home_name, label,
    expected_checkin, search ON mirror_assets
WHEN (old.tag, old.title_key, old.shelf, old.category, old.category_name, old.home, old.home_name,
        old.label, old.expected_checkin, old.search)
    IS NOT (new.tag, new.title_key, new.shelf, new.category, new.category_name, new.home,
        new.home_name, new.label, new.expected_checkin, new.search)
BEGIN
    DELETE FROM mirror_editions WHERE asset = new.id;
    INSERT INTO mirror_editions (asset) VALUES (new.id);
END;

-- Everything that it keeps, in the order of the table: one walk through this index fills it. The
-- others answered what it answers now.
CREATE INDEX equipment_kept ON mirror_assets
    (tag, title_key, shelf, category, home, label, expected_checkin, search);
DROP INDEX equipment_counted;
DROP INDEX equipment_by_tag;
DROP INDEX equipment_by_title;
DROP INDEX equipment_by_due;
