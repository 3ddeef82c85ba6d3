/** data-aggregator: instruments, financials, and the other datasets of a company. */
import { z } from 'zod'
import { bookHashSchema, bookRoutes } from './books.ts'
import { dataSourcesViewSchema, doctorSchema } from './data-sources.ts'
import { providerRoutes, storedRoutes } from './dataset-routes.ts'
import { marketExhibitSchema, valuationExhibitSchema } from './exhibits.ts'
import { asOfSchema, attemptSchema, sentFinancialsSchema } from './facts.ts'
import { healthRoute } from './health.ts'
import { instrumentSchema } from './instrument.ts'
import { marketRefreshRoutes } from './market-refreshes.ts'
import { quoteRoutes } from './quote-routes.ts'
import { restatementsSchema } from './restatements.ts'
import { rawAnswersRoutes } from './raw-answers.ts'
import { contract } from './route.ts'
import { screenRoutes } from './screens.ts'
import { storedFactsRoutes } from './stored-facts.ts'
import { codeSchema, instantSchema, nameSchema } from '../schemas/texts.ts'
import { MAX_FEW } from '../lengths.ts'

export const financialsQuerySchema = z.strictObject({
  market: codeSchema,
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
    .describe(
      'Convert all money at one stated rate, an older series in another currency at the rates of its periods',
    ),
})

const params = z.object({ symbol: z.string().min(1).max(64) })

/** What the shipped list of a market says of an instrument. */
const listingSchema = z.object({
  status: z
    .enum(['listed', 'delisted', 'earlier'])
    .describe('earlier: only on an older list, so it may be traded elsewhere or be gone'),
  kind: z
    .enum(['share', 'reit', 'fund', 'preferred', 'receipt', 'other'])
    .describe("other: a listed security that is no company's share"),
  delisted_on: codeSchema.nullable(),
  as_of: codeSchema.describe('The day or month of the list'),
  source: nameSchema.describe('Whose list it is'),
})

export const candidateSchema = instrumentSchema.extend({
  match: z
    .enum(['symbol', 'name', 'unknown_symbol'])
    .describe('unknown_symbol: a well-formed code that nothing here knows'),
  exact: z.boolean().describe('The text is its code, or a whole name of it, present or former'),
  matched: z
    .object({ name: nameSchema, former: z.boolean() })
    .nullable()
    .describe('The name that fits, where it is none of `names`: a brand, or a former name'),
  listing: listingSchema
    .nullable()
    .describe('What the shipped list says of it; null when it is on none'),
  recorded: z.boolean().describe('Recorded statements are shipped, so a report needs no network'),
})
export type Candidate = z.infer<typeof candidateSchema>

export const aggregatorContract = contract({
  getHealth: healthRoute,
  ...rawAnswersRoutes,
  ...storedFactsRoutes,
  ...bookRoutes,
  ...screenRoutes,
  ...marketRefreshRoutes,
  getFinancials: {
    method: 'GET',
    path: '/api/v1/financials/:symbol',
    public: '/api/financials/{market}/{symbol}',
    access: 'reader',
    summary: 'Filed statements of a company, as known at `as_of`, with every derived figure',
    params,
    query: financialsQuerySchema,
    response: sentFinancialsSchema,
  },
  getValuation: {
    method: 'GET',
    path: '/api/v1/companies/:symbol/valuation',
    public: '/api/companies/{market}/{symbol}/valuation',
    access: 'reader',
    summary:
      'Market figures and valuation of a company, each with its origin: the live price by the strict rule, else the last close',
    params,
    query: z.strictObject({
      market: codeSchema,
      as_of: asOfSchema.optional(),
      book: bookHashSchema.optional().describe('The figures to hold the price against'),
    }),
    response: z.object({
      instrument: instrumentSchema,
      as_of: instantSchema,
      book: bookHashSchema,
      market: marketExhibitSchema,
      valuation: valuationExhibitSchema,
    }),
  },
  getRestatements: {
    method: 'GET',
    path: '/api/v1/financials/:symbol/restatements',
    public: '/api/financials/{market}/{symbol}/restatements',
    access: 'reader',
    stored_only: true,
    summary:
      'Figures that were filed more than once with different values, as known at `as_of`; of what is stored',
    params,
    query: z.strictObject({
      market: codeSchema,
      as_of: asOfSchema.optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: restatementsSchema,
  },
  ...storedRoutes,
  ...providerRoutes,
  ...quoteRoutes,
  getDataSourcesView: {
    method: 'GET',
    path: '/api/v1/data-sources',
    public: '/api/data-sources',
    access: 'reader',
    stored_only: true,
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
      market: codeSchema
        .optional()
        .describe('CN, HK, US or JP in any case; all of them when absent'),
      limit: z.coerce.number().int().min(1).max(50).default(10),
      providers: z
        .enum(['ask', 'skip'])
        .default('ask')
        .describe('ask: providers are asked when what is known here does not answer the text'),
    }),
    response: z.object({
      candidates: z.array(candidateSchema).max(MAX_FEW),
      settled: z
        .boolean()
        .describe('False when what is known here does not answer the text and nobody was asked'),
      attempts: z
        .array(attemptSchema)
        .max(MAX_FEW)
        .describe('Providers asked because nothing known here is named exactly so'),
    }),
  },
})

export type AggregatorContract = typeof aggregatorContract
