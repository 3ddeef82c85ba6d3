/**
 * Live prices: the answer to a strict read, watches and the stream. The other parts are in
 * `quote-refreshes.ts`, `quote-writes.ts` and `quote-records.ts`. workers/README.md says what a
 * cell, a lease and an outbox are.
 */
import { z } from 'zod'
import { quoteSchema } from '../datasets/quote.ts'
import { MAX_CODE, MAX_FEW } from '../lengths.ts'
import { REASONS } from './problem.ts'
import {
  codeSchema,
  decimalSchema,
  detailSchema,
  idSchema,
  instantSchema,
} from '../schemas/texts.ts'

/** Largest age that a reader may allow for a price: one day, in seconds. */
export const MAX_AGE_SECONDS = 86_400

/**
 * A parameter of decimal digits only, from 1 to `max`. `1e3`, `0x10` and ` 5 ` are refused.
 */
export const wholeNumber = (max: number, of = '') =>
  z
    .string()
    .max(MAX_CODE)
    .regex(/^\d+$/, `a whole number${of}`)
    .transform(Number)
    .pipe(z.int().min(1).max(max))
const wholeSeconds = wholeNumber(MAX_AGE_SECONDS, ' of seconds')

export const realtimeQuerySchema = z.strictObject({
  market: codeSchema,
  max_age_seconds: wholeSeconds
    .optional()
    .describe(
      'Longest age since the price was observed, 1 to 86400; the configured default when absent',
    ),
  max_quote_age_seconds: wholeSeconds.optional().describe('Bounds the exchange time too'),
})

/** `unknown`: the calendar of the exchange for that year is not known here. */
export const sessionSchema = z.enum(['open', 'closed', 'break', 'unknown'])
export type Session = z.infer<typeof sessionSchema>

/** `outside_range`: the price is above the high or below the low that the same quote gives. */
const quoteFlagSchema = z.enum(['outside_range'])
export type QuoteFlag = z.infer<typeof quoteFlagSchema>
export const flagsSchema = z
  .array(quoteFlagSchema)
  .max(MAX_FEW)
  .describe('What is doubtful about the quote by itself')

export const secondsSchema = z.number().min(0)
/**
 * `age_seconds` is measured by the clock of the instrument's QuoteCell, from the time the provider
 * was asked.
 */
export const realtimeQuoteSchema = quoteSchema
  .pick({
    price: true,
    currency: true,
    open: true,
    high: true,
    low: true,
    previous_close: true,
    change: true,
    volume: true,
    delay: true,
    quoted_at: true,
  })
  .extend({
    instrument: idSchema,
    change_percent: decimalSchema.nullable().describe('Percent, as the name says: 1.25 is 1.25 %'),
    source: codeSchema,
    session: sessionSchema,
    observed_at: instantSchema,
    age_seconds: secondsSchema,
    max_age_seconds: z.int(),
    expires_in_seconds: secondsSchema,
    flags: flagsSchema,
  })
export type RealTimeQuoteResponse = z.infer<typeof realtimeQuoteSchema>

/** Largest number of instruments in one batch read or one watch. */
export const MAX_INSTRUMENTS = 100
/** Characters of a list of so many instruments, each with a comma and spaces. */
const MAX_LISTED = MAX_INSTRUMENTS * 100

export const realtimeBatchQuerySchema = realtimeQuerySchema.omit({ market: true }).extend({
  instruments: z
    .string()
    .max(MAX_LISTED)
    .transform((text) => text.split(',').map((one) => one.trim()))
    .pipe(z.array(z.string().min(1).max(80)).min(1).max(MAX_INSTRUMENTS))
    .describe(
      `MARKET:SYMBOL, separated by commas, at most ${MAX_INSTRUMENTS}; any spelling of a symbol that the market has`,
    ),
})

/** Why an instrument has no price. */
const quoteProblemSchema = z.object({
  reason: z.enum(REASONS),
  detail: detailSchema,
  age_seconds: secondsSchema.optional(),
})

/** In the order requested. Each instrument has either its price or the reason why there is none. */
export const realtimeBatchSchema = z.object({
  max_age_seconds: z.int(),
  quotes: z
    .array(
      z.object({
        asked: idSchema,
        instrument: idSchema
          .nullable()
          .describe('In canonical form; null when what was asked is no instrument'),
        quote: realtimeQuoteSchema.nullable(),
        problem: quoteProblemSchema.nullable(),
      }),
    )
    .max(MAX_INSTRUMENTS),
})
export type RealtimeBatch = z.infer<typeof realtimeBatchSchema>

export const watchSchema = z.strictObject({
  instruments: z.array(z.string().min(1).max(80)).min(1).max(MAX_INSTRUMENTS),
})

/** A watch lasts `lease_seconds`. A reader that continues to look renews it before it ends. */
export const watchedSchema = z.object({
  lease_seconds: z.int(),
  refresh_seconds: z.int().describe('While the market is open'),
  watches: z
    .array(
      z.object({
        asked: idSchema,
        instrument: idSchema.nullable(),
        outcome: z.enum(['watched', 'refused']),
        reason: z.enum(REASONS).nullable(),
        detail: detailSchema.nullable(),
      }),
    )
    .max(MAX_INSTRUMENTS),
})

/**
 * The messages in the stream of one instrument, each a text message of JSON. `quote`: a price that
 * is fresh by the rule of the reader, with the time of its observation on the cell's clock. `none`:
 * no such price is held now. `failed`: a refresh failed, and the price that is held keeps getting
 * older. `time`: the clock of the cell, in reply to a reader's `{ "time": id }`. A reader that
 * notes when it asked knows the age of every later message.
 */
export const streamMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('quote'), quote: realtimeQuoteSchema }),
  z.object({ type: z.literal('none'), problem: quoteProblemSchema }),
  z.object({ type: z.literal('failed'), reason: codeSchema, detail: detailSchema }),
  z.object({ type: z.literal('time'), id: z.number(), now: instantSchema }),
])
export type StreamMessage = z.infer<typeof streamMessageSchema>
