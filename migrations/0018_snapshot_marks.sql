ALTER TABLE "snapshots" ADD COLUMN "recipe" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "snapshots" ADD COLUMN "marks" "bytea";