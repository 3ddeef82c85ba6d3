/**
 * The lists that are shipped with the program: companies whose statements are recorded, and every
 * listing of each market. A market's list is unpacked when it is first used and kept as columns,
 * which take less memory than rows.
 */
import { z } from 'zod'
import type { Candidate } from '#shared/contracts/aggregator.ts'
import { instrumentSchema } from '#shared/contracts/instrument.ts'
import type { Market } from '#shared/names.ts'
import { paddedCik } from '../identity/edgar-ticker.ts'
import type { KnownInstrument } from '../model/provider.ts'
import {
  type ListColumnName,
  KINDS,
  type ShippedKind,
  type PackedList,
  packedListSchema,
  unpack,
  unpackedDay,
  unpackedNumber,
} from './list-format.ts'
import cnJson from './lists/cn.json' with { type: 'json' }
import hkJson from './lists/hk.json' with { type: 'json' }
import instrumentsJson from './lists/instruments.json' with { type: 'json' }
import jpJson from './lists/jp.json' with { type: 'json' }
import usJson from './lists/us.json' with { type: 'json' }

const knownSchema = instrumentSchema.pick({
  market: true,
  symbol: true,
  name: true,
  names: true,
  identifiers: true,
})

let recorded: KnownInstrument[] | undefined
/** The companies whose statements are recorded. */
export const recordedInstruments = (): readonly KnownInstrument[] => {
  recorded ??= z.array(knownSchema).parse(instrumentsJson)
  return recorded
}

/** One row of a list. */
export interface ShippedInstrument {
  market: Market
  symbol: string
  /** As the list writes it; empty for a security that is no company's share. */
  name: string
  /** The list's English name, where it has a second one; otherwise empty. */
  english: string
  kind: ShippedKind
  industry: string | null
  /** A day as `YYYY-MM-DD`; null where the list does not say. */
  delisted_on: string | null
  /** Codes of the same share in another currency. */
  counters: string[]
  /** Larger for a larger company; 0 where the list does not say. */
  size: number
  cik: string | null
  /** How many ordinary shares so many traded ones stand for; null where the list does not say. */
  shares_for: { shares: number; traded: number } | null
  as_of: string
  source: string
  isOlder: boolean
}

export interface ShippedList {
  about: Omit<PackedList, 'packed'>
  symbols: readonly string[]
  /** What the row says in one column; a row as a whole costs more. */
  cell(column: ListColumnName, index: number): string
  row(index: number): ShippedInstrument
  /** The row of a symbol; undefined when the list does not have it. */
  at(symbol: string): ShippedInstrument | undefined
}

const PACKED: Record<Market, unknown> = { CN: cnJson, HK: hkJson, US: usJson, JP: jpJson }
const KIND_OF = new Map<string, ShippedKind>(
  Object.entries(KINDS).map(([kind, letter]) => [letter, kind as ShippedKind]),
)

const day = (text: string): string | null => (text === '' ? null : unpackedDay(text))

const sharesForOf = (text: string): ShippedInstrument['shares_for'] => {
  const [shares = '', traded = '1'] = text.split('/')
  return shares === '' ? null : { shares: Number(shares), traded: Number(traded) }
}

const readList = (market: Market): ShippedList => {
  const { packed, ...about } = packedListSchema.parse(PACKED[market])
  const columns = unpack(packed)
  const cell = (column: ListColumnName, index: number): string => columns[column][index] ?? ''
  const row = (index: number): ShippedInstrument => {
    const isOlder = cell('older', index) !== ''
    const { as_of, source } = (isOlder ? about.older : undefined) ?? about
    return {
      market,
      symbol: cell('symbol', index),
      name: cell('name', index),
      english: cell('english', index),
      kind: KIND_OF.get(cell('kind', index)) ?? 'other',
      industry: cell('industry', index) || null,
      delisted_on: day(cell('delisted', index)),
      counters: cell('counters', index).split(' ').filter(Boolean),
      size: Number(cell('size', index)),
      shares_for: sharesForOf(cell('shares_for', index)),
      cik: cell('cik', index) ? paddedCik(unpackedNumber(cell('cik', index))) : null,
      as_of,
      source,
      isOlder,
    }
  }
  // The rows are in the order of their symbols.
  const find = (symbol: string): number => {
    let [low, high] = [0, columns.symbol.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (cell('symbol', middle) < symbol) low = middle + 1
      else high = middle
    }
    return cell('symbol', low) === symbol ? low : -1
  }
  return {
    about,
    symbols: columns.symbol,
    cell,
    row,
    at: (symbol) => {
      const index = find(symbol)
      return index < 0 ? undefined : row(index)
    },
  }
}

const lists = new Map<Market, ShippedList>()
/** The list of a market. */
export const shippedList = (market: Market): ShippedList => {
  const known = lists.get(market) ?? readList(market)
  lists.set(market, known)
  return known
}

/** What an answer says of a row. */
export const listingStatus = (listing: ShippedInstrument): NonNullable<Candidate['listing']> => ({
  status: listing.isOlder ? 'earlier' : listing.delisted_on === null ? 'listed' : 'delisted',
  kind: listing.kind,
  delisted_on: listing.delisted_on,
  as_of: listing.as_of,
  source: listing.source,
})
