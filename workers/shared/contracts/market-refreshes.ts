/**
 * data-aggregator: what is stored of whole markets, how old it is, and the refreshes that bring it.
 */
import { z } from 'zod'
import { MAX_FEW, MAX_RECORDS } from '../lengths.ts'
import { bulkKindSchema, marketSchema, providerIdSchema } from '../schemas/names.ts'
import { contract } from './route.ts'
import { calendarDateSchema, codeSchema, detailSchema, instantSchema } from '../schemas/texts.ts'

const countSchema = z.int().min(0)

export const refreshStateSchema = z.object({
  market: marketSchema,
  kind: bulkKindSchema,
  target: codeSchema.describe('The day or the group of figures that is being brought'),
  provider: providerIdSchema,
  started_at: instantSchema,
  ended_at: instantSchema.nullable().describe('Null while it is under way'),
  reason: codeSchema
    .nullable()
    .describe('Why it was refused, or why it waits; null when it served or is under way'),
  detail: detailSchema.nullable(),
  retry_at: instantSchema.nullable(),
  calls: countSchema.describe('Upstream calls that it took so far'),
  rows: countSchema,
  left_out: countSchema.describe('Rows that could not be read or have no price'),
})
export type RefreshStateView = z.infer<typeof refreshStateSchema>

/** What is stored of one market. */
export const coverageSchema = z.object({
  market: marketSchema,
  universe: z
    .array(z.object({ source: codeSchema, day: calendarDateSchema, rows: countSchema }))
    .max(MAX_FEW)
    .describe('The newest list of each source'),
  market_day: z
    .object({
      provider: codeSchema,
      day: calendarDateSchema,
      rows: countSchema,
      retrieved_at: instantSchema,
    })
    .nullable(),
  frames: z
    .array(
      z.object({
        provider: codeSchema,
        batches: countSchema,
        filings: countSchema,
        newest_known_at: instantSchema,
        recorded: calendarDateSchema
          .nullable()
          .describe('The day of a recording that ships with the project'),
        newest_only: z.boolean().describe('Of use for today only: a past day never uses it'),
      }),
    )
    .max(MAX_FEW),
})
export type MarketCoverage = z.infer<typeof coverageSchema>

const kindsSchema = z.array(bulkKindSchema).min(1).max(MAX_FEW).optional()

export const sliceSchema = z.object({
  market: marketSchema,
  calls: countSchema.describe('Upstream calls of this slice'),
  ended: countSchema.describe('Targets that ended in it, with rows or with a reason'),
  done: z.boolean().describe('Nothing more is due now'),
  left: countSchema.describe('Targets that are due after it'),
})
export type RefreshSlice = z.infer<typeof sliceSchema>

export const marketRefreshRoutes = contract({
  getMarketRefreshes: {
    method: 'GET',
    path: '/api/v1/market-refreshes',
    public: '/api/market-refreshes',
    access: 'reader',
    stored_only: true,
    summary: 'What is stored of whole markets and how old it is, and what the refreshes did',
    query: z.strictObject({ market: marketSchema.optional() }),
    response: z.object({
      coverage: z.array(coverageSchema).max(MAX_FEW),
      refreshes: z
        .array(refreshStateSchema)
        .max(MAX_RECORDS)
        .describe('The newest of each market first'),
    }),
  },
  refreshMarket: {
    method: 'POST',
    path: '/api/v1/market-refreshes',
    public: '/api/market-refreshes',
    access: 'writer',
    summary:
      'Works for some seconds on what a market lacks, within the budgets of the providers; called again until it is done',
    body: z.strictObject({ market: marketSchema, kinds: kindsSchema }),
    response: sliceSchema,
  },
  refreshMarketSlices: {
    method: 'POST',
    path: '/api/v1/market-refreshes/slices',
    access: 'internal',
    summary: 'Called by the cron trigger: a slice of the refresh of every market',
    response: z.object({ slices: z.array(sliceSchema).max(MAX_FEW) }),
  },
})
