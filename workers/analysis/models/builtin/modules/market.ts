/**
 * Writes what the market did with the share: place, returns, swings, multiples in their history.
 */
import { cite } from '../finding.ts'
import { heading, type ModuleWriter, paragraph } from './common.ts'
import { exhibitLabel, exhibitRow, priceSentences, rowsNamed, standingOf, whyNot } from './price.ts'

/** Parts of the way from low to high: near an end, or in a half. */
const NEAR = 0.1
const HALF = 0.5
const VOLATILITY = { calm: 0.2, rough: 0.4 }
const BETA = { less: 0.85, more: 1.15 }
/** The part of its own month ends that makes a multiple low or high. */
const STANDING = { low: 0.3, high: 0.7 }
const OWN = ['pe_ttm', 'pb', 'ps_ttm'] as const
/** What is told when it is missing, with the reason. */
const EXPECTED = ['pe_ttm', 'high_52w', 'volatility', 'beta']

export const writeMarket: ModuleWriter = (briefing) => {
  const { pack, language } = briefing
  const words = pack.market
  const row = (name: string) => exhibitRow(briefing, name)
  const price = row('price') ?? row('last_close')
  const [low, high] = [row('low_52w'), row('high_52w')]
  const returns = rowsNamed(briefing, 'price_return').map(cite)
  const total = rowsNamed(briefing, 'total_return').map(cite)
  const falls = rowsNamed(briefing, 'max_drawdown').map(cite)
  const [volatility, beta] = [row('volatility'), row('beta')]
  const at =
    price && low && high && high.value > low.value
      ? (price.value - low.value) / (high.value - low.value)
      : null
  const place =
    at === null
      ? null
      : at >= 1 - NEAR
        ? 'high'
        : at >= HALF
          ? 'upper'
          : at > NEAR
            ? 'lower'
            : 'low'
  const history = OWN.flatMap((name) => {
    const [own, median, standing] = [row(name), row(`${name}_median`), row(`${name}_standing`)]
    if (!own || !median || !standing) return []
    const level =
      standing.value < STANDING.low ? 'low' : standing.value > STANDING.high ? 'high' : 'middle'
    const named = { label: exhibitLabel(briefing, name), cite: cite(own) }
    return [words.history(named, cite(median), standingOf(standing), level)]
  })
  const missing = EXPECTED.flatMap((name) => {
    const why = row(name) ? null : whyNot(briefing, name)
    return why === null ? [] : [{ label: exhibitLabel(briefing, name), why }]
  })
  const swings = [
    ...(volatility
      ? [
          words.volatility(
            cite(volatility),
            volatility.value < VOLATILITY.calm
              ? 'calm'
              : volatility.value > VOLATILITY.rough
                ? 'rough'
                : 'ordinary',
          ),
        ]
      : []),
    ...(falls.length > 0 ? [words.drawdown(falls)] : []),
    ...(beta
      ? [
          words.beta(
            cite(beta),
            beta.value < BETA.less ? 'less' : beta.value > BETA.more ? 'more' : 'same',
          ),
        ]
      : []),
  ]
  if (!price && returns.length === 0 && swings.length === 0)
    return [words.nothing, ...(missing.length > 0 ? [words.missing(missing)] : [])]
  const held = [
    ...(returns.length > 0 ? [words.returns(returns)] : []),
    ...(total.length > 0 ? [words.with_dividends(total)] : []),
  ]
  return [
    heading(words.place_title),
    paragraph(language, [
      ...priceSentences(briefing),
      ...(place && low && high ? [words.place[place](cite(low), cite(high))] : []),
    ]),
    ...(held.length > 0 ? [heading(words.returns_title), paragraph(language, held)] : []),
    ...(swings.length > 0 ? [heading(words.ride_title), paragraph(language, swings)] : []),
    ...(history.length > 0 ? [heading(words.history_title), paragraph(language, history)] : []),
    ...(missing.length > 0 ? [words.missing(missing)] : []),
  ]
}
