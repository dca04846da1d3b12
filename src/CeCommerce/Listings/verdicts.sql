-- Verdicts and facts are written much more often than read: the faster compression, where the server was built with it.
DO $$
BEGIN
    ALTER TABLE listings.assessments ALTER COLUMN inputs SET COMPRESSION lz4, ALTER COLUMN result SET COMPRESSION lz4;
    ALTER TABLE listings.listings ALTER COLUMN compliance SET COMPRESSION lz4;
    ALTER TABLE items.items ALTER COLUMN facts SET COMPRESSION lz4;
EXCEPTION
    WHEN feature_not_supported OR invalid_parameter_value OR syntax_error THEN
        RAISE NOTICE 'lz4 is not available, pglz stays.';
END $$;
