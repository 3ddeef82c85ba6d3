/** How Eastmoney writes dates and texts, and how it writes missing values. Pure. */
import { z } from 'zod'
import { dateOf } from '../mainland.ts'
import type { ProviderFailure } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'

/**
 * `2025-04-03 00:00:00`, `2025/04/03` -> `2025-04-03`; null for `-` and for anything that is not a
 * date.
 */
export const dayOf = (text: unknown): string | null =>
  typeof text === 'string' ? dateOf(text.replaceAll('/', '-')) : null

/** A text without its padding; null for an empty text, `-` and `--`. */
export const textOf = (text: string | null | undefined): string | null => {
  const plain = text?.replaceAll('\u00a0', ' ').trim()
  return plain && !/^-+$/.test(plain) ? plain : null
}

/** An optional column of text. */
export const optionalText = z.string().nullish()
/** An optional column of numbers. */
export const optionalNumber = z.number().nullish()

/** The first field that does not have the expected form, named with the report. */
export const unreadable = (where: string, error: z.ZodError): ProviderFailure =>
  malformed('eastmoney', `${where} ${error.issues[0]?.path.join('.') || 'root'}`)

export const wrongInstrument = (
  where: string,
  asked: string,
  answered: string,
): ProviderFailure => ({
  ok: false,
  reason: 'wrong_instrument',
  detail: `eastmoney: ${where} asked for ${asked}, answered ${answered}`,
})

/**
 * Reads every row, or returns the field at fault. `subjectOf` gives the canonical symbol that a row
 * names. If any row names another symbol than `asked`, the result is `wrong_instrument`.
 */
export const readRows = <T>(
  where: string,
  asked: string,
  schema: z.ZodType<T>,
  rows: readonly unknown[],
  subjectOf: (row: T) => string,
): { ok: true; data: T[] } | ProviderFailure => {
  const parsed = z.array(schema).safeParse(rows)
  if (!parsed.success) return unreadable(where, parsed.error)
  const other = parsed.data.find((row) => subjectOf(row) !== asked)
  return other === undefined
    ? { ok: true, data: parsed.data }
    : wrongInstrument(where, asked, subjectOf(other))
}

/**
 * Rows come newest first. Where the page was cut, its oldest period may be incomplete and is left
 * out.
 */
export const wholePeriods = <T>(
  rows: readonly T[],
  cut: boolean,
  periodOf: (row: T) => string | null,
): T[] => {
  const last = rows.at(-1)
  return cut && last !== undefined
    ? rows.filter((row) => periodOf(row) !== periodOf(last))
    : [...rows]
}
