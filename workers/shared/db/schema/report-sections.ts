/**
 * The result of one module in a report. `input_hash` identifies the input it was written from. It
 * is compared before a model is paid, and is part of the seal of the report.
 */
import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { Usage } from '../../contracts/analysis.ts'
import type { ModuleStatus, SectionFallback } from '../../contracts/orchestrator.ts'
import type { FindingReason } from '../../finding-reasons.ts'
import { reports } from './reports.ts'

export const reportSections = pgTable(
  'report_sections',
  {
    report: text()
      .notNull()
      .references(() => reports.id, { onDelete: 'cascade' }),
    module: text().notNull(),
    position: integer().notNull(),
    names: jsonb().$type<{ en: string; zh: string }>().notNull(),
    needs: jsonb().$type<string[]>().notNull(),
    status: text().$type<ModuleStatus>().notNull(),
    reason: text(),
    detail: text(),
    inputHash: text('input_hash'),
    /**
     * The report that the text was taken over from, because its input was the same, and when it was
     * written there. Not a reference: the text is a copy and stays when that report goes.
     */
    reusedFrom: text('reused_from'),
    reusedAt: timestamp('reused_at', { withTimezone: true }),
    text: text(),
    cited: jsonb().$type<string[]>().notNull(),
    unverified: jsonb().$type<string[]>().notNull(),
    /**
     * Why each number of `unverified` is marked; null where there is none, and in older sections.
     */
    findings: jsonb().$type<FindingReason[]>(),
    usage: jsonb().$type<Usage>(),
    /**
     * That the model asked first failed, and who is asked since; kept before that one is called.
     */
    fallback: jsonb().$type<SectionFallback>(),
    /** How often the section was started. A result is accepted only from the newest attempt. */
    attempts: integer().notNull().default(0),
    startedAt: timestamp('started_at', { withTimezone: true }),
    completedAt: timestamp('completed_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.report, t.module] }),
    index('sections_by_input').on(t.inputHash).where(sql`status = 'complete'`),
  ],
)
