CREATE TABLE "frames" (
	"market" text NOT NULL,
	"provider" text NOT NULL,
	"batch" text NOT NULL,
	"concept" text NOT NULL,
	"period" text NOT NULL,
	"known_from" timestamp with time zone NOT NULL,
	"known_to" timestamp with time zone NOT NULL,
	"newest_only" boolean NOT NULL,
	"rows" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "frames_market_provider_batch_concept_period_pk" PRIMARY KEY("market","provider","batch","concept","period")
);
--> statement-breakpoint
CREATE TABLE "market_days" (
	"market" text NOT NULL,
	"provider" text NOT NULL,
	"day" date NOT NULL,
	"retrieved_at" timestamp with time zone NOT NULL,
	"rows" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "market_days_market_provider_day_pk" PRIMARY KEY("market","provider","day")
);
--> statement-breakpoint
CREATE TABLE "universes" (
	"market" text NOT NULL,
	"source" text NOT NULL,
	"batch" text NOT NULL,
	"day" date NOT NULL,
	"rows" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "universes_market_source_batch_pk" PRIMARY KEY("market","source","batch")
);
--> statement-breakpoint
CREATE TABLE "market_refreshes" (
	"market" text NOT NULL,
	"kind" text NOT NULL,
	"target" text NOT NULL,
	"provider" text NOT NULL,
	"progress" jsonb NOT NULL,
	"calls" integer NOT NULL,
	"ended_at" timestamp with time zone,
	"reason" text,
	"started_at" timestamp with time zone NOT NULL,
	CONSTRAINT "market_refreshes_market_kind_target_provider_pk" PRIMARY KEY("market","kind","target","provider")
);
--> statement-breakpoint
CREATE TABLE "saved_screens" (
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"text" text NOT NULL,
	"markets" jsonb NOT NULL,
	"columns" jsonb NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "saved_screens_id_version_pk" PRIMARY KEY("id","version")
);
--> statement-breakpoint
CREATE TABLE "screen_columns" (
	"hash" text PRIMARY KEY NOT NULL,
	"market" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "screen_runs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "screen_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"screen" text NOT NULL,
	"version" integer NOT NULL,
	"day" date NOT NULL,
	"ran_at" timestamp with time zone NOT NULL,
	"passed" jsonb NOT NULL,
	"tested" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "snapshot_slices" (
	"market" text NOT NULL,
	"day" date NOT NULL,
	"state" text NOT NULL,
	"slice" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "snapshot_slices_market_day_state_slice_pk" PRIMARY KEY("market","day","state","slice")
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"market" text NOT NULL,
	"day" date NOT NULL,
	"state" text NOT NULL,
	"manifest" jsonb NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "snapshots_market_day_pk" PRIMARY KEY("market","day")
);
--> statement-breakpoint
CREATE INDEX "frames_by_day" ON "frames" USING btree ("market","known_from");--> statement-breakpoint
CREATE INDEX "screen_columns_by_time" ON "screen_columns" USING btree ("made_at");--> statement-breakpoint
CREATE INDEX "screen_runs_by_screen" ON "screen_runs" USING btree ("screen","ran_at");