CREATE TABLE "log_counts" (
	"grain" text NOT NULL,
	"since" timestamp (0) with time zone NOT NULL,
	"kind" text NOT NULL,
	"worker" text NOT NULL,
	"name" text NOT NULL,
	"outcome" text NOT NULL,
	"count" bigint NOT NULL,
	"total" double precision NOT NULL,
	"buckets" bigint[] NOT NULL,
	CONSTRAINT "log_counts_grain_since_kind_worker_name_outcome_pk" PRIMARY KEY("grain","since","kind","worker","name","outcome")
);
--> statement-breakpoint
CREATE TABLE "log_lines" (
	"at" timestamp (3) with time zone NOT NULL,
	"id" text NOT NULL,
	"level" text NOT NULL,
	"worker" text NOT NULL,
	"event" text NOT NULL,
	"request_id" text,
	"report_id" text,
	"span" text,
	"parent" text,
	"instrument" text,
	"provider" text,
	"route" text,
	"status" integer,
	"duration_ms" integer,
	"outcome" text,
	"reason" text,
	"text" text NOT NULL,
	"fields" jsonb NOT NULL,
	CONSTRAINT "log_lines_at_id_pk" PRIMARY KEY("at","id")
);
--> statement-breakpoint
CREATE INDEX "log_lines_of_request" ON "log_lines" USING btree ("request_id","at") WHERE request_id is not null;--> statement-breakpoint
CREATE INDEX "log_lines_of_report" ON "log_lines" USING btree ("report_id","at") WHERE report_id is not null;--> statement-breakpoint
CREATE INDEX "log_lines_of_provider" ON "log_lines" USING btree ("provider","at") WHERE provider is not null;--> statement-breakpoint
CREATE INDEX "log_lines_of_worker" ON "log_lines" USING btree ("worker","at");--> statement-breakpoint
CREATE INDEX "log_lines_of_event" ON "log_lines" USING btree ("event","at");--> statement-breakpoint
CREATE INDEX "log_lines_in_trouble" ON "log_lines" USING btree ("level","at") WHERE level <> 'info';--> statement-breakpoint
CREATE INDEX "log_lines_by_text" ON "log_lines" USING btree ("text" text_pattern_ops,"at");--> statement-breakpoint
-- A hypertable where the server has TimescaleDB; nothing elsewhere. workers/dev/timescale.ts does the same at each start.
DO $timescale$
BEGIN
	-- Without the library loaded there is no licence, and no call may be made.
	IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') OR current_setting('timescaledb.license', true) IS NULL THEN
		RETURN;
	END IF;
	EXECUTE $q$select create_hypertable('log_lines', 'at', chunk_time_interval => interval '7 days', if_not_exists => true, migrate_data => true)$q$;
END
$timescale$;
