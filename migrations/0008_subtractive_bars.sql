-- The adjusted series of these two providers subtract dividends from earlier prices. They were
-- stored under the name of another adjustment.
UPDATE "bars" SET "adjustment" = 'subtractive' WHERE "adjustment" = 'total_return' AND "provider" IN ('eastmoney', 'tencent')
  AND NOT EXISTS (SELECT 1 FROM "bars" AS "newer" WHERE "newer"."instrument" = "bars"."instrument" AND "newer"."provider" = "bars"."provider"
    AND "newer"."adjustment" = 'subtractive' AND "newer"."date" = "bars"."date");--> statement-breakpoint
DELETE FROM "bars" WHERE "adjustment" = 'total_return' AND "provider" IN ('eastmoney', 'tencent');
