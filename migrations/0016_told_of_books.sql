-- The row of a company's newest book keeps what a read says beside the book: identity, fetches of
-- its statements, and the digest of identity and splits. Whatever changes one of these, also by a
-- Worker of an earlier version, has it forgotten.
ALTER TABLE "company_books" ADD COLUMN "told" json;--> statement-breakpoint
ALTER TABLE "company_books" ADD COLUMN "touched" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE FUNCTION "forget_told"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "company_books" SET "told" = NULL, "touched" = "touched" + 1
		WHERE "instrument" = CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END ->> TG_ARGV[0];
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER "told_of_identity" AFTER UPDATE ON "instruments" FOR EACH ROW
	WHEN (to_jsonb(NEW) - 'updated_at' IS DISTINCT FROM to_jsonb(OLD) - 'updated_at')
	EXECUTE FUNCTION "forget_told"('id');--> statement-breakpoint
CREATE TRIGGER "told_of_fetches" AFTER INSERT OR UPDATE ON "fetches" FOR EACH ROW
	WHEN (NEW."dataset" IN ('statements', 'actions')) EXECUTE FUNCTION "forget_told"('instrument');--> statement-breakpoint
CREATE TRIGGER "told_of_lost_fetches" AFTER DELETE ON "fetches" FOR EACH ROW
	WHEN (OLD."dataset" IN ('statements', 'actions')) EXECUTE FUNCTION "forget_told"('instrument');--> statement-breakpoint
CREATE TRIGGER "told_of_splits" AFTER INSERT OR UPDATE ON "items" FOR EACH ROW
	WHEN (NEW."dataset" = 'actions' AND NEW."item" ->> 'kind' = 'split') EXECUTE FUNCTION "forget_told"('instrument');--> statement-breakpoint
CREATE TRIGGER "told_of_lost_splits" AFTER DELETE ON "items" FOR EACH ROW
	WHEN (OLD."dataset" = 'actions' AND OLD."item" ->> 'kind' = 'split') EXECUTE FUNCTION "forget_told"('instrument');
