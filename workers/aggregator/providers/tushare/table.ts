/**
 * Tushare's table: a list of column names and rows of cells. Each dataset reads the columns it
 * needs through its own schema. Pure.
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

const moreSchema = z.object({ data: z.object({ has_more: z.literal(true) }) })
/** Whether the answer says that there are rows after its last one. */
export const hasMore = (json: unknown): boolean => moreSchema.safeParse(json).success

/** A date column: `20250331` becomes `2025-03-31`. */
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
/** A column that may be empty. Text instead of a number is refused. */
export const optionalNumber = z
  .number()
  .nullish()
  .transform((value) => value ?? null)
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null)

/** The rows as the schema reads them, or the name of the column that is wrong. */
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
 * The company that the rows are about. If one row is about another company, that company is the
 * subject, because one wrong row makes the whole answer unusable. No table names its currency.
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

/** The failure when a row is about another company; null otherwise. */
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
