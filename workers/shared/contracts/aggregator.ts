/** data-aggregator: instruments and financials. */
import { z } from 'zod'
import { financialsSchema } from './facts.ts'
import { instrumentSchema, marketSchema } from './instrument.ts'
import { contract } from './route.ts'

/** A date (all that was filed on or before it, in the market's zone) or an instant. */
export const asOfSchema = z.union([z.iso.date(), z.iso.datetime({ offset: true })])

export const financialsQuerySchema = z.strictObject({
  market: z.string(),
  as_of: asOfSchema.optional(),
  years: z.coerce.number().int().min(1).max(30).default(10),
})

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
    summary: 'Filed statements of a company, as known at `as_of`, with every derived figure',
    params: z.object({ symbol: z.string().min(1).max(64) }),
    query: financialsQuerySchema,
    response: financialsSchema,
  },
  searchInstruments: {
    method: 'GET',
    path: '/api/v1/instruments',
    public: '/api/instruments',
    summary: 'Resolve a code, a variant spelling or a name to instruments',
    query: z.strictObject({
      query: z.string().trim().min(1).max(80),
      market: marketSchema.optional(),
      limit: z.coerce.number().int().min(1).max(50).default(10),
    }),
    response: z.object({ candidates: z.array(candidateSchema) }),
  },
})
