-- Quotes where the server has TimescaleDB, by its licence; nothing elsewhere. What names the extension is in EXECUTE.
-- It may run again, and workers/dev/timescale.ts does the same on its own: the extension may come after this migration.
DO $timescale$
DECLARE
	compressed boolean;
	kind "char" := (SELECT relkind FROM pg_class WHERE oid = to_regclass('quote_minutes'));
	filled boolean;
BEGIN
	-- Without the library loaded there is no licence, and no call may be made.
	IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') OR current_setting('timescaledb.license', true) IS NULL THEN
		RETURN;
	END IF;
	EXECUTE $q$select create_hypertable('realtime_quotes', 'quoted_at', chunk_time_interval => interval '7 days', if_not_exists => true, migrate_data => true)$q$;
	IF current_setting('timescaledb.license', true) IS DISTINCT FROM 'timescale' THEN
		RETURN;
	END IF;
	EXECUTE $q$select compression_enabled from timescaledb_information.hypertables where hypertable_name = 'realtime_quotes'$q$ INTO compressed;
	IF compressed IS NOT TRUE THEN
		EXECUTE $q$alter table realtime_quotes set (timescaledb.compress, timescaledb.compress_segmentby = 'instrument, source', timescaledb.compress_orderby = 'quoted_at')$q$;
	END IF;
	EXECUTE $q$select remove_compression_policy('realtime_quotes', true) where not exists (select from timescaledb_information.jobs where proc_name = 'policy_compression'
      and hypertable_name = 'realtime_quotes' and (config->>'compress_after')::interval = interval '7 days')$q$;
	EXECUTE $q$select add_compression_policy('realtime_quotes', interval '7 days', if_not_exists => true)$q$;
	EXECUTE $q$select remove_retention_policy('realtime_quotes', true) where not exists (select from timescaledb_information.jobs where proc_name = 'policy_retention'
      and hypertable_name = 'realtime_quotes' and (config->>'drop_after')::interval = interval '90 days')$q$;
	EXECUTE $q$select add_retention_policy('realtime_quotes', interval '90 days', if_not_exists => true)$q$;
	IF kind = 'r' THEN
		EXECUTE $q$select exists (select from quote_minutes)$q$ INTO filled;
		IF filled THEN
			EXECUTE $q$alter table quote_minutes rename to quote_minutes_before$q$;
		ELSE
			EXECUTE $q$drop table quote_minutes$q$;
		END IF;
	END IF;
	EXECUTE $q$create materialized view if not exists quote_minutes with (timescaledb.continuous, timescaledb.materialized_only = false) as
    select instrument, source, time_bucket(interval '1 minute', quoted_at) as minute, last(currency, quoted_at) as currency,
      first(price, quoted_at) as open, max(price) as high, min(price) as low, last(price, quoted_at) as close, last(volume, quoted_at) as volume,
      min(quoted_at) as opened_at, max(quoted_at) as closed_at, max(stored_at) as stored_at
    from realtime_quotes group by instrument, source, time_bucket(interval '1 minute', quoted_at)
    with no data$q$;
	EXECUTE $q$select remove_continuous_aggregate_policy('quote_minutes', true) where not exists (select from timescaledb_information.jobs where proc_name = 'policy_refresh_continuous_aggregate'
      and (hypertable_name = 'quote_minutes' or hypertable_name in
        (select materialization_hypertable_name::text from timescaledb_information.continuous_aggregates where view_name = 'quote_minutes')) and (config->>'start_offset')::interval = interval '60 days' and (config->>'end_offset')::interval = interval '1 minute' and schedule_interval = interval '1 minute')$q$;
	EXECUTE $q$select add_continuous_aggregate_policy('quote_minutes', start_offset => interval '60 days', end_offset => interval '1 minute',
      schedule_interval => interval '1 minute', if_not_exists => true)$q$;
END
$timescale$;
