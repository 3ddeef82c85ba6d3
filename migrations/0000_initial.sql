CREATE TABLE "facts" (
	"id" text PRIMARY KEY NOT NULL,
	"instrument" text NOT NULL,
	"concept" text NOT NULL,
	"period" text NOT NULL,
	"period_label" text,
	"period_start" date,
	"period_end" date NOT NULL,
	"value" numeric NOT NULL,
	"unit" text NOT NULL,
	"consolidation" text NOT NULL,
	"standard" text NOT NULL,
	"provider" text NOT NULL,
	"provider_field" text NOT NULL,
	"provider_record" text NOT NULL,
	"form" text,
	"source_url" text NOT NULL,
	"filed_at" date,
	"known_at" timestamp with time zone NOT NULL,
	"retrieved_at" timestamp with time zone NOT NULL,
	"quality" jsonb NOT NULL,
	"source" text
);
--> statement-breakpoint
CREATE TABLE "fetches" (
	"instrument" text NOT NULL,
	"dataset" text NOT NULL,
	"provider" text NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"detail" text,
	"asked_at" timestamp with time zone NOT NULL,
	"served_at" timestamp with time zone,
	"retry_at" timestamp with time zone,
	"recorded" jsonb,
	CONSTRAINT "fetches_instrument_dataset_provider_pk" PRIMARY KEY("instrument","dataset","provider")
);
--> statement-breakpoint
CREATE TABLE "instruments" (
	"id" text PRIMARY KEY NOT NULL,
	"market" text NOT NULL,
	"symbol" text NOT NULL,
	"name" text NOT NULL,
	"names" jsonb NOT NULL,
	"exchange" text,
	"industry" text,
	"fiscal_year_end" text,
	"identifiers" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "realtime_quotes" (
	"instrument" text NOT NULL,
	"quoted_at" timestamp (3) with time zone NOT NULL,
	"source" text NOT NULL,
	"observed_at" timestamp (3) with time zone NOT NULL,
	"price" numeric NOT NULL,
	"currency" text NOT NULL,
	"open" numeric,
	"high" numeric,
	"low" numeric,
	"previous_close" numeric,
	"volume" double precision,
	"delay" text NOT NULL,
	"delay_minutes" integer,
	CONSTRAINT "realtime_quotes_instrument_quoted_at_source_pk" PRIMARY KEY("instrument","quoted_at","source")
);
--> statement-breakpoint
CREATE TABLE "report_sections" (
	"report" text NOT NULL,
	"module" text NOT NULL,
	"position" integer NOT NULL,
	"names" jsonb NOT NULL,
	"needs" jsonb NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"detail" text,
	"input_hash" text,
	"text" text,
	"cited" jsonb NOT NULL,
	"unverified" jsonb NOT NULL,
	"usage" jsonb,
	"attempts" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	CONSTRAINT "report_sections_report_module_pk" PRIMARY KEY("report","module")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" text PRIMARY KEY NOT NULL,
	"idempotency_key" text,
	"request" jsonb NOT NULL,
	"market" text NOT NULL,
	"symbol" text NOT NULL,
	"instrument" jsonb,
	"language" text NOT NULL,
	"model" text NOT NULL,
	"as_of" text,
	"status" text NOT NULL,
	"reason" text,
	"detail" text,
	"inputs" jsonb,
	"config" jsonb,
	"seal" text,
	"created_at" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone,
	"run" integer DEFAULT 1 NOT NULL,
	"lease_expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reports_idempotency_key_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"hash" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"url" text NOT NULL,
	"body" "bytea" NOT NULL,
	"bytes" integer NOT NULL,
	"retrieved_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "facts" ADD CONSTRAINT "facts_instrument_instruments_id_fk" FOREIGN KEY ("instrument") REFERENCES "public"."instruments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_sections" ADD CONSTRAINT "report_sections_report_reports_id_fk" FOREIGN KEY ("report") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "facts_by_company" ON "facts" USING btree ("instrument","concept","period_end" DESC NULLS LAST,"period_start","provider","known_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "reports_by_time" ON "reports" USING btree ("created_at" DESC NULLS LAST);