/**
 * Peers of a company: of its industry and market, near in size. Where an industry has too few
 * companies whose size is known, the group is all of the same kind, else the whole market. Pure.
 */
import { LEAST_PEERS } from '#shared/screen/limits.ts'
import type { Column, ScreenTable } from '#shared/screen/table.ts'

export type PeerLevel = 'industry' | 'kind' | 'market'
export type SizeMeasure = 'market_cap' | 'revenue'

export interface Peers {
  level: PeerLevel
  /** By what they are near in size; null where the size of the company is not known. */
  size: SizeMeasure | null
  /** Rows of the whole group, the company included. */
  group: number[]
  /** Rows of those nearest in size, the nearest first, without the company. */
  nearest: number[]
}

const LEVELS: readonly PeerLevel[] = ['industry', 'kind', 'market']

/** The text that companies of one group share. */
const keyOf = ({ companies }: ScreenTable, level: PeerLevel, row: number): string | null => {
  if (level === 'market') return companies.markets[row] ?? null
  return (level === 'kind' ? companies.kinds : companies.industries)[row] ?? null
}

const membersOf = (table: ScreenTable, level: PeerLevel, row: number): number[] => {
  const key = keyOf(table, level, row)
  const market = table.companies.markets[row]
  if (key === null) return []
  return table.companies.ids.flatMap((_, other) =>
    table.companies.markets[other] === market && keyOf(table, level, other) === key ? [other] : [],
  )
}

const known = (column: Column | null, row: number): number | null => {
  const value = column?.values[row] ?? Number.NaN
  return value > 0 ? value : null
}

/** Sizes in one currency: a company whose amounts cannot be converted has none. */
const sizesIn = (table: ScreenTable, measure: SizeMeasure, row: number) => {
  const column = table.column(measure, 0)
  const { currencies } = table.companies
  const own = currencies[row] ?? null
  return (other: number): number | null => {
    const size = known(column, other)
    const currency = currencies[other] ?? null
    if (size === null || own === null || currency === null) return null
    const rate = table.rate(currency, own)
    return rate === null ? null : size * rate
  }
}

export const peersOf = (table: ScreenTable, row: number, limit: number): Peers => {
  const measures: readonly SizeMeasure[] = ['market_cap', 'revenue']
  const sizes = measures.map((measure) => ({ measure, sizeOf: sizesIn(table, measure, row) }))
  for (const level of LEVELS) {
    const group = membersOf(table, level, row)
    for (const { measure, sizeOf } of sizes) {
      const own = sizeOf(row)
      if (own === null) continue
      const sized = group.flatMap((other) => {
        const size = sizeOf(other)
        return size === null ? [] : [{ other, distance: Math.abs(Math.log(size / own)) }]
      })
      if (sized.length < LEAST_PEERS && level !== 'market') continue
      const nearest = sized
        .filter(({ other }) => other !== row)
        .sort((a, b) => a.distance - b.distance || a.other - b.other)
        .slice(0, limit)
        .map(({ other }) => other)
      return { level, size: measure, group, nearest }
    }
    if (sizes.every(({ sizeOf }) => sizeOf(row) === null) && group.length >= LEAST_PEERS)
      return { level, size: null, group, nearest: group.filter((o) => o !== row).slice(0, limit) }
  }
  const group = membersOf(table, 'market', row)
  return {
    level: 'market',
    size: null,
    group,
    nearest: group.filter((o) => o !== row).slice(0, limit),
  }
}

/**
 * Where a company stands in its group, from 0 to 100 at the highest value; equal values share the
 * middle of their places. Null where its value is missing or fewer than `LEAST_PEERS` have one.
 */
export const percentileIn = (
  figureOf: (row: number) => number | null,
  row: number,
  group: readonly number[],
): number | null => {
  const own = figureOf(row)
  const values = group.map(figureOf).filter((value) => value !== null)
  if (own === null || values.length < LEAST_PEERS) return null
  const below = values.filter((value) => value < own).length
  const equal = values.filter((value) => value === own).length
  return (100 * (below + (equal - 1) / 2)) / (values.length - 1)
}

/**
 * The middle value of the group without the company; null where fewer than `LEAST_PEERS` have one.
 */
export const medianIn = (
  figureOf: (row: number) => number | null,
  row: number,
  group: readonly number[],
): number | null => {
  const values = group
    .filter((other) => other !== row)
    .map(figureOf)
    .filter((value) => value !== null)
    .sort((a, b) => a - b)
  if (values.length < LEAST_PEERS) return null
  const half = values.length / 2
  return ((values[Math.ceil(half) - 1] ?? 0) + (values[Math.floor(half)] ?? 0)) / 2
}

/** The place of the company by its value, 1 the highest; equal values share the better place. */
export const rankIn = (
  figureOf: (row: number) => number | null,
  row: number,
  group: readonly number[],
): number | null => {
  const own = figureOf(row)
  const values = group.map(figureOf).filter((value) => value !== null)
  if (own === null || values.length < LEAST_PEERS) return null
  return 1 + values.filter((value) => value > own).length
}
