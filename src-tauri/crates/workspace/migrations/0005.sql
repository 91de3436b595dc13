-- What the People room and a scan look through.

-- People in the order of their names; it carries what the room counts by.
CREATE INDEX people_by_name ON people (search, id, role, blocked);
-- What happened to one person: they have no row in the history, for nothing physical hangs on them.
CREATE INDEX journal_of_people ON journal (entity_id, seq) WHERE entity = 'person';

-- What a scan looks for: capital letters do not matter.
DROP INDEX mirror_assets_by_tag;
CREATE INDEX mirror_assets_by_tag ON mirror_assets (tag COLLATE NOCASE);
CREATE INDEX mirror_assets_by_serial ON mirror_assets (serial COLLATE NOCASE)
    WHERE serial IS NOT NULL;
