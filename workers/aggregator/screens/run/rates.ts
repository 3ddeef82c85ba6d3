/**
 * Exchange rates that a run asks for while it runs; those that were missing are told afterwards.
 */
import type { Rates } from '#shared/screen/tables.ts'

export interface KnownRate {
  from: string
  to: string
  /** Units of `to` for one of `from`. */
  rate: number
  day: string
  provider: string
}

export interface AskedRates {
  rates: Rates
  /** Pairs of which no rate was known, each once. */
  missing(): { from: string; to: string }[]
}

const pair = (from: string, to: string): string => `${from} ${to}`

export const askedRates = (known: readonly KnownRate[]): AskedRates => {
  const byPair = new Map(known.map(({ from, to, rate }) => [pair(from, to), rate]))
  const missing = new Map<string, { from: string; to: string }>()
  return {
    rates: (from, to) => {
      const rate = byPair.get(pair(from, to))
      if (rate !== undefined) return rate
      const reverse = byPair.get(pair(to, from))
      if (reverse !== undefined) return 1 / reverse
      missing.set(pair(from, to), { from, to })
      return null
    },
    missing: () => [...missing.values()],
  }
}
