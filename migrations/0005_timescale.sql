-- Quotes as a hypertable where the server has TimescaleDB; nothing elsewhere. What names the extension is in EXECUTE.
-- It may run again, and workers/dev/timescale.ts does the same on its own: the extension may come after this migration.
DO $timescale$
BEGIN
	-- Without the library loaded there is no licence, and no call may be made.
	IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') OR current_setting('timescaledb.license', true) IS NULL THEN
		RETURN;
	END IF;
	EXECUTE $q$select create_hypertable('realtime_quotes', 'quoted_at', chunk_time_interval => interval '7 days', if_not_exists => true, migrate_data => true)$q$;
END
$timescale$;
