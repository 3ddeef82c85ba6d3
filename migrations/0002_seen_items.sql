ALTER TABLE "items" ADD COLUMN "seen_at" timestamp with time zone;--> statement-breakpoint
UPDATE "items" SET "seen_at" = "retrieved_at";--> statement-breakpoint
ALTER TABLE "items" ALTER COLUMN "seen_at" SET NOT NULL;
