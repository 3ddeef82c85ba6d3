CREATE TABLE "frame_batches" (
	"market" text NOT NULL,
	"provider" text NOT NULL,
	"batch" text NOT NULL,
	"part" integer NOT NULL,
	"parts" integer NOT NULL,
	"source" text NOT NULL,
	"recorded" date,
	"known_from" timestamp with time zone NOT NULL,
	"known_to" timestamp with time zone NOT NULL,
	"newest_only" boolean NOT NULL,
	"rows" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"stored_at" timestamp with time zone NOT NULL,
	CONSTRAINT "frame_batches_market_provider_batch_part_pk" PRIMARY KEY("market","provider","batch","part")
);
--> statement-breakpoint
ALTER TABLE "frames" DROP CONSTRAINT "frames_market_provider_batch_concept_period_pk";--> statement-breakpoint
ALTER TABLE "frames" ADD COLUMN "part" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "frames" ADD CONSTRAINT "frames_market_provider_batch_part_concept_period_pk" PRIMARY KEY("market","provider","batch","part","concept","period");