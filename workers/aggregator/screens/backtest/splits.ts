/**
 * Takes splits out of closes as they were quoted. A split is told by the number of shares, market
 * value over price: it changes by a plain ratio while the price changes the other way. Pure.
 */

export interface Quoted {
  close: number
  /** Of the whole company; null where no source states it. */
  value: number | null
}

/** Shares for one share: whole numbers up to this for whole numbers up to this. */
const LARGEST_TERM = 50
/** How far the number of shares may be off a ratio: buybacks and rounding of a month. */
const OFF_RATIO = 0.01
/** A smaller change is an issue of shares or a buyback. */
const LEAST_CHANGE = 0.09
/** What the market may do besides within a month. */
const MOST_MOVE = 1.6

const isPlainRatio = (ratio: number): boolean => {
  for (let under = 1; under <= LARGEST_TERM; under++) {
    const over = Math.round(ratio * under)
    if (over < 1 || over > LARGEST_TERM) continue
    if (under > 1 && over > 1 && Math.max(under, over) > 10) continue
    if (Math.abs(ratio / (over / under) - 1) <= OFF_RATIO) return true
  }
  return false
}

/** Shares for each share between two quotes; 1 where there was no split, or none can be told. */
export const splitBetween = (before: Quoted, after: Quoted): number => {
  if (before.value === null || after.value === null) return 1
  const shares = after.value / after.close / (before.value / before.close)
  if (!Number.isFinite(shares) || shares <= 0 || Math.abs(shares - 1) < LEAST_CHANGE) return 1
  const move = (after.close / before.close) * shares
  return isPlainRatio(shares) && move < MOST_MOVE && move > 1 / MOST_MOVE ? shares : 1
}

/** Remembers the last quote of each company and gives closes on the basis of the first. */
export class SplitFree {
  readonly #last = new Map<string, Quoted>()
  readonly #factor = new Map<string, number>()

  /** To be called with later and later days. */
  closesOf(quotes: ReadonlyMap<string, Quoted>): Map<string, number> {
    const closes = new Map<string, number>()
    for (const [company, quoted] of quotes) {
      const last = this.#last.get(company)
      const factor = (this.#factor.get(company) ?? 1) * (last ? splitBetween(last, quoted) : 1)
      this.#last.set(company, quoted)
      this.#factor.set(company, factor)
      closes.set(company, quoted.close * factor)
    }
    return closes
  }
}
