CREATE TABLE "bars" (
	"instrument" text NOT NULL,
	"provider" text NOT NULL,
	"adjustment" text NOT NULL,
	"date" date NOT NULL,
	"currency" text NOT NULL,
	"open" numeric,
	"high" numeric,
	"low" numeric,
	"close" numeric NOT NULL,
	"volume" numeric,
	"turnover" numeric,
	"source_url" text NOT NULL,
	"retrieved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "bars_instrument_provider_adjustment_date_pk" PRIMARY KEY("instrument","provider","adjustment","date")
);
--> statement-breakpoint
CREATE TABLE "items" (
	"instrument" text NOT NULL,
	"dataset" text NOT NULL,
	"provider" text NOT NULL,
	"key" text NOT NULL,
	"hash" text NOT NULL,
	"item" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	"retrieved_at" timestamp with time zone NOT NULL,
	"source_url" text NOT NULL,
	"source" text,
	CONSTRAINT "items_instrument_dataset_provider_key_hash_pk" PRIMARY KEY("instrument","dataset","provider","key","hash")
);
--> statement-breakpoint
CREATE INDEX "items_by_time" ON "items" USING btree ("instrument","dataset","provider","at" DESC NULLS LAST);