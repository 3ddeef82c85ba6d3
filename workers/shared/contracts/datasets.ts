/**
 * The unified records of every dataset but the statements: what one row says, in units of one.
 * Amounts are exact decimals with their unit, fractions are fractions, dates are of the market's
 * own zone, instants are UTC. What the provider does not give is null; nothing is filled in.
 */
import { z } from 'zod'
import type { Dataset } from '#shared/providers.ts'
import { calendarDateSchema, decimalSchema, instantSchema } from './facts.ts'
import { estimateSchema } from './estimates.ts'
import { marketSchema } from './instrument.ts'

const text = z.string().trim().min(1)
const currency = z.string().regex(/^[A-Z]{3}$/)
const fractionSchema = decimalSchema
const webAddress = z.url({ protocol: /^https?$/ })

/** One figure of a provider's answer, with the provider's own field. */
export const providerFigureSchema = z.object({
  concept: z.string().regex(/^[a-z][a-z0-9_]*$/),
  value: decimalSchema,
  unit: z.string().describe('CNY, CNY/share, shares, ratio, x'),
  provider_field: text,
})
export type ProviderFigure = z.infer<typeof providerFigureSchema>

export const profileSchema = z.object({
  name: text,
  names: z.object({ en: text.optional(), zh: text.optional(), ja: text.optional() }),
  exchange: text.nullable(),
  sector: text.nullable(),
  industry: text.nullable(),
  description: text.nullable(),
  website: webAddress.nullable(),
  employees: z.int().min(0).nullable(),
  listed_on: calendarDateSchema.nullable(),
  country: text.nullable(),
  address: text.nullable(),
  quote_currency: currency.nullable(),
  reporting_currency: currency.nullable(),
  /** MM-DD */
  fiscal_year_end: z
    .string()
    .regex(/^\d{2}-\d{2}$/)
    .nullable(),
  officers: z.array(z.object({ name: text, title: text })),
  former_names: z.array(z.object({ name: text, until: calendarDateSchema.nullable() })).optional(),
  identifiers: z.record(z.string(), z.string()).describe('cik, isin, org_id, lei ...'),
})

/** Share counts on a date: shares_outstanding, float_shares, shares_issued, treasury_shares. */
export const sharesSchema = z.object({
  date: calendarDateSchema,
  figures: z.array(providerFigureSchema).min(1),
})

/**
 * Market figures at a moment: price, market_cap, float_market_cap, enterprise_value, pe_ttm,
 * pe_forward, pe_static, pb, ps_ttm, ev_ebitda, ev_revenue, peg, dividend_yield_ttm, beta,
 * high_52w, low_52w.
 */
export const multiplesSchema = z.object({
  at: instantSchema,
  figures: z.array(providerFigureSchema).min(1),
})

export const actionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('dividend'),
    ex_date: calendarDateSchema,
    amount: decimalSchema.describe(
      'Before tax, for one share as it was on the ex date unless `split_adjusted`',
    ),
    unit: z.string().regex(/^[A-Z]{3}\/share$/),
    split_adjusted: z.boolean().describe('The provider has divided the amount by later splits'),
    announced_on: calendarDateSchema.nullable(),
    record_date: calendarDateSchema.nullable(),
    pay_date: calendarDateSchema.nullable(),
    plan: text.nullable().describe("In the provider's own words"),
  }),
  z.object({
    kind: z.literal('split'),
    ex_date: calendarDateSchema,
    ratio: decimalSchema.describe(
      'Shares after for one share before: 10 for 10:1, 0.1 for a consolidation; bonus shares are a split',
    ),
    announced_on: calendarDateSchema.nullable(),
    plan: text.nullable(),
  }),
])

export const barSchema = z.object({
  date: calendarDateSchema.describe("The trading day in the market's zone"),
  open: decimalSchema.nullable(),
  high: decimalSchema.nullable(),
  low: decimalSchema.nullable(),
  close: decimalSchema,
  volume: decimalSchema.nullable().describe('Shares'),
  turnover: decimalSchema.nullable().describe('Money, in the currency of the prices'),
})
export type Bar = z.infer<typeof barSchema>

/**
 * `raw` as traded; `split` with earlier prices divided by later splits; `total_return` for
 * dividends too.
 */
export const ADJUSTMENTS = ['raw', 'split', 'total_return'] as const
export const adjustmentSchema = z.enum(ADJUSTMENTS)
export type Adjustment = z.infer<typeof adjustmentSchema>

/** Daily bars of one instrument, oldest first, in one adjustment. */
export const barSeriesSchema = z.object({
  adjustment: adjustmentSchema,
  currency,
  bars: z.array(barSchema).min(1),
})

export const delaySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('realtime') }),
  z.object({
    kind: z.literal('delayed'),
    minutes: z.int().min(1).nullable().describe('Null where the provider does not say by how much'),
  }),
  z.object({ kind: z.literal('end_of_day') }),
])
export type Delay = z.infer<typeof delaySchema>

const positive = decimalSchema.refine((value) => Number(value) > 0, 'must be above zero')
export const quoteSchema = z.object({
  price: positive,
  currency,
  open: positive.nullable(),
  high: positive.nullable(),
  low: positive.nullable(),
  previous_close: positive.nullable(),
  change: decimalSchema.nullable(),
  change_fraction: fractionSchema.nullable(),
  volume: decimalSchema.nullable().describe('Shares'),
  turnover: decimalSchema.nullable().describe('Money'),
  quoted_at: instantSchema.describe('The time the provider gives the price'),
  delay: delaySchema,
})

export const newsSchema = z.object({
  title: text,
  url: webAddress,
  published_at: instantSchema,
  publisher: text.nullable(),
  summary: text.nullable().describe('Plain text: markup and entities are resolved'),
})

export const filingSchema = z.object({
  title: text,
  form: text.nullable().describe('10-K, 年报, 有価証券報告書 ...'),
  filed_at: calendarDateSchema,
  accepted_at: instantSchema
    .nullable()
    .describe(
      'Null where the provider does not give the clock, or gives one that cannot be trusted',
    ),
  period_end: calendarDateSchema.nullable(),
  url: webAddress,
  document_id: text,
})

export const insiderSchema = z.object({
  person: text,
  role: text.nullable(),
  traded_on: calendarDateSchema,
  filed_at: calendarDateSchema.nullable(),
  action: z.enum(['buy', 'sell', 'award', 'exercise', 'tax', 'gift', 'other']),
  code: text.nullable().describe("The provider's or the form's own code"),
  open_market: z
    .boolean()
    .describe('A purchase or sale for money in a market; only these are a view of the price'),
  derivative: z.boolean(),
  shares: decimalSchema.describe('Change of the holding: negative when it fell'),
  price: decimalSchema.nullable(),
  price_unit: z.string().nullable(),
  shares_after: decimalSchema.nullable(),
  document_id: text.nullable(),
  note: text.nullable().optional().describe("The form's own footnotes to the transaction"),
})

export const holderSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('holder'),
    as_of: calendarDateSchema,
    scope: z
      .enum(['total', 'float', 'institutions', 'funds'])
      .describe('Of which list it is: all holders, holders of freely tradable shares ...'),
    holder: text,
    holder_kind: text.nullable(),
    rank: z.int().min(1).nullable(),
    shares: decimalSchema.nullable(),
    fraction: fractionSchema.nullable().describe('Of the shares of the scope'),
    change: decimalSchema.nullable().describe('Shares, against the report before'),
    value: decimalSchema.nullable(),
    value_unit: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('breakdown'),
    as_of: calendarDateSchema,
    figures: z
      .array(providerFigureSchema)
      .min(1)
      .describe('holder_count, institutions_fraction, insiders_fraction ...'),
  }),
])

export const fxSchema = z.object({
  from: currency,
  to: currency,
  at: instantSchema,
  rate: positive.describe('Units of `to` for one unit of `from`'),
})

/** An instrument a provider found for a text. */
export const foundSchema = z.object({
  market: marketSchema,
  symbol: text,
  name: text,
  names: profileSchema.shape.names,
  exchange: text.nullable(),
  identifiers: z.record(z.string(), z.string()),
})
export type Found = z.infer<typeof foundSchema>

/** The schema of one item of each dataset. Statements are facts and have their own (facts.ts). */
export const ITEM_SCHEMAS = {
  instrument: foundSchema,
  profile: profileSchema,
  shares: sharesSchema,
  actions: actionSchema,
  bars: barSeriesSchema,
  multiples: multiplesSchema,
  quote: quoteSchema,
  news: newsSchema,
  filings: filingSchema,
  insiders: insiderSchema,
  holders: holderSchema,
  estimates: estimateSchema,
  fx: fxSchema,
} as const satisfies Record<Exclude<Dataset, 'statements'>, z.ZodType>

export type ItemDataset = keyof typeof ITEM_SCHEMAS
export type ItemOf<D extends ItemDataset> = z.infer<(typeof ITEM_SCHEMAS)[D]>
