/**
 * The form in which a market's list of listings is shipped: columns of text, deflated, in base64.
 * Columns of one kind compress better than rows, and a packed list is read only when it is needed.
 */
import { DAY_MS } from '#shared/days.ts'
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'
import { z } from 'zod'
import { marketSchema } from '#shared/schemas/names.ts'

/** What a row of a list says, each as text; empty where the list says nothing. */
export const COLUMNS = [
  /** Canonical symbol. */
  'symbol',
  /** The name as the list writes it. */
  'name',
  /** The English name, where the list has a second one. */
  'english',
  /** One letter, see `KINDS`. */
  'kind',
  'industry',
  /** The day, see `packedDay`. */
  'delisted',
  /** Other codes under which the same share is traded, separated by spaces. */
  'counters',
  /** EDGAR's number of the company, see `packedNumber`. */
  'cik',
  /** A number that grows with the company's size, comparable within its list alone. */
  'size',
  /** A mark on rows that are only on the market's older list. */
  'older',
  /**
   * How many ordinary shares so many traded ones stand for, where the list says so: `8` for eight
   * and one, `3/2`; `1` where it says that ordinary shares are traded.
   */
  'shares_for',
] as const
export type ListColumnName = (typeof COLUMNS)[number]
export type ShippedListRow = Record<ListColumnName, string>

/**
 * The letters of the column `kind`. `receipt` is a share of a company whose own listing is in
 * another market: a depositary receipt, or one that is only traded here. `other` is a listed
 * security that is no company's share: its code is known, its name is not kept.
 */
export const KINDS = {
  share: '',
  reit: 'r',
  fund: 'f',
  preferred: 'p',
  receipt: 'd',
  other: 'o',
} as const
export type ShippedKind = keyof typeof KINDS

export const packedListSchema = z.object({
  market: marketSchema,
  /** The day of the list. */
  as_of: z.string(),
  /** Where the list comes from, for people. */
  source: z.string(),
  /** The day and the source of the rows marked `older`. */
  older: z.object({ as_of: z.string(), source: z.string() }).optional(),
  packed: z.string(),
})
export type PackedList = z.infer<typeof packedListSchema>

/** The base of packed numbers: digits and letters take fewer characters than digits alone. */
const BASE = 36
export const packedNumber = (number: number): string => number.toString(BASE)
export const unpackedNumber = (text: string): number => Number.parseInt(text, BASE)

/** The first day of the first exchange of these lists that states days is after this one. */
const DAY_ZERO = Date.UTC(1990, 0, 1)
/** `1991-04-03` as a number of days. */
export const packedDay = (day: string): string =>
  packedNumber((Date.parse(day) - DAY_ZERO) / DAY_MS)
export const unpackedDay = (text: string): string =>
  new Date(DAY_ZERO + unpackedNumber(text) * DAY_MS).toISOString().slice(0, 10)

const ROW_END = '\n'
const COLUMN_END = '\f'
const sharedLength = (one: string, other: string): number => {
  let at = 0
  while (at < Math.min(one.length, other.length, BASE - 1) && one[at] === other[at]) at++
  return at
}
/** Each symbol without what it begins with as the one before it does. */
const withoutShared = (symbols: readonly string[]): string[] =>
  symbols.map((symbol, at) => {
    const length = sharedLength(symbols[at - 1] ?? '', symbol)
    return packedNumber(length) + symbol.slice(length)
  })
const withShared = (shortened: readonly string[]): string[] => {
  let before = ''
  return shortened.map((text) => {
    before = before.slice(0, unpackedNumber(text.slice(0, 1))) + text.slice(1)
    return before
  })
}

/** Packs the rows in the order of their symbols. A column that says nothing takes no room. */
export const pack = (rows: readonly ShippedListRow[]): string => {
  const sorted = rows.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1))
  const column = (name: ListColumnName): string[] => sorted.map((row) => row[name])
  const text = COLUMNS.map((name) => {
    const cells = name === 'symbol' ? withoutShared(column(name)) : column(name)
    return cells.every((cell) => cell === '') ? '' : cells.join(ROW_END)
  }).join(COLUMN_END)
  return btoa(strFromU8(deflateSync(strToU8(text), { level: 9, mem: 12 }), true))
}

/** The columns of a packed list: each as long as that of the symbols, or empty. */
export const unpack = (packed: string): Record<ListColumnName, string[]> => {
  const text = strFromU8(inflateSync(strToU8(atob(packed), true)))
  const columns = text.split(COLUMN_END)
  return Object.fromEntries(
    COLUMNS.map((name, at) => {
      const column = columns[at] ? columns[at].split(ROW_END) : []
      return [name, name === 'symbol' ? withShared(column) : column]
    }),
  ) as Record<ListColumnName, string[]>
}
