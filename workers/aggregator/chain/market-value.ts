/**
 * Whether a provider's market value, shares and price can be of one company in one currency. The
 * three say the same thing twice: a value in yen that is given as dollars is some 150 times price
 * times shares, one in won 1,400 times. Pure.
 */
import { Decimal } from 'decimal.js'
import type { ProviderFigure } from '#shared/datasets/elements.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'

/**
 * How far market value and price times shares may be apart before currency or scale is wrong.
 * Classes of shares, and the Hong Kong part of a mainland company, put them up to some ten times
 * apart. A receipt in the US may stand for a hundred shares.
 */
const MOST_APART: Record<Market, number> = { CN: 12, HK: 12, JP: 12, US: 120 }

type LowAndHigh = readonly [low: Decimal, high: Decimal]

/** The price, or the range of the year where the answer has no price. */
const pricesIn = (of: (concept: string) => ProviderFigure | undefined): LowAndHigh | null => {
  const [low, high] = of('price') ? [of('price'), of('price')] : [of('low_52w'), of('high_52w')]
  return low && high ? [new Decimal(low.value), new Decimal(high.value)] : null
}

/** Told with two digits: how many times apart is what matters. */
const times = (ratio: Decimal): string => ratio.toSignificantDigits(2).toFixed()

/**
 * The contradiction in words; null when there is none, or when one of the three is missing. All
 * figures of the answer are of one provider at one time.
 */
export const marketValueContradiction = (
  market: Market,
  { figures }: Pick<ItemOf<'multiples'>, 'figures'>,
): string | null => {
  const of = (concept: string) => figures.find((figure) => figure.concept === concept)
  const [value, count, prices] = [of('market_cap'), of('shares_outstanding'), pricesIn(of)]
  if (!value || !count || !prices) return null
  const [low, high] = prices.map((price) => price.times(count.value)) as [Decimal, Decimal]
  if (!(low.gt(0) && new Decimal(value.value).gt(0))) return null
  const [above, below] = [new Decimal(value.value).div(high), low.div(value.value)]
  const apart = Decimal.max(above, below)
  if (apart.lte(MOST_APART[market])) return null
  const how = above.gt(below) ? 'times' : 'times less than'
  return `The market value in ${value.unit} is ${times(apart)} ${how} the same answer's price times its shares: a currency or a scale in it is not what it says.`
}
