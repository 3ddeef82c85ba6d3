/**
 * What all readers of J-Quants' rows share: the company that the rows are about, and numbers that
 * come as text or as numbers. Pure.
 */
import { z } from 'zod'
import { isDate } from '#shared/calendar.ts'
import { decimalOf } from '#shared/units/decimal.ts'
import { isDecimal } from '../numeric.ts'
import type { ProviderResult, Subject } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import type { JquantsRow } from './client.ts'
import { symbolOf } from './codes.ts'

/**
 * The company of the rows. If one row is about another company, that company is the subject,
 * because one wrong row makes the whole answer unusable.
 */
export const subjectOf = (symbol: string, rows: readonly JquantsRow[]): Subject => {
  const foreign = rows.find((row) => symbolOf(row.Code) !== symbol) ?? rows[0]
  return { symbol: symbolOf(foreign?.Code), name: null, currency: null }
}

/** Exact decimal text; null when the value is empty, missing or undetermined (`-`). */
export const figure = z
  .union([
    z.number().transform(decimalOf),
    z.string().refine((text) => text === '' || text === '-' || isDecimal(text)),
    z.null(),
  ])
  .optional()
  .transform((value) => (value && value !== '-' ? value : null))
export const date = z.string().refine(isDate)
export const optionalDate = z
  .string()
  .nullish()
  .transform((text) => (text && isDate(text) ? text : null))

export const readRows = <T extends z.ZodType>(
  path: string,
  rows: readonly JquantsRow[],
  schema: T,
): ProviderResult<z.infer<T>[]> => {
  const parsed = z.array(schema).safeParse(rows)
  return parsed.success
    ? { ok: true, data: parsed.data }
    : malformed('jquants', `${path} ${parsed.error.issues[0]?.path.join('.')}`)
}
