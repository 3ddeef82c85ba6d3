/**
 * What an analysis may cite besides the figures of a book: one exhibit a kind. Those of figures
 * have rows that carry token, value, unit and origin; news and filings are passages. An exhibit is
 * stored once under the hash of its content.
 */
import { z } from 'zod'
import { MAX_FEW } from '../lengths.ts'
import { ratingExhibitSchema } from './rating.ts'
import { RATE_STEPS_MOST } from '../valuation/discounting.ts'
import { LIMIT_CODES } from '../valuation/limits.ts'
import { METHODS } from '../valuation/method-names.ts'
import {
  holderNameSchema,
  insiderTradeSchema,
  passageSchema,
  peerGroupSchema,
  peerSchema,
  unreadActionSchema,
} from './exhibit-records.ts'
import { aboutShape, refusalReasonSchema, rowsShape, tokensSchema } from './exhibit-rows.ts'
import {
  calendarDateSchema,
  codeSchema,
  decimalSchema,
  idSchema,
  instantSchema,
  sha256Schema,
} from '../schemas/texts.ts'

const priceSchema = z.object({
  kind: z
    .enum(['live', 'last_close'])
    .describe('live: by the strict rule of live prices; last_close: of the day named, not live'),
  value: decimalSchema,
  currency: codeSchema,
  day: calendarDateSchema,
  at: instantSchema,
  provider: codeSchema,
})

const rateSchema = z.object({
  rate: z.number(),
  source: z.string().max(300),
  as_of: calendarDateSchema,
})

const methodSchema = z.discriminatedUnion('ok', [
  z.object({
    id: z.enum(METHODS),
    ok: z.literal(true),
    per_share: z.number(),
    in_range: z.boolean().describe('Whether it counts in the range of values'),
    inputs: tokensSchema,
    assumed: z.record(codeSchema, z.number()).describe('Rates that were set, not filed'),
    limits: z.array(z.enum(LIMIT_CODES)).max(MAX_FEW),
  }),
  z.object({
    id: z.enum(METHODS),
    ok: z.literal(false),
    reason: refusalReasonSchema,
    inputs: tokensSchema,
  }),
])

const gridSchema = z.array(z.number()).max(RATE_STEPS_MOST)

export const marketExhibitSchema = z.object({
  kind: z.literal('market'),
  ...rowsShape,
  price: priceSchema.nullable(),
  rate: z
    .object({ from: codeSchema, to: codeSchema, value: decimalSchema, at: instantSchema })
    .nullable()
    .describe('The one rate at which the price is put into the currency of the statements'),
})

export const valuationExhibitSchema = z.object({
  kind: z.literal('valuation'),
  ...rowsShape,
  currency: codeSchema,
  cost_of_equity: z.object({
    rate: z.number(),
    terminal_growth: z.number(),
    sources: z.array(rateSchema).max(MAX_FEW),
  }),
  methods: z.array(methodSchema).max(METHODS.length),
  sensitivity: z
    .object({
      rates: gridSchema,
      growths: gridSchema,
      values: z.array(z.array(z.number().nullable()).max(RATE_STEPS_MOST)).max(RATE_STEPS_MOST),
    })
    .nullable(),
})

export const peersExhibitSchema = z.object({
  kind: z.literal('peers'),
  ...rowsShape,
  group: peerGroupSchema,
  metrics: z.array(codeSchema).max(20),
  peers: z.array(peerSchema).max(MAX_FEW).describe('Nearest in size first'),
})

export const estimatesExhibitSchema = z.object({ kind: z.literal('estimates'), ...rowsShape })

export const holdersExhibitSchema = z.object({
  kind: z.literal('holders'),
  ...rowsShape,
  scope: z
    .enum(['total', 'float', 'institutions', 'funds'])
    .nullable()
    .describe('Of which list the holders are; null where none is named'),
  holders: z.array(holderNameSchema).max(MAX_FEW),
})

export const insidersExhibitSchema = z.object({
  kind: z.literal('insiders'),
  ...rowsShape,
  trades: z.array(insiderTradeSchema).max(MAX_FEW).describe('In the market, newest first'),
})

export const actionsExhibitSchema = z.object({
  kind: z.literal('actions'),
  ...rowsShape,
  unread: z.array(unreadActionSchema).max(MAX_FEW),
})

const passagesShape = {
  ...aboutShape,
  passages: z.array(passageSchema).max(MAX_FEW).describe('Newest first'),
}
export const newsExhibitSchema = z.object({ kind: z.literal('news'), ...passagesShape })
export const filingsExhibitSchema = z.object({ kind: z.literal('filings'), ...passagesShape })

export const exhibitSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('figures'),
    instrument: idSchema,
    as_of: instantSchema,
    book: sha256Schema.describe('The book whose figures these are'),
  }),
  marketExhibitSchema,
  valuationExhibitSchema,
  peersExhibitSchema,
  estimatesExhibitSchema,
  holdersExhibitSchema,
  insidersExhibitSchema,
  actionsExhibitSchema,
  newsExhibitSchema,
  filingsExhibitSchema,
  ratingExhibitSchema,
])
export type Exhibit = z.infer<typeof exhibitSchema>
export type ExhibitOf<K extends Exhibit['kind']> = Extract<Exhibit, { kind: K }>
