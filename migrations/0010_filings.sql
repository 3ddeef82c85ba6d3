-- Facts name the filing they were stated in. The columns that a filing says once stay as they are:
-- Workers of an earlier version read and write them until they are gone.
CREATE TABLE "filings" (
	"id" text PRIMARY KEY NOT NULL,
	"instrument" text NOT NULL,
	"provider" text NOT NULL,
	"record" text NOT NULL,
	"form" text,
	"filed_at" date,
	"known_at" timestamp with time zone NOT NULL,
	"retrieved_at" timestamp with time zone NOT NULL,
	"source_url" text NOT NULL,
	"consolidation" text NOT NULL,
	"standard" text NOT NULL,
	"source" text
);
--> statement-breakpoint
ALTER TABLE "facts" ALTER COLUMN "consolidation" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "facts" ALTER COLUMN "standard" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "facts" ALTER COLUMN "provider" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "facts" ALTER COLUMN "provider_record" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "facts" ALTER COLUMN "source_url" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "facts" ALTER COLUMN "known_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "facts" ALTER COLUMN "retrieved_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "facts" ADD COLUMN "filing" text;--> statement-breakpoint
ALTER TABLE "filings" ADD CONSTRAINT "filings_instrument_instruments_id_fk" FOREIGN KEY ("instrument") REFERENCES "public"."instruments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "filings_by_company" ON "filings" USING btree ("instrument");--> statement-breakpoint
ALTER TABLE "facts" ADD CONSTRAINT "facts_filing_filings_id_fk" FOREIGN KEY ("filing") REFERENCES "public"."filings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "facts_without_filing" ON "facts" USING btree ("instrument") WHERE filing is null;--> statement-breakpoint
ALTER TABLE "facts" ADD CONSTRAINT "facts_have_origin" CHECK (filing is not null or (consolidation is not null and standard is not null and provider is not null and provider_record is not null
        and source_url is not null and known_at is not null and retrieved_at is not null));--> statement-breakpoint
-- An earlier version's Workers change these columns and know no filing. Such a row is filled anew.
CREATE FUNCTION "forget_filing"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.filing := NULL;
	RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER "facts_origin_changed" BEFORE UPDATE OF "consolidation", "standard", "provider", "provider_record", "form", "source_url", "filed_at", "known_at", "retrieved_at", "source"
	ON "facts" FOR EACH ROW
	WHEN (NEW.filing = OLD.filing AND NEW.provider IS NOT NULL
		AND (NEW.consolidation, NEW.standard, NEW.provider, NEW.provider_record, NEW.form, NEW.source_url, NEW.filed_at, NEW.known_at, NEW.retrieved_at, NEW.source)
			IS DISTINCT FROM (OLD.consolidation, OLD.standard, OLD.provider, OLD.provider_record, OLD.form, OLD.source_url, OLD.filed_at, OLD.known_at, OLD.retrieved_at, OLD.source))
	EXECUTE FUNCTION "forget_filing"();
