/** The quotes that a writer sends, and the reply to it. */
import { z } from 'zod'
import { PROVIDER_IDS } from '../names.ts'
import { MAX_INSTANT } from '../lengths.ts'
import { flagsSchema } from './quotes.ts'
import { codeSchema, detailSchema, idSchema } from '../schemas/texts.ts'

/** Largest number of quotes in one write. */
export const MAX_BATCH = 1_000

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
  flags: flagsSchema,
})
export type WriteOutcome = z.infer<typeof writeOutcomeSchema>
