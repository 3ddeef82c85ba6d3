CREATE TABLE "exhibits" (
	"hash" text PRIMARY KEY NOT NULL,
	"instrument" text NOT NULL,
	"content" jsonb NOT NULL,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "exhibits" jsonb;