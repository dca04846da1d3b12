-- The name of this database, for indexes that cannot ask its cluster for one.
CREATE TABLE search.origin (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
INSERT INTO search.origin DEFAULT VALUES;
