/** Refreshes of live prices: what is asked for, and the run of each market. */
import { z } from 'zod'
import { MAX_FEW } from '../lengths.ts'
import { marketSchema } from '../schemas/names.ts'
import { REASONS } from './problem.ts'
import { sessionSchema } from './quotes.ts'
import { codeSchema, detailSchema, idSchema, instantSchema } from '../schemas/texts.ts'

/** Largest number of instruments in one refresh. */
export const MAX_REFRESHED = 10_000
/**
 * Largest number of seconds over which a refresh is spread. It must end before the next minute's
 * refresh.
 */
export const MAX_SPREAD_SECONDS = 50

export const refreshSchema = z.strictObject({
  instruments: z
    .array(z.string().min(1).max(80))
    .min(1)
    .max(MAX_REFRESHED)
    .optional()
    .describe(
      'All of these, due or not; the watchlist and all that is watched, as far as due, when absent',
    ),
  spread_seconds: z.int().min(0).max(MAX_SPREAD_SECONDS).default(0),
})

/** The result of one refresh of one market, or its progress so far. */
export const refreshRunSchema = z.object({
  id: idSchema,
  market: marketSchema,
  cause: z.enum(['cron', 'request']),
  session: sessionSchema,
  started_at: instantSchema,
  ended_at: instantSchema.nullable(),
  instruments: z.int().describe('Due, and asked for'),
  not_due: z.int(),
  served: z.int(),
  unserved: z.int().describe('No provider gave a quote'),
  batches: z.int(),
  providers: z
    .array(
      z.object({
        provider: codeSchema,
        calls: z.int().describe('Upstream calls, those that failed among them'),
        served: z.int().describe('Quotes it gave'),
        held: z.int().describe('Calls that its budget or its breaker held back'),
        failure: z
          .object({ reason: codeSchema, detail: detailSchema })
          .nullable()
          .describe('The last one'),
      }),
    )
    .max(MAX_FEW),
})
export type RefreshRun = z.infer<typeof refreshRunSchema>

/** A refresh of several markets: the run of each market, or why it has none now. */
export const refreshedSchema = z.object({
  runs: z.array(refreshRunSchema).max(MAX_FEW),
  refused: z
    .array(
      z.object({
        market: marketSchema,
        reason: z.enum(REASONS),
        detail: detailSchema,
        retry_after_seconds: z.number().nullable(),
      }),
    )
    .max(MAX_FEW),
})
