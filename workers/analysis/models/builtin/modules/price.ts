/**
 * Writes the price and what it is held against, from the exhibits `market` and `valuation`: the
 * multiples, their own history, the values by method and what the price implies.
 */
import { METHODS } from '#shared/valuation/method-names.ts'
import { EXHIBIT_TERMS } from '#shared/exhibits/terms.ts'
import { REFUSALS } from '#shared/valuation/refusals.ts'
import type { Point } from '../evidence.ts'
import { cite } from '../finding.ts'
import type { Named, PastStanding } from '../prose/price-words.ts'
import { type Briefing, heading, paragraph, table } from './common.ts'

/** The newest row of that name; null when there is none or it is in doubt. */
export const exhibitRow = ({ context, evidence }: Briefing, name: string): Point | null => {
  const newest = context.figures
    .filter((figure) => figure.name === name)
    .toSorted((a, b) => b.end.localeCompare(a.end))[0]
  return newest && !newest.doubts?.length ? evidence.shown(name, newest.period) : null
}

export const exhibitLabel = ({ language }: Briefing, name: string): string =>
  EXHIBIT_TERMS[name]?.[language] ?? name

/** Every row of that name that is not in doubt: the windows of a return. */
export const rowsNamed = ({ context, evidence }: Briefing, name: string): Point[] =>
  context.figures
    .filter((figure) => figure.name === name && !figure.doubts?.length)
    .flatMap(({ period }) => evidence.shown(name, period) ?? [])
    .toSorted((a, b) => monthsOf(a.period) - monthsOf(b.period))

const MONTHS_A_YEAR = 12
/** `6m` is 6, `1y` is 12; 0 of what is no window. */
const monthsOf = (period: string): number => {
  const found = /^(\d+)([my])$/.exec(period)
  return found ? Number(found[1]) * (found[2] === 'y' ? MONTHS_A_YEAR : 1) : 0
}

const namedOf = (briefing: Briefing, names: readonly string[]): Named[] =>
  names.flatMap((name) => {
    const point = exhibitRow(briefing, name)
    return point ? [{ label: exhibitLabel(briefing, name), cite: cite(point) }] : []
  })

/** None or all of the own month ends are told in words, and not as 0 % or 100 %. */
export const standingOf = (point: Point): PastStanding =>
  point.value <= 0 ? 'none' : point.value >= 1 ? 'all' : cite(point)

/** Why an exhibit does not give a figure. */
export const whyNot = ({ context }: Briefing, name: string): string | null =>
  context.absences.find((absence) => absence.name === name)?.detail ?? null

const MULTIPLES = ['pe_ttm', 'pe_forward', 'pb', 'ps_ttm', 'ev_ebitda', 'peg']
const YIELDS = ['fcf_yield', 'dividend_yield']

/** Whether the module was given a price. */
export const hasPrice = (briefing: Briefing): boolean =>
  exhibitRow(briefing, 'price') !== null || exhibitRow(briefing, 'last_close') !== null

/** Whether the module was given values by method. */
export const hasValues = ({ context }: Briefing): boolean =>
  context.figures.some(({ name }) => name === 'cost_of_equity')

export const priceSentences = (briefing: Briefing): string[] => {
  const words = briefing.pack.price
  const [live, close] = [exhibitRow(briefing, 'price'), exhibitRow(briefing, 'last_close')]
  const [own, rate] = [
    exhibitRow(briefing, 'price_in_statements'),
    exhibitRow(briefing, 'exchange_rate'),
  ]
  return [
    ...(live ? [words.live(cite(live))] : close ? [words.last_close(cite(close))] : []),
    ...(own && rate ? [words.converted(cite(own), cite(rate))] : []),
  ]
}

export const priceBlocks = (briefing: Briefing): string[] => {
  const words = briefing.pack.price
  const multiples = namedOf(briefing, MULTIPLES)
  const yields = namedOf(briefing, YIELDS)
  const why = exhibitRow(briefing, 'pe_ttm') ? null : whyNot(briefing, 'pe_ttm')
  const [median, low, high, standing] = ['median', 'low', 'high', 'standing'].map((part) =>
    exhibitRow(briefing, `pe_ttm_${part}`),
  )
  return [
    heading(words.title),
    paragraph(briefing.language, [
      ...priceSentences(briefing),
      ...(multiples.length > 0 ? [words.multiples(multiples)] : []),
      ...(why === null ? [] : [words.no_multiple(why)]),
      ...(median && low && high
        ? [
            words.history(
              cite(median),
              cite(low),
              cite(high),
              standing ? standingOf(standing) : null,
            ),
          ]
        : []),
      ...(yields.length > 0 ? [words.yields(yields)] : []),
    ]),
  ]
}

/** A price within this part of the middle value is near it. */
const NEAR = 0.15
/** Two growth rates that differ by less are the same. */
const SAME_GROWTH = 0.02

/** The range of values, and the price against its middle. */
export const rangeSentences = (briefing: Briefing): string[] => {
  const words = briefing.pack.price
  const [low, middle, high, ratio] = [
    'value_low',
    'value_middle',
    'value_high',
    'price_to_value',
  ].map((name) => exhibitRow(briefing, name))
  const count = METHODS.filter((id) => exhibitRow(briefing, `value_${id}`)).length
  if (!low || !middle || !high) return [count > 0 ? words.none_counts : words.no_range]
  const relation = !ratio
    ? null
    : ratio.value > 1 + NEAR
      ? 'above'
      : ratio.value < 1 - NEAR
        ? 'below'
        : 'near'
  return [
    low.value === high.value
      ? words.single(cite(middle))
      : words.range(cite(low), cite(middle), cite(high), count),
    ...(ratio && relation ? [words.against[relation](cite(ratio))] : []),
  ]
}

/** The growth that the price implies against that of the past. */
export const impliedSentences = (briefing: Briefing): string[] => {
  const [implied, assumed] = [
    exhibitRow(briefing, 'implied_growth'),
    exhibitRow(briefing, 'assumed_growth'),
  ]
  if (!implied || !assumed) return []
  const gap = implied.value - assumed.value
  const relation = gap > SAME_GROWTH ? 'more' : gap < -SAME_GROWTH ? 'less' : 'same'
  return [briefing.pack.price.implied(cite(implied), cite(assumed), relation)]
}

/** The multiple of the peers that the value at it rests on. */
const peersSentences = (briefing: Briefing): string[] => {
  if (!exhibitRow(briefing, 'value_peer_multiple')) return []
  const words = briefing.pack.price
  const [earnings, book] = [exhibitRow(briefing, 'peers_pe'), exhibitRow(briefing, 'peers_pb')]
  if (earnings) return [words.peers_multiple(cite(earnings), 'earnings')]
  return book ? [words.peers_multiple(cite(book), 'book')] : []
}

export const valueBlocks = (briefing: Briefing): string[] => {
  const words = briefing.pack.price
  const [rate, terminal] = [
    exhibitRow(briefing, 'cost_of_equity'),
    exhibitRow(briefing, 'terminal_growth'),
  ]
  const values = namedOf(
    briefing,
    METHODS.map((id) => `value_${id}`),
  )
  // That a method is for another kind of company is no gap.
  const other = REFUSALS.for_financials_only[briefing.language]
  const refused = METHODS.flatMap((id) => {
    const why = whyNot(briefing, `value_${id}`)
    return why === null || why === other
      ? []
      : [{ label: exhibitLabel(briefing, `value_${id}`), why }]
  })
  return [
    heading(words.value_title),
    ...(values.length > 0 && rate && terminal
      ? [
          words.cost(cite(rate), cite(terminal)),
          table([words.head, ...values.map(({ label, cite: c }) => [label, c.ref])]),
        ]
      : []),
    ...(refused.length > 0 ? [words.refused(refused)] : []),
    paragraph(briefing.language, [
      ...peersSentences(briefing),
      ...rangeSentences(briefing),
      ...impliedSentences(briefing),
      ...(values.length > 0 ? [words.limits] : []),
    ]),
  ]
}
