-- One search over everything, and Today.

-- One or two letters are found by the trigrams that begin with them; two spaces at the end of the
-- text let its last letters begin one, too.
CREATE VIRTUAL TABLE mirror_search_terms USING fts5vocab ('mirror_search', 'instance');
UPDATE mirror_assets SET search = search || '  ';

-- In the order of the answer, with all that a search looks at: the rows are read where they are shown.
DROP INDEX requisitions_by_time;
CREATE INDEX requisitions_searched ON requisitions
    (created_at, number, search, project, requester);

-- How many of a model are free is counted from the index alone.
DROP INDEX mirror_assets_by_model;
CREATE INDEX mirror_assets_by_model ON mirror_assets (model, lendable, shelf, label);

-- Counts and pages of what stands in a state.
DROP INDEX units_by_state;
CREATE INDEX units_by_state ON units (state, requisition, line, id, due);
