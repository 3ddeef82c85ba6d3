/**
 * What Twelve Data's answers have in common: `meta` names the instrument, and figures are numbers
 * or text. Pure.
 */
import { z } from 'zod'
import type { Market } from '#shared/names.ts'
import { type Currency, isCurrency } from '#shared/units/unit.ts'
import { decimalOf } from '#shared/units/decimal.ts'
import { isDecimal } from '../numeric.ts'
import type { ProviderFailure, ProviderResult, Subject } from '../../model/provider.ts'
import { malformed as malformedAt } from '../statement-row.ts'
import { canonical } from './symbols.ts'

export const malformed = (field: string): ProviderFailure => malformedAt('twelvedata', field)

export const wrongInstrument = (asked: string, answered: string): ProviderFailure => ({
  ok: false,
  reason: 'wrong_instrument',
  detail: `twelvedata: asked for ${asked}, answered ${answered.slice(0, 40)}`,
})

const given = z.union([
  z.number(),
  z
    .string()
    .trim()
    .refine((text) => text === '' || isDecimal(text), 'not a figure'),
])
const decimalText = (value: number | string): string | null =>
  typeof value === 'number' ? decimalOf(value) : value || null

/** A figure as decimal text; null when there is none. */
export const figure = given
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : decimalText(value)))

/** A figure that every item needs; without it the answer is an error. */
export const needed = given.transform((value, context) => {
  const text = decimalText(value)
  if (text !== null) return text
  context.addIssue({ code: 'custom', message: 'no figure' })
  return z.NEVER
})

export const words = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null)

export const metaSchema = z.object({
  symbol: z.string().trim().min(1),
  name: words,
  currency: words,
  exchange: words,
  mic_code: words,
  type: words,
})
export type Meta = z.infer<typeof metaSchema>

export const read = <T>(what: string, schema: z.ZodType<T>, json: unknown): ProviderResult<T> => {
  const parsed = schema.safeParse(json)
  return parsed.success
    ? { ok: true, data: parsed.data }
    : malformed(`${what} ${parsed.error.issues[0]?.path.join('.') ?? ''}`)
}

export const subjectOf = (
  market: Market,
  meta: Pick<Meta, 'symbol' | 'name' | 'currency' | 'mic_code'>,
): Subject & { symbol: string } => ({
  symbol: canonical(market, meta.symbol, meta.mic_code),
  name: meta.name,
  currency: meta.currency,
})

/** The currency of the prices. Every answer with prices names it. */
export const priceCurrency = (what: string, currency: string | null): ProviderResult<Currency> =>
  currency !== null && isCurrency(currency)
    ? { ok: true, data: currency }
    : malformed(`${what} currency`)

/**
 * The endpoint's place in the documentation. Twelve Data's own pages about instruments have numbers
 * in their addresses that the answers do not give.
 */
export const docPage = (anchor: string): string => `https://twelvedata.com/docs#${anchor}`

/** EDGAR's list of a company's filings of one form, where a human reader can check the figures. */
export const edgarPage = (symbol: string, form: string): string =>
  `https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=${symbol.replace('.', '-')}&type=${form}`
