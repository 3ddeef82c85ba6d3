/**
 * Tushare's table: names of columns and rows of cells. Each dataset reads the columns it needs
 * through a schema of its own. Pure.
 */
import { z } from 'zod'
import { dateOf } from '../mainland.ts'
import type { ProviderFailure, ProviderResult, Subject } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { symbolOf } from './codes.ts'

const cell = z.union([z.string(), z.number(), z.null()])
const answerSchema = z.object({
  data: z.object({ fields: z.array(z.string()), items: z.array(z.array(cell)) }),
})

export type TushareRow = Record<string, string | number | null | undefined>

export const readTable = (api: string, json: unknown): ProviderResult<TushareRow[]> => {
  const parsed = answerSchema.safeParse(json)
  if (!parsed.success)
    return malformed('tushare', `${api} ${parsed.error.issues[0]?.path.join('.')}`)
  const { fields, items } = parsed.data.data
  return {
    ok: true,
    data: items.map((item) =>
      Object.fromEntries(fields.map((field, index) => [field, item[index]])),
    ),
  }
}

/** A date column: `20250331` as `2025-03-31`. */
export const dateCell = z.unknown().transform((text, context): string => {
  const date = dateOf(text)
  if (date !== null) return date
  context.addIssue({ code: 'custom', message: 'no date' })
  return z.NEVER
})
export const optionalDate = z
  .unknown()
  .optional()
  .transform((text) => dateOf(text))
/** A column that may be empty; a text where a number belongs is refused. */
export const optionalNumber = z
  .number()
  .nullish()
  .transform((value) => value ?? null)
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null)

/** The rows by a schema of the columns, or which column is at fault. */
export const readRows = <T extends z.ZodType>(
  api: string,
  rows: readonly TushareRow[],
  schema: T,
): ProviderResult<z.infer<T>[]> => {
  const parsed = z.array(schema).safeParse(rows)
  if (!parsed.success)
    return malformed('tushare', `${api} ${parsed.error.issues[0]?.path.join('.')}`)
  return { ok: true, data: parsed.data }
}

/**
 * Whom the rows are about: the first that is not the one asked for tells, for one foreign row
 * spoils the answer. No table names its currency.
 */
export const subjectOf = (symbol: string, rows: readonly TushareRow[]): Subject => {
  const foreign = rows.find((row) => symbolOf(row.ts_code) !== symbol) ?? rows[0]
  const name = foreign?.name
  return {
    symbol: symbolOf(foreign?.ts_code),
    name: typeof name === 'string' && name ? name : null,
    currency: null,
  }
}

/** When a row is about another company. */
export const foreignRow = (
  api: string,
  symbol: string,
  rows: readonly TushareRow[],
): ProviderFailure | null => {
  const foreign = rows.find((row) => symbolOf(row.ts_code) !== symbol)
  return foreign
    ? {
        ok: false,
        reason: 'wrong_instrument',
        detail: `tushare: ${api} asked for ${symbol}, answered ${foreign.ts_code}`,
      }
    : null
}
