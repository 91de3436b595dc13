-- What the Equipment room looks through: category, home, and how an asset stands as far as neither
-- today nor the settings matter.

ALTER TABLE mirror_assets ADD COLUMN category INTEGER;
ALTER TABLE mirror_assets ADD COLUMN category_name TEXT;
ALTER TABLE mirror_assets ADD COLUMN home INTEGER;    -- where it belongs, else where it is
ALTER TABLE mirror_assets ADD COLUMN home_name TEXT;
-- Stored and not computed: an index over a computed column does not spare reading the wide rows.
ALTER TABLE mirror_assets ADD COLUMN shelf TEXT NOT NULL DEFAULT 'shelf'
    CHECK (shelf IN ('shelf', 'held', 'unlendable', 'gone'));
ALTER TABLE mirror_assets ADD COLUMN title_key TEXT NOT NULL DEFAULT ''; -- folded: the order of titles

-- Homes and folded titles are known after the full pass that 0002 asks for; until then the place
-- and the small letters count.
UPDATE mirror_assets SET
    title_key = lower(title),
    shelf = CASE WHEN deleted = 1 THEN 'gone' WHEN holder IS NOT NULL THEN 'held'
        WHEN lendable = 0 THEN 'unlendable' ELSE 'shelf' END,
    category = json_extract(snapshot, '$.category.id'),
    category_name = json_extract(snapshot, '$.category.name'),
    home = COALESCE(json_extract(snapshot, '$.details.home.id'),
        json_extract(snapshot, '$.location.id')),
    home_name = COALESCE(json_extract(snapshot, '$.details.home.name'),
        json_extract(snapshot, '$.location.name'));

-- One for counting and one for each order of the table; they carry what the filters look at, so
-- that the wide rows are read only where they are shown.
CREATE INDEX equipment_counted ON mirror_assets
    (shelf, category, home, category_name, home_name, label, expected_checkin);
CREATE INDEX equipment_by_tag ON mirror_assets
    (tag, shelf, category, home, label, expected_checkin);
CREATE INDEX equipment_by_title ON mirror_assets
    (title_key, tag, shelf, category, home, label, expected_checkin);
CREATE INDEX equipment_by_due ON mirror_assets
    (expected_checkin, tag, shelf, category, home, label);
-- Which assets somebody asked for: few, and asked at every count.
CREATE INDEX units_asked_for ON units (asset, requisition)
    WHERE state IN ('pending', 'reserved') AND asset IS NOT NULL;
CREATE INDEX feed_rows_of_asset ON feed_rows (asset, activity);
CREATE INDEX history_by_unit ON status_history (unit, seq);
