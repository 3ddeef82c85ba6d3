ALTER TABLE "report_sections" ADD COLUMN "reused_from" text;--> statement-breakpoint
ALTER TABLE "report_sections" ADD COLUMN "reused_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "sections_by_input" ON "report_sections" USING btree ("input_hash") WHERE status = 'complete';