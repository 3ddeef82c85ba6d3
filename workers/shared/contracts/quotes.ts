/** Live prices: what a strict read answers, what a writer sends and is told, and the stored record. Shapes of design: quotes.md. */
import { z } from 'zod'
import { delaySchema, quoteSchema } from './datasets.ts'
import { decimalSchema, instantSchema } from './facts.ts'

/** Longest age a price may be asked for with: a day. */
export const MAX_AGE_SECONDS = 86_400
/** Quotes one write may hold. */
export const MAX_BATCH = 1_000

const wholeSeconds = z.string().regex(/^\d+$/, 'a whole number of seconds').transform(Number).pipe(z.int().min(1).max(MAX_AGE_SECONDS))

export const realtimeQuerySchema = z.strictObject({
  market: z.string(),
  max_age_seconds: wholeSeconds.optional().describe('Longest age since the price was observed, 1 to 86400; the configured default when absent'),
  max_quote_age_seconds: wholeSeconds.optional().describe('Bounds the exchange time too'),
})

export const sessionSchema = z.enum(['open', 'closed', 'break'])

const seconds = z.number().min(0)
/** `age_seconds` is by the clock of the instrument's QuoteCell, from when the provider was asked. */
export const realtimeQuoteSchema = quoteSchema
  .pick({ price: true, currency: true, open: true, high: true, low: true, previous_close: true, change: true, volume: true, delay: true, quoted_at: true })
  .extend({
    instrument: z.string(),
    change_percent: decimalSchema.nullable().describe('Percent, as the name says: 1.25 is 1.25 %'),
    source: z.string(),
    session: sessionSchema,
    observed_at: instantSchema,
    age_seconds: seconds,
    max_age_seconds: z.int(),
    expires_in_seconds: seconds,
  })
export type RealTimeQuoteResponse = z.infer<typeof realtimeQuoteSchema>

/** One quote as a writer sends it. Validated one by one, so that a bad one costs the others nothing. */
export const quoteWriteSchema = z.strictObject({
  market: z.string(),
  symbol: z.string().min(1).max(64),
  source: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,40}$/)
    .describe('Who gives it'),
  price: z.union([decimalSchema, z.number()]),
  currency: z.string(),
  quoted_at: z.iso.datetime({ offset: true }),
  open: decimalSchema.nullish(),
  high: decimalSchema.nullish(),
  low: decimalSchema.nullish(),
  previous_close: decimalSchema.nullish(),
  volume: decimalSchema.nullish(),
  turnover: decimalSchema.nullish(),
  delay: delaySchema.optional(),
})
export type QuoteWrite = z.infer<typeof quoteWriteSchema>

export const quoteWritesSchema = z.union([
  z.strictObject({ quotes: z.array(z.unknown()).min(1).max(MAX_BATCH) }),
  z.looseObject({ market: z.unknown(), symbol: z.unknown() }),
])

export const writeOutcomeSchema = z.object({
  instrument: z.string().nullable(),
  outcome: z.enum(['stored', 'unchanged', 'older', 'refused']),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
})
export type WriteOutcome = z.infer<typeof writeOutcomeSchema>

/** The newest quote on record, whatever its age: not a live price. */
export const storedQuoteSchema = z.object({
  instrument: z.string(),
  live: z.literal(false).describe('This is the record. For a live price ask the realtime endpoint.'),
  quote: quoteSchema,
  source: z.string(),
  observed_at: instantSchema,
  age_seconds: seconds,
})

const decimal = decimalSchema.nullable()
const storedRowSchema = z.object({
  ...{ instrument: z.string(), quoted_at: instantSchema, observed_at: instantSchema, source: z.string(), price: decimalSchema, currency: z.string() },
  ...{ open: decimal, high: decimal, low: decimal, previous_close: decimal, volume: decimal, turnover: decimal },
  ...{ delay_kind: z.string(), delay_minutes: z.int().nullable() },
})
const barSchema = z.object({
  ...{ start: instantSchema, source: z.string(), currency: z.string(), open: decimalSchema, high: decimalSchema, low: decimalSchema, close: decimalSchema },
  ...{ volume: decimal, opened_at: instantSchema, closed_at: instantSchema },
})
export const INTERVALS = ['1m', '5m', '15m', '1h', '1d'] as const

export const historyQuerySchema = z.strictObject({
  market: z.string(),
  from: z.iso.date().optional().describe('First day; the day before `to` when absent'),
  to: z.iso.date().optional(),
  interval: z.enum(['raw', ...INTERVALS]).default('raw'),
  limit: z.coerce.number().int().min(1).max(5_000).default(500),
})
/** Oldest first; the newest `limit`, with `truncated` when there are more. */
export const historySchema = z.union([
  z.object({ instrument: z.string(), interval: z.literal('raw'), quotes: z.array(storedRowSchema), truncated: z.boolean() }),
  z.object({ instrument: z.string(), interval: z.enum(INTERVALS), bars: z.array(barSchema), truncated: z.boolean() }),
])
