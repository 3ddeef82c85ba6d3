-- Each statement may run again, also where an earlier version put a continuous aggregate in the place of "quote_minutes".
CREATE TABLE IF NOT EXISTS "quote_minutes" (
	"instrument" text NOT NULL,
	"source" text NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"currency" text NOT NULL,
	"open" numeric NOT NULL,
	"high" numeric NOT NULL,
	"low" numeric NOT NULL,
	"close" numeric NOT NULL,
	"volume" numeric,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone NOT NULL,
	"stored_at" timestamp with time zone NOT NULL,
	CONSTRAINT "quote_minutes_instrument_minute_source_pk" PRIMARY KEY("instrument","minute","source")
);
--> statement-breakpoint
-- A hypertable with compression refuses these even where there is nothing to change.
DO $$ BEGIN
	IF (SELECT atttypid FROM pg_attribute WHERE attrelid = 'realtime_quotes'::regclass AND attname = 'volume') <> 'numeric'::regtype THEN
		ALTER TABLE "realtime_quotes" ALTER COLUMN "volume" SET DATA TYPE numeric;
	END IF;
	IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'realtime_quotes'::regclass AND attname = 'turnover') THEN
		ALTER TABLE "realtime_quotes" ADD COLUMN "turnover" numeric;
	END IF;
	IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'realtime_quotes'::regclass AND attname = 'stored_at') THEN
		ALTER TABLE "realtime_quotes" ADD COLUMN "stored_at" timestamp with time zone DEFAULT now() NOT NULL;
	END IF;
END $$;
--> statement-breakpoint
DO $$ BEGIN
	IF (SELECT relkind FROM pg_class WHERE oid = to_regclass('quote_minutes')) = 'r' THEN
		CREATE INDEX IF NOT EXISTS "quote_minutes_by_time" ON "quote_minutes" USING btree ("stored_at");
	END IF;
END $$;
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "realtime_quotes_by_time" ON "realtime_quotes" USING brin ("stored_at","quoted_at");
