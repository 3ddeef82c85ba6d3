/**
 * What the shipped lists of listings do not say and a universe needs: industry, exchange, first
 * day, and one day's prices. Columns of text beside the rows of a list, in the order of its
 * symbols.
 */
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'
import { z } from 'zod'
import { marketSchema } from '#shared/schemas/names.ts'

/** Each as text; empty where the list says nothing. Names stand for their place in `names`. */
export const BESIDE_COLUMNS = ['industry', 'exchange', 'listed', 'price', 'value'] as const
export type BesideColumn = (typeof BESIDE_COLUMNS)[number]
export type BesideRow = Record<BesideColumn, string>

export const besideSchema = z.object({
  market: marketSchema,
  /** Of the list's symbols: the two files were made together. */
  symbols: z.string(),
  /** The source's id, as universes and market days are stored under. */
  source: z.string(),
  /** The industries' scheme. */
  scheme: z.string().nullable(),
  /** The day of the prices and its currency. */
  prices: z.object({ day: z.string(), currency: z.string(), retrieved_at: z.string() }).nullable(),
  names: z.array(z.string()),
  packed: z.string(),
})
export type ShippedBeside = z.infer<typeof besideSchema>

const BASE = 36
const ROW_END = '\n'
const COLUMN_END = '\f'

/** Tells two lists of symbols apart (FNV-1a over UTF-16 units). */
export const symbolsCheck = (symbols: readonly string[]): string => {
  let hash = 0x811c9dc5
  for (const symbol of [...symbols, String(symbols.length)])
    for (const char of `${symbol}\n`)
      hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash.toString(BASE)
}

const NAMED: ReadonlySet<BesideColumn> = new Set(['industry', 'exchange'])

export const packBeside = (rows: readonly BesideRow[]): Pick<ShippedBeside, 'names' | 'packed'> => {
  const places = new Map<string, number>()
  const placeOf = (name: string): string => {
    if (name === '') return ''
    const place = places.get(name) ?? places.size
    places.set(name, place)
    return place.toString(BASE)
  }
  const text = BESIDE_COLUMNS.map((column) => {
    const cells = rows.map((row) => (NAMED.has(column) ? placeOf(row[column]) : row[column]))
    return cells.every((cell) => cell === '') ? '' : cells.join(ROW_END)
  }).join(COLUMN_END)
  return {
    names: [...places.keys()],
    packed: btoa(strFromU8(deflateSync(strToU8(text), { level: 9, mem: 12 }), true)),
  }
}

/** What is said beside a row of the list, by its place; null where nothing is. */
export const unpackBeside = ({
  names,
  packed,
}: Pick<ShippedBeside, 'names' | 'packed'>): ((
  column: BesideColumn,
  row: number,
) => string | null) => {
  const columns = strFromU8(inflateSync(strToU8(atob(packed), true)))
    .split(COLUMN_END)
    .map((column) => (column === '' ? [] : column.split(ROW_END)))
  return (column, row) => {
    const cell = columns[BESIDE_COLUMNS.indexOf(column)]?.[row] ?? ''
    if (cell === '') return null
    return NAMED.has(column) ? (names[Number.parseInt(cell, BASE)] ?? null) : cell
  }
}
