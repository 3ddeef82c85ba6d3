/**
 * How many times a stated market value is price by shares, where that is near a number that betrays
 * a mistake: shares of another unit (10, 100, 1,000 and so on), or a depositary share that stands
 * for several ordinary ones. Pure.
 */

/** Ratios of depositary shares that are in use, and mistakes of scale; with their inverses. */
const RATIOS = [2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 16, 20, 25, 30, 40, 50, 80, 100, 200, 500]
const SCALES = [1_000, 10_000, 100_000, 1_000_000, 100_000_000]
const FACTORS = [...RATIOS, ...SCALES].flatMap((factor) => [factor, 1 / factor])
/** Fraction by which a factor may be missed: shares are counted on other days than the price. */
const NEAR = 0.06

/**
 * The factor, or null where the two agree or nothing is told. A factor that is no round number (a
 * second class of shares, another currency) is null too: it tells of no known mistake.
 */
export const capFactor = (
  marketCap: number | null,
  close: number | null,
  shares: number | null,
): number | null => {
  if (marketCap === null || close === null || shares === null) return null
  const product = close * shares
  if (!(marketCap > 0 && product > 0)) return null
  const ratio = marketCap / product
  return FACTORS.find((factor) => Math.abs(ratio / factor - 1) <= NEAR) ?? null
}
