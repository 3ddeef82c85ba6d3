/**
 * Live prices: the answer to a strict read, the quotes that a writer sends and the reply to it, and
 * the stored record. workers/README.md says what a cell, a lease and an outbox are.
 */
import { z } from 'zod'
import { PROVIDER_IDS } from '../names.ts'
import { quoteSchema } from '../datasets/quote.ts'
import { marketSchema } from './names.ts'
import { REASONS } from './problem.ts'
import { codeSchema, decimalSchema, detailSchema, idSchema, instantSchema } from './texts.ts'
import { MAX_CODE, MAX_FEW, MAX_INSTANT } from '../lengths.ts'

/** Largest age that a reader may allow for a price: one day, in seconds. */
export const MAX_AGE_SECONDS = 86_400
/** Largest number of quotes in one write. */
export const MAX_BATCH = 1_000

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
const flags = z
  .array(quoteFlagSchema)
  .max(MAX_FEW)
  .describe('What is doubtful about the quote by itself')

const seconds = z.number().min(0)
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
    age_seconds: seconds,
    max_age_seconds: z.int(),
    expires_in_seconds: seconds,
    flags,
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
  age_seconds: seconds.optional(),
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

/**
 * Largest number of digits before and after the point in prices and counts. This is far more than
 * any market uses, and every column and reader can hold it.
 */
const PRICE = /^(0|[1-9]\d{0,19})(\.\d{1,12})?$/
const AMOUNT = /^(0|[1-9]\d{0,19})(\.\d{1,6})?$/
const PRICE_FORM =
  'a price above 0, with at most 20 digits before the point and 12 after, and no zeros in front'
const AMOUNT_FORM =
  'a number that is not negative, with at most 20 digits before the point and 6 after, and no zeros in front'
const writtenPrice = z
  .string(PRICE_FORM)
  .regex(PRICE, PRICE_FORM)
  .refine((value) => Number(value) > 0, PRICE_FORM)
const writtenAmount = z.string(AMOUNT_FORM).regex(AMOUNT, AMOUNT_FORM)

/** Largest delay that a writer may state, in minutes: one week. */
const MAX_DELAY_MINUTES = 10_080
const writtenDelay = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('realtime') }),
  z.object({
    kind: z.literal('delayed'),
    minutes: z
      .int()
      .min(0)
      .max(MAX_DELAY_MINUTES)
      .nullable()
      .describe('Null where it is not known by how much'),
  }),
  z.object({ kind: z.literal('end_of_day') }),
])

const providers: ReadonlySet<string> = new Set(PROVIDER_IDS)

/**
 * One quote as a writer sends it. Quotes are validated one by one, so that a bad one does not
 * affect the others.
 */
export const quoteWriteSchema = z.strictObject({
  market: codeSchema,
  symbol: z.string().min(1).max(64),
  source: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,40}$/)
    .refine(
      (source) => !providers.has(source),
      'the name of a provider: what a writer gives was not asked of it',
    )
    .describe('Who gives it; not the name of a provider'),
  price: z.union([writtenPrice, z.number()], PRICE_FORM),
  currency: codeSchema,
  quoted_at: z.iso
    .datetime({ offset: true })
    .max(MAX_INSTANT)
    .refine((at) => Date.parse(at) >= 0, 'from 1970-01-01 on'),
  open: writtenPrice.nullish(),
  high: writtenPrice.nullish(),
  low: writtenPrice.nullish(),
  previous_close: writtenPrice.nullish(),
  volume: writtenAmount.nullish(),
  turnover: writtenAmount.nullish(),
  delay: writtenDelay.optional(),
})
export type QuoteWrite = z.infer<typeof quoteWriteSchema>

const batchOf = <S extends z.ZodType>(quote: S) =>
  z.array(quote, 'a list of quotes').min(1, 'at least 1').max(MAX_BATCH, `at most ${MAX_BATCH}`)

const ONE_OR_MANY = 'give one quote, with market and symbol, or {"quotes": [...]}'

/** Only the outer form of the body. The content of each quote is checked one by one. */
export const quoteWritesSchema = z
  .looseObject({ quotes: batchOf(z.unknown()).optional() }, ONE_OR_MANY)
  .superRefine((body, ctx) => {
    const isOne = body.market !== undefined && body.symbol !== undefined
    if (body.quotes === undefined && !isOne) ctx.addIssue({ code: 'custom', message: ONE_OR_MANY })
    if (body.quotes !== undefined && Object.keys(body).length > 1)
      ctx.addIssue({ code: 'custom', message: 'nothing may stand beside quotes' })
  })

/** The same body including the form of each quote, for the OpenAPI document. */
export const quoteWritesDescribed = z.union([
  quoteWriteSchema,
  z.strictObject({ quotes: batchOf(quoteWriteSchema) }),
])

export const writeOutcomeSchema = z.object({
  instrument: idSchema.nullable(),
  outcome: z
    .enum(['stored', 'unchanged', 'older', 'conflict', 'refused'])
    .describe(
      'stored: it is new; unchanged: it is held already; older: a later one is held, this is history; conflict: its source gave another price for this exchange time before, which stays; refused: see reason',
    ),
  reason: codeSchema.nullable(),
  detail: detailSchema.nullable(),
  flags,
})
export type WriteOutcome = z.infer<typeof writeOutcomeSchema>

/** The newest stored quote, whatever its age. It is not a live price. */
export const storedQuoteSchema = z.object({
  instrument: idSchema,
  live: z
    .literal(false)
    .describe('This is the record. For a live price ask the realtime endpoint.'),
  quote: quoteSchema,
  source: codeSchema,
  observed_at: instantSchema,
  age_seconds: seconds
    .nullable()
    .describe('Null where it is not known: the clock was set back after the observation'),
  flags,
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
