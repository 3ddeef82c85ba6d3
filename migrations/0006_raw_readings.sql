CREATE TABLE "raw_readings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "raw_readings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"instrument" text NOT NULL,
	"dataset" text NOT NULL,
	"provider" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"question" jsonb NOT NULL,
	"recalled" jsonb NOT NULL,
	"heard" jsonb NOT NULL
);
--> statement-breakpoint
CREATE INDEX "raw_readings_of" ON "raw_readings" USING btree ("instrument","dataset","provider","asked_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "raw_readings_by_time" ON "raw_readings" USING btree ("asked_at");--> statement-breakpoint
CREATE INDEX "sources_by_time" ON "sources" USING btree ("retrieved_at");