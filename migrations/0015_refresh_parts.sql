CREATE TABLE "refresh_parts" (
	"market" text NOT NULL,
	"kind" text NOT NULL,
	"target" text NOT NULL,
	"provider" text NOT NULL,
	"part" text NOT NULL,
	"place" integer NOT NULL,
	"next" jsonb NOT NULL,
	"bytes" "bytea" NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	CONSTRAINT "refresh_parts_market_kind_target_provider_part_pk" PRIMARY KEY("market","kind","target","provider","part")
);
