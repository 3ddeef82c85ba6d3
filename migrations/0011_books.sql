CREATE TABLE "books" (
	"hash" text PRIMARY KEY NOT NULL,
	"instrument" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"made_from" jsonb NOT NULL,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "company_books" (
	"instrument" text PRIMARY KEY NOT NULL,
	"market" text NOT NULL,
	"book" text NOT NULL,
	"recipe" text NOT NULL,
	"state" text NOT NULL,
	"complete" boolean NOT NULL,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "book" text;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "reading" jsonb;--> statement-breakpoint
ALTER TABLE "company_books" ADD CONSTRAINT "company_books_instrument_instruments_id_fk" FOREIGN KEY ("instrument") REFERENCES "public"."instruments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "company_books" ADD CONSTRAINT "company_books_book_books_hash_fk" FOREIGN KEY ("book") REFERENCES "public"."books"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "books_by_time" ON "books" USING btree ("made_at");--> statement-breakpoint
CREATE INDEX "company_books_by_recipe" ON "company_books" USING btree ("market","recipe");--> statement-breakpoint
CREATE INDEX "company_books_by_book" ON "company_books" USING btree ("book");--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_book_books_hash_fk" FOREIGN KEY ("book") REFERENCES "public"."books"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reports_by_book" ON "reports" USING btree ("book");