/**
 * Writes the valuation without a price: earnings power, discounted cash flow, prices at fixed
 * multiples, and how to compare a price with them.
 */
import { quoteCurrencies } from '#shared/quote-currencies.ts'
import { type Evidence, hasOutsideIncome, type Point } from '../evidence.ts'
import { cite } from '../finding.ts'
import type { Place } from '../prose/pack.ts'
import { isFinancial } from '../rating.ts'
import { THRESHOLDS as T } from '../thresholds.ts'
import {
  type Briefing,
  heading,
  inapplicableOf,
  labelOf,
  missingBlocks,
  paragraph,
  table,
  type ModuleWriter,
  shareValue,
  youngBlocks,
} from './common.ts'
import { doubtBlocks } from './doubts.ts'
import { hasPrice, hasValues, priceBlocks, valueBlocks } from './price.ts'

/**
 * The multiples of earnings for which the aggregator computes a price. The figures are named
 * pe_<n>_price.
 */
const MULTIPLES = [10, 15, 20, 25]
/** Two values per share whose ratio lies between these limits tell the same story. */
const CLOSE = { low: 0.8, high: 1.3 }
/**
 * Smallest difference that matters, as a fraction: between an assumed and an observed growth, or
 * between two margins.
 */
const GAP = 0.03
/**
 * Ratios of earnings power value to book value. From `franchise` on, the difference is a franchise.
 * Under `below`, the assets earn too little.
 */
const BOOK = { franchise: 1.5, below: 0.9 }

const earnings = ({ evidence: e, pack }: Briefing): string[] => {
  const words = pack.valuation
  const eps = e.newest('eps_diluted_adjusted') ?? e.newest('eps_diluted') ?? e.newest('eps_basic')
  const normal = e.newest('normalised_ebit_margin')
  const margin = e.newest('ebit_margin') ?? e.newest('operating_margin')
  const gap = normal && margin ? margin.value - normal.value : null
  const isLoss = margin !== null && margin.value < 0
  const relation =
    gap === null ? null : isLoss ? 'loss' : gap > GAP ? 'above' : gap < -GAP ? 'below' : 'near'
  return [
    ...(eps ? [eps.value > 0 ? words.earnings(cite(eps)) : words.loss(cite(eps))] : []),
    ...(eps && eps.value > 0 && hasOutsideIncome(e) ? [words.with_gain] : []),
    ...(normal ? [words.normal_margin(cite(normal), margin && cite(margin), relation)] : []),
  ]
}

/** Values that are made for other trades are named once, and not one by one as missing. */
const insteadOf = (briefing: Briefing): string[] => {
  const { evidence: e, pack, kind } = briefing
  const words = pack.valuation
  const [book, roe] = [e.now('book_value_per_share'), e.now('roe')]
  const of = isFinancial(kind) ? 'financial' : kind === 'trust' ? 'trust' : 'other'
  return [
    words.other_measures[of],
    ...(of === 'financial' && book ? [words.equity(cite(book), roe && cite(roe))] : []),
  ]
}
const isForOthers = (briefing: Briefing): boolean => inapplicableOf(briefing).has('epv_per_share')

const isDoubted = (e: Evidence, name: string): boolean => e.doubted.some((f) => f.name === name)

const values = (briefing: Briefing, epv: Point | null, dcf: Point | null): string[] => {
  const { evidence: e, pack, context } = briefing
  const words = pack.valuation
  const growth = e.newest('dcf_growth')
  const recent = e.now('revenue_growth')
  const normal = e.newest('normalised_ebit_margin')
  const book = e.now('book_value_per_share')
  const sustainable = e.now('sustainable_growth')
  const absent = (name: string) => {
    const left = e.newest(name)
    if (left) return words.leftover(labelOf(briefing, name), cite(left))
    return isDoubted(e, name)
      ? pack.doubted(labelOf(briefing, name))
      : words.absent(
          labelOf(briefing, name),
          context.absences.find((a) => a.name === name)?.absent ?? null,
        )
  }
  if (!epv && !dcf && isForOthers(briefing)) return insteadOf(briefing)
  const ratio = epv && dcf ? dcf.value / epv.value : null
  const check =
    growth && recent && dcf
      ? growth.value - recent.value > GAP
        ? 'bolder'
        : recent.value - growth.value > GAP
          ? 'cautious'
          : 'in_line'
      : null
  return [
    epv
      ? words.epv(cite(epv))
      : normal && normal.value <= 0
        ? words.no_normal_profit(cite(normal))
        : absent('epv_per_share'),
    dcf ? words.dcf(cite(dcf), growth && cite(growth)) : absent('dcf_per_share'),
    // That what lies between the two is growth is said where a price is held against them.
    ...(epv && dcf && ratio !== null && ratio <= CLOSE.high
      ? [words.gap[ratio < CLOSE.low ? 'cash' : 'close'](cite(epv), cite(dcf))]
      : []),
    ...(check && growth && recent ? [words.growth_check[check](cite(growth), cite(recent))] : []),
    ...(growth && dcf && sustainable && sustainable.value < growth.value - GAP
      ? [words.capped(cite(sustainable))]
      : []),
    ...(epv && book && book.value > 0
      ? [
          words.book[
            epv.value / book.value >= BOOK.franchise
              ? (e.now('equity_multiplier')?.value ?? 0) > T.geared_multiplier
                ? 'thin'
                : 'franchise'
              : epv.value / book.value < BOOK.below
                ? 'below'
                : 'near'
          ](cite(epv), cite(book)),
        ]
      : []),
  ]
}

const placeOf = (value: Point, prices: { times: number; price: Point }[]): Place => ({
  above: prices.filter((p) => p.price.value <= value.value).at(-1)?.times ?? null,
  below: prices.find((p) => p.price.value > value.value)?.times ?? null,
})

const multiples = (
  { evidence: e, pack, language }: Briefing,
  epv: Point | null,
  dcf: Point | null,
): string[] => {
  const words = pack.valuation
  const prices = MULTIPLES.flatMap((times) => {
    const price = e.newest(`pe_${times}_price`)
    return price ? [{ times, price }] : []
  })
  if (prices.length === 0) return []
  const places = [
    ...(epv ? [words.place('epv', placeOf(epv, prices))] : []),
    ...(dcf ? [words.place('dcf', placeOf(dcf, prices))] : []),
  ]
  return [
    heading(words.multiples_title),
    words.multiples(pack.period(prices[0]?.price.period ?? '')),
    table([prices.map((p) => words.multiple(p.times)), prices.map((p) => p.price.ref)]),
    ...(places.length ? [paragraph(language, places)] : []),
  ]
}

/** Says in which currency a price is, where it is not that of the statements. */
const currencyBlocks = (briefing: Briefing): string[] => {
  const { context, pack } = briefing
  if (hasPrice(briefing)) return []
  const { market, symbol } = context.instrument
  const [quoted] = quoteCurrencies(market, symbol)
  return quoted === undefined || quoted === context.reporting_currency
    ? []
    : [pack.valuation.other_currency(context.reporting_currency, quoted)]
}

export const writeValuation: ModuleWriter = (briefing) => {
  const { evidence, pack, language, context } = briefing
  const words = pack.valuation
  if (evidence.anchor === null) return [pack.no_figures]
  const epv = shareValue(evidence, 'epv_per_share')
  const dcf = shareValue(evidence, 'dcf_per_share')
  const [low, high] = [epv, dcf].filter((p) => p !== null).sort((a, b) => a.value - b.value)
  const basis = earnings(briefing)
  const refused = ['epv_per_share', 'dcf_per_share'].some((name) =>
    context.absences.some((a) => a.name === name && a.absent === 'refused'),
  )
  const doubts = doubtBlocks(briefing)
  if (hasValues(briefing))
    return [
      ...(hasPrice(briefing) ? priceBlocks(briefing) : [words.no_price]),
      ...currencyBlocks(briefing),
      ...youngBlocks(briefing),
      ...(basis.length ? [heading(words.basis_title), paragraph(language, basis)] : []),
      ...valueBlocks(briefing),
      ...doubts,
    ]
  if (basis.length === 0 && !epv && !dcf && !refused) return [words.nothing, ...doubts]
  const isByEquity = isFinancial(briefing.kind) && evidence.now('book_value_per_share') !== null
  // Without any value there is nothing to hold a price against, which the section has said.
  const alone = isByEquity ? 'equity' : null
  const which = epv && dcf ? 'both' : epv ? 'epv' : dcf ? 'dcf' : alone
  return [
    words.no_price,
    ...currencyBlocks(briefing),
    ...youngBlocks(briefing),
    ...(basis.length ? [heading(words.basis_title), paragraph(language, basis)] : []),
    heading(words.value_title),
    paragraph(language, values(briefing, epv, dcf)),
    ...multiples(briefing, epv, dcf),
    ...(which
      ? [
          heading(words.reading_title),
          words.reading[which](low ? cite(low) : null, high ? cite(high) : null),
        ]
      : []),
    ...doubts,
    ...(basis.length ? [] : missingBlocks(briefing, ['eps_diluted'])),
  ]
}
