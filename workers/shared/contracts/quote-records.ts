/** The stored quotes: the newest one, and the history. None of them is a live price. */
import { z } from 'zod'
import { quoteSchema } from '../datasets/quote.ts'
import { flagsSchema, secondsSchema, wholeNumber } from './quotes.ts'
import { codeSchema, decimalSchema, idSchema, instantSchema } from '../schemas/texts.ts'

/** The newest stored quote, whatever its age. It is not a live price. */
export const storedQuoteSchema = z.object({
  instrument: idSchema,
  live: z
    .literal(false)
    .describe('This is the record. For a live price ask the realtime endpoint.'),
  quote: quoteSchema,
  source: codeSchema,
  observed_at: instantSchema,
  age_seconds: secondsSchema
    .nullable()
    .describe('Null where it is not known: the clock was set back after the observation'),
  flags: flagsSchema,
})

const decimal = decimalSchema.nullable()
const storedRowSchema = z.object({
  instrument: idSchema,
  quoted_at: instantSchema,
  observed_at: instantSchema,
  source: codeSchema,
  price: decimalSchema,
  currency: codeSchema,
  open: decimal,
  high: decimal,
  low: decimal,
  previous_close: decimal,
  volume: decimal,
  turnover: decimal,
  delay_kind: codeSchema,
  delay_minutes: z.int().nullable(),
})
const barSchema = z.object({
  start: instantSchema,
  source: codeSchema,
  currency: codeSchema,
  open: decimalSchema,
  high: decimalSchema,
  low: decimalSchema,
  close: decimalSchema,
  volume: decimal,
  opened_at: instantSchema,
  closed_at: instantSchema,
})
/** Largest number of records in one history. */
const MAX_HISTORY = 5_000
export const INTERVALS = ['1m', '5m', '15m', '1h', '1d'] as const

/**
 * Days for which a history may be requested. There are no quotes from before these days, and every
 * calculation with them stays within the calendar of Postgres.
 */
const historyDay = z.iso
  .date()
  .refine(
    (day) => day >= '1970-01-01' && day <= '2200-12-31',
    'a day from 1970-01-01 to 2200-12-31',
  )

/** Days are in the zone of the market. */
export const historyQuerySchema = z.strictObject({
  market: codeSchema,
  from: historyDay
    .optional()
    .describe('First day, from its beginning; the day before `to` when absent'),
  to: historyDay.optional().describe('Last day, to its end; until now when absent'),
  interval: z.enum(['raw', ...INTERVALS]).default('raw'),
  limit: wholeNumber(MAX_HISTORY).default(500),
})
/** Oldest first. Only the newest `limit` are given, with `truncated` when there are more. */
export const historySchema = z.union([
  z.object({
    instrument: idSchema,
    interval: z.literal('raw'),
    quotes: z.array(storedRowSchema).max(MAX_HISTORY),
    truncated: z.boolean(),
  }),
  z.object({
    instrument: idSchema,
    interval: z.enum(INTERVALS),
    bars: z.array(barSchema).max(MAX_HISTORY),
    truncated: z.boolean(),
  }),
])
