/**
 * The exchange rates that a list turns out to need: a pair that a run asked for is read from the
 * service, and the list is made anew when it is there. A pair that nobody knows is not asked again.
 */
import { signal } from '@preact/signals'
import type { ResponseOf } from '#shared/contracts/route.ts'
import type { screenRoutes } from '#shared/contracts/screens.ts'
import type { Market } from '#shared/names.ts'
import type { getScreenRates } from '../../api.ts'

export type ListRate = ResponseOf<(typeof screenRoutes)['getScreenRates']>['rates'][number]

export interface RatePorts {
  getScreenRates: typeof getScreenRates
}

/** Pairs that are asked for at once, as the service takes them. */
const MOST_PAIRS = 20

export const createRates = ({ getScreenRates: ask }: RatePorts) => {
  const known = signal<readonly ListRate[]>([])
  let asked = new Set<string>()
  let missing = new Map<string, { from: string; to: string }>()
  let day: string | null = null
  return {
    known,
    /** Of another day all rates are others. */
    want(asOf: string | null): void {
      if (asOf === day) return
      day = asOf
      asked = new Set()
      missing = new Map()
      known.value = []
    },
    /** Units of `to` for one unit of `from`; null where it is not known, or not yet. */
    rate(from: string, to: string): number | null {
      if (from === to) return 1
      const found = known.value.find((one) => one.from === from && one.to === to)
      if (found) return found.rate
      const pair = `${from} ${to}`
      if (!asked.has(pair)) {
        asked.add(pair)
        missing.set(pair, { from, to })
      }
      return null
    },
    /** Reads what a run asked for and nobody knew. */
    async readMissing(market: Market): Promise<void> {
      const pairs = [...missing.values()].slice(0, MOST_PAIRS)
      missing = new Map()
      if (pairs.length === 0) return
      const of = asked
      const answer = await ask(market, pairs, day)
      if (answer.ok && of === asked && answer.data.rates.length > 0)
        known.value = [...known.value, ...answer.data.rates]
    },
  }
}
export type ListRates = ReturnType<typeof createRates>
