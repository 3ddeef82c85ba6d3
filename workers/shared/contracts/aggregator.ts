/** data-aggregator: instruments, financials, and the other datasets of a company. */
import { z } from 'zod'
import { dataSourcesViewSchema, doctorSchema } from './data-sources.ts'
import { ITEM_SCHEMAS, type ItemDataset, type ItemOf } from './datasets.ts'
import {
  type Attempt,
  attemptSchema,
  calendarDateSchema,
  type Financials,
  financialsSchema,
  instantSchema,
  servedBySchema,
} from './facts.ts'
import type { Instrument } from './instrument.ts'
import { instrumentSchema } from './instrument.ts'
import { quoteRoutes } from './quote-routes.ts'
import { restatementsSchema } from './restatements.ts'
import { contract } from './route.ts'

/** A date (all that was filed on or before it, in the market's zone) or an instant. */
export const asOfSchema = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true })],
  'a date (2025-12-31) or an instant with its zone (2025-12-31T09:00:00Z)',
)

export const financialsQuerySchema = z.strictObject({
  market: z.string(),
  as_of: asOfSchema.optional(),
  years: z.coerce.number().int().min(1).max(30).default(10),
  cross_check: z
    .enum(['true', 'false'])
    .optional()
    .describe('Also ask a second provider, and flag the figures on which the two differ'),
  currency: z
    .string()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'an ISO 4217 code, such as USD')
    .optional()
    .describe('Convert all money at one stated rate'),
})

export const itemsQuerySchema = z.strictObject({
  market: z.string(),
  as_of: asOfSchema.optional(),
  from: calendarDateSchema.optional().describe('First day wanted; for bars a year ago when absent'),
  to: calendarDateSchema.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})
export type ItemsQuery = z.output<typeof itemsQuerySchema>

/**
 * A price of now has no dates to be bounded by: a date that would be heeded by nobody is refused.
 */
export const quoteQuerySchema = z.strictObject({ market: z.string() })

const itemsResponseSchema = <S extends z.ZodType>(item: S) =>
  z.object({
    instrument: instrumentSchema,
    dataset: z.string(),
    as_of: instantSchema,
    items: z
      .array(
        z.object({
          id: z.string(),
          key: z.string(),
          provider: z.string(),
          item,
          known_at: instantSchema,
          retrieved_at: instantSchema,
          source_url: z.url(),
        }),
      )
      .describe('Newest first'),
    served_by: servedBySchema,
    attempts: z.array(attemptSchema),
  })

export interface ItemsResponse<D extends ItemDataset> {
  instrument: Instrument
  dataset: string
  as_of: string
  items: {
    id: string
    key: string
    provider: string
    item: ItemOf<D>
    known_at: string
    retrieved_at: string
    source_url: string
  }[]
  served_by: Financials['served_by']
  attempts: Attempt[]
}

const params = z.object({ symbol: z.string().min(1).max(64) })
const itemsRoute = <S extends z.ZodType>(name: string, summary: string, item: S) =>
  ({
    method: 'GET',
    path: `/api/v1/companies/:symbol/${name}`,
    public: `/api/companies/{market}/{symbol}/${name}`,
    access: 'reader',
    summary,
    params,
    query: itemsQuerySchema,
    response: itemsResponseSchema(item),
  }) as const

export const candidateSchema = instrumentSchema.extend({
  match: z.enum(['symbol', 'name']),
  recorded: z.boolean().describe('Recorded statements are shipped, so a report needs no network'),
})
export type Candidate = z.infer<typeof candidateSchema>

export const aggregatorContract = contract({
  getFinancials: {
    method: 'GET',
    path: '/api/v1/financials/:symbol',
    public: '/api/financials/{market}/{symbol}',
    access: 'reader',
    summary: 'Filed statements of a company, as known at `as_of`, with every derived figure',
    params,
    query: financialsQuerySchema,
    response: financialsSchema,
  },
  getRestatements: {
    method: 'GET',
    path: '/api/v1/financials/:symbol/restatements',
    public: '/api/financials/{market}/{symbol}/restatements',
    access: 'reader',
    summary:
      'Figures that were filed more than once with different values, as known at `as_of`; of what is stored',
    params,
    query: z.strictObject({
      market: z.string(),
      as_of: asOfSchema.optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: restatementsSchema,
  },
  getProfile: itemsRoute('profile', 'Who a company is', ITEM_SCHEMAS.profile),
  getShares: itemsRoute('shares', 'Share counts by date', ITEM_SCHEMAS.shares),
  getActions: itemsRoute('actions', 'Dividends and splits', ITEM_SCHEMAS.actions),
  getMultiples: itemsRoute(
    'multiples',
    'Market value and valuation multiples as a provider states them',
    ITEM_SCHEMAS.multiples,
  ),
  getNews: itemsRoute('news', 'News', ITEM_SCHEMAS.news),
  getFilings: itemsRoute('filings', 'Filings and announcements', ITEM_SCHEMAS.filings),
  getInsiders: itemsRoute('insiders', 'Trades of insiders', ITEM_SCHEMAS.insiders),
  getHolders: itemsRoute('holders', 'Largest holders', ITEM_SCHEMAS.holders),
  getEstimates: itemsRoute(
    'estimates',
    "Analysts' estimates, ratings and targets",
    ITEM_SCHEMAS.estimates,
  ),
  getQuote: {
    ...itemsRoute(
      'quote',
      'The price as a provider gives it now; asked for each time, never stored',
      ITEM_SCHEMAS.quote,
    ),
    // Each read is a call to a provider.
    access: 'writer',
    query: quoteQuerySchema,
  },
  getBars: {
    method: 'GET',
    path: '/api/v1/market-data/bars/:symbol',
    public: '/api/market-data/bars/{symbol}',
    access: 'reader',
    summary: 'Daily bars, raw and adjusted; one item an adjustment, its bars oldest first',
    params,
    query: itemsQuerySchema,
    response: itemsResponseSchema(ITEM_SCHEMAS.bars),
  },
  ...quoteRoutes,
  getDataSourcesView: {
    method: 'GET',
    path: '/api/v1/data-sources',
    public: '/api/data-sources',
    access: 'reader',
    summary:
      'Every provider: what it has in which market and how that is proven, its key, budget, delay and terms, and the chains',
    response: dataSourcesViewSchema,
  },
  runDoctor: {
    method: 'GET',
    path: '/api/v1/doctor',
    public: '/api/admin/doctor',
    access: 'admin',
    summary:
      'Asks every provider whether it answers, whether its key is good and what the key may read',
    query: z.strictObject({
      full: z
        .enum(['true', 'false'])
        .default('false')
        .describe('Also ask providers whose allowance is small for every dataset'),
    }),
    response: doctorSchema,
  },
  searchInstruments: {
    method: 'GET',
    path: '/api/v1/instruments',
    public: '/api/instruments',
    access: 'reader',
    summary: 'Resolve a code, a variant spelling or a name to instruments',
    query: z.strictObject({
      query: z.string().trim().min(1).max(80),
      market: z
        .string()
        .optional()
        .describe('CN, HK, US or JP in any case; all of them when absent'),
      limit: z.coerce.number().int().min(1).max(50).default(10),
    }),
    response: z.object({
      candidates: z.array(candidateSchema),
      attempts: z
        .array(attemptSchema)
        .describe('Providers asked because nothing known here is named exactly so'),
    }),
  },
})
