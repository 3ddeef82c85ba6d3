/**
 * What all of Alpha Vantage's answers have in common: figures are text, `None` means no figure, and
 * `{}` means an unknown symbol. Pure.
 */
import Papa from 'papaparse'
import { z } from 'zod'
import type { Market } from '#shared/names.ts'
import { parseSymbol } from '#shared/symbol.ts'
import { isDecimal } from '../numeric.ts'
import type { ProviderFailure, ProviderResult } from '../../model/provider.ts'
import { malformed as malformedAt } from '../statement-row.ts'

export const malformed = (field: string): ProviderFailure => malformedAt('alphavantage', field)

export const notFound = (what: string): ProviderFailure => ({
  ok: false,
  reason: 'not_found',
  detail: `alphavantage: ${what} is not known to it`,
})

export const wrongInstrument = (asked: string, answered: string): ProviderFailure => ({
  ok: false,
  reason: 'wrong_instrument',
  detail: `alphavantage: asked for ${asked}, answered ${answered.slice(0, 40)}`,
})

const NONE: ReadonlySet<string> = new Set(['', '-', 'None', 'null', 'NaN', '0000-00-00'])

/** A text; null when the provider writes that it has none. */
export const words = z
  .string()
  .nullish()
  .transform((text) => (text && !NONE.has(text.trim()) ? text.trim() : null))

/** A figure as decimal text; null when there is none; anything else is an error. */
export const figure = z
  .string()
  .nullish()
  .transform((text, context) => {
    const given = text?.trim() ?? ''
    if (NONE.has(given)) return null
    if (isDecimal(given)) return given
    context.addIssue({ code: 'custom', message: 'not a figure' })
    return z.NEVER
  })

/** A figure that every item needs; without it the answer is an error. */
export const needed = z.string().refine((text) => isDecimal(text.trim()), 'not a figure')

export const date = z
  .string()
  .nullish()
  .transform((text) => (text && !NONE.has(text) ? text : null))
  .pipe(z.iso.date().nullable())

/**
 * The answer as the schema reads it; `not_found` for `{}`, `malformed` with the field otherwise.
 */
export const read = <T>(what: string, schema: z.ZodType<T>, json: unknown): ProviderResult<T> => {
  if (
    typeof json === 'object' &&
    json !== null &&
    !Array.isArray(json) &&
    Object.keys(json).length === 0
  )
    return notFound(what)
  const parsed = schema.safeParse(json)
  return parsed.success
    ? { ok: true, data: parsed.data }
    : malformed(`${what} ${parsed.error.issues[0]?.path.join('.') ?? ''}`)
}

/**
 * The rows of a CSV. Its first line must name the columns and its last line must be complete; any
 * other form is `malformed`.
 */
export const readTable = <T>(
  what: string,
  schema: z.ZodType<T>,
  csv: string,
): ProviderResult<T[]> => {
  if (csv.trim() === '{}') return notFound(what)
  const { data, errors, meta } = Papa.parse<Record<string, string>>(csv, {
    header: true,
    skipEmptyLines: true,
  })
  if (!meta.fields?.length || !csv.endsWith('\n'))
    return malformed(`${what} (the table is not whole)`)
  const [error] = errors.filter(({ code }) => code !== 'UndetectableDelimiter')
  if (error) return malformed(`${what} ${error.row ?? 0} (${error.code})`)
  return read(what, z.array(schema), data)
}

/**
 * `600519.SH` -> `600519.SHH`, `000001.SZ` -> `000001.SHZ`; `BRK.B` stays as it is. Null for an
 * exchange that Alpha Vantage does not have.
 */
export const avSymbol = (market: Market, symbol: string): string | null => {
  if (market === 'US') return symbol
  if (market !== 'CN' || symbol.endsWith('.BJ')) return null
  return `${symbol.slice(0, 6)}${symbol.endsWith('.SH') ? '.SHH' : '.SHZ'}`
}

/** Alpha Vantage's symbol in canonical form; unchanged when it is not a symbol of the market. */
export const canonical = (market: Market, given: string): string => {
  const parsed = parseSymbol(
    market,
    market === 'CN' ? given.replace(/\.SHH$/, '.SH').replace(/\.SHZ$/, '.SZ') : given,
  )
  return parsed.ok ? parsed.data : given
}

/** EDGAR's list of a company's filings of one form, where a human reader can check the figures. */
export const edgarPage = (symbol: string, form: string): string =>
  `https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=${symbol.replace('.', '-')}&type=${encodeURIComponent(form)}`

export const docPage = (anchor: string): string =>
  `https://www.alphavantage.co/documentation/#${anchor}`
