/**
 * Rules on growth: the long record, the present pace, the steadiness, and whether profit keeps up
 * with revenue.
 */
import { type Evidence, hasOutsideIncome, type Point, recentRun, yearBefore } from '../evidence.ts'
import {
  cite,
  type Finding,
  type FindingData,
  finding,
  type Pace,
  span,
  type YearSpan,
} from '../finding.ts'
import { isFinancial, type RatedTests } from '../rating.ts'
import { THRESHOLDS as T } from '../thresholds.ts'

/** The compound growth rate over the longest span that is known, with the years of that span. */
const compound = (e: Evidence, of: string): { rate: Point; years: number } | null => {
  for (const years of [5, 3]) {
    const rate = e.now(`${of}_cagr_${years}y`)
    if (rate) return { rate, years }
  }
  return null
}

const paceOf = (rate: number) =>
  rate >= T.growth.fast
    ? 'fast'
    : rate >= T.growth.strong
      ? 'strong'
      : rate >= T.growth.moderate
        ? 'moderate'
        : rate >= T.growth.flat
          ? 'slow'
          : 'shrinking'
const turnOf = (recent: number, record: number): Pace => {
  if (record < 0) return recent >= 0 ? 'recovering' : recent > record ? 'milder' : 'deeper'
  return recent > record ? 'faster' : recent < 0 ? 'turned_down' : 'slower'
}
/** The fiscal year of a quarter; it may end in the calendar year before. */
const fiscalYearOf = ({ period }: Point): number => Number(period.slice(0, 4))
/** A change of at most this fraction is no growth. */
const STILL = 0.01
const PACE_SCORES = { fast: 3, strong: 2, moderate: 1, slow: 0, shrinking: -2 }

/** Goodwill over the same years, where it rose by a large part of what revenue rose by. */
const boughtOver = (e: Evidence, first: Point, last: Point): YearSpan | null => {
  const goodwill = e.annual('goodwill')
  const [then, now] = [first, last].map(({ year }) => goodwill.find((p) => p.year === year))
  const grown = last.value - first.value
  return then && now && grown > 0 && now.value - then.value >= grown * T.bought_growth
    ? span(then, now)
    : null
}

const record = (e: Evidence): Finding[] => {
  const revenue = e.annual('revenue')
  const newest = revenue.at(-1)
  const last = newest?.period === e.anchor ? newest : undefined
  const growth = e.now('revenue_growth')
  const known = compound(e, 'revenue')
  const first = last && known && revenue.find((p) => p.year === last.year - known.years)
  if (!last || !known || !first) {
    if (!growth) return []
    if (e.basis === 'part') return []
    const direction = growth.value > STILL ? 'up' : growth.value < -STILL ? 'down' : 'flat'
    const before = yearBefore(e.annual('revenue_growth'), growth)
    const overTwo = before === null ? null : (1 + growth.value) * (1 + before.value) - 1
    const fallen =
      direction === 'up' && overTwo !== null && overTwo < growth.value * T.made_good ? before : null
    const count = e.now('share_count_change')
    const issued =
      direction === 'up' && count !== null && count.value >= T.dilution.heavy ? count : null
    const isEarned = growth.value >= T.growth.strong && !fallen && !issued
    return [
      finding('growth_year', 'growth', direction === 'down' ? -1 : isEarned ? 1 : 0, {
        growth: cite(growth),
        revenue: last ? cite(last) : null,
        direction,
        broken: e.isBroken('revenue'),
        fallen: fallen && cite(fallen),
        issued: issued && cite(issued),
      }),
    ]
  }
  const pace = paceOf(known.rate.value)
  const found: Finding[] = [
    finding('growth_record', 'growth', PACE_SCORES[pace], {
      cagr: cite(known.rate),
      span: span(first, last),
      pace,
      bought: boughtOver(e, first, last),
    }),
  ]
  const gap = growth ? growth.value - known.rate.value : 0
  if (growth && Math.abs(gap) > T.pace_gap)
    found.push(
      finding('growth_pace', 'growth', gap > 0 ? 1 : growth.value < T.growth.moderate ? -1 : 0, {
        recent: cite(growth),
        record: cite(known.rate),
        direction: turnOf(growth.value, known.rate.value),
      }),
    )
  return found
}

const steadiness = (e: Evidence): Finding[] => {
  const series = e.annual('revenue_growth')
  const growth = recentRun(series, series.length)
  if (growth.length < 3 || growth.at(-1)?.period !== e.anchor) return []
  const slowest = growth.reduce((a, b) => (b.value < a.value ? b : a))
  const falls = growth.filter((g) => g.value < 0).length
  if (falls === 0)
    return [
      finding('growth_steady', 'growth', growth.length >= T.window ? 1 : 0, {
        of: growth.length,
        slowest: cite(slowest),
      }),
    ]
  const latest = falls > 1 && growth.slice(-falls).every((g) => g.value < 0)
  return [
    finding('growth_falls', 'growth', falls * 3 >= growth.length ? -1 : 0, {
      count: falls,
      of: growth.length,
      worst: cite(slowest),
      latest,
    }),
  ]
}

/**
 * Compares the newest quarter with the newest year, to find an annual figure that is already out of
 * date.
 */
const turning = (e: Evidence): Finding[] => {
  const quarter = e.quarters('revenue_growth').at(-1)
  const year = e.now('revenue_growth')
  if (!quarter || !year || quarter.year <= year.year - 1) return []
  const gap = quarter.value - year.value
  if (Math.abs(gap) < T.pace_gap) return []
  const reversed = quarter.value * year.value < 0
  const fell = !reversed && quarter.value < 0
  const direction = reversed
    ? 'reversed'
    : fell
      ? gap > 0
        ? 'fell_less'
        : 'fell_more'
      : gap > 0
        ? 'faster'
        : 'slower'
  const better = quarter.value < 0 ? 0 : 1
  const score = gap > 0 ? better : quarter.value < T.growth.moderate ? -1 : 0
  return [
    finding('turning_quarter', 'growth', score, {
      quarter: cite(quarter),
      year: cite(year),
      direction,
    }),
  ]
}

/**
 * The profit of a quarter after the fiscal year, where it fell far against that of a year before,
 * or is a loss after a year of profit.
 */
const quarterProfit = (e: Evidence): Finding[] => {
  const net = e.quarters('net_income').at(-1)
  const year = e.now('net_income')
  if (e.basis !== 'year' || !net || !year || fiscalYearOf(net) <= year.year) return []
  const growth = e.at('net_income_growth', net.period)
  const isFall = growth !== null && growth.value <= T.quarter_fall.far
  if (net.value < 0) {
    // That losses go on is said where the year's loss is.
    if (year.value < 0) return []
    return [
      finding('quarter_profit', 'growth', -2, {
        growth: growth && cite(growth),
        net: cite(net),
        fall: 'to_loss',
      }),
    ]
  }
  if (!isFall) return []
  const fall = growth.value <= T.quarter_fall.most ? 'most' : 'far'
  return [
    finding('quarter_profit', 'growth', fall === 'most' ? -2 : -1, {
      growth: cite(growth),
      net: cite(net),
      fall,
    }),
  ]
}

/** How profit moved beside revenue, by the two rates of growth. */
const wayOf = (profit: number, revenue: number): FindingData['profit_growth']['way'] => {
  if (Math.abs(revenue) <= STILL) return profit > revenue ? 'rose_alone' : 'fell_alone'
  if (revenue < 0) return profit >= 0 ? 'against' : profit > revenue ? 'fell_less' : 'fell_more'
  return profit < 0 ? 'lagging' : profit > revenue ? 'ahead' : 'behind'
}
const WAY_SCORES = {
  ahead: 1,
  against: 0,
  behind: -1,
  lagging: -1,
  fell_less: 0,
  fell_more: -1,
  rose_alone: 1,
  fell_alone: -1,
}

const profitBesideRevenue = (e: Evidence, { kind }: RatedTests): Finding[] => {
  const revenue5 = e.now('revenue_cagr_5y')
  const profit5 = e.now('net_income_cagr_5y')
  const isCompound = revenue5 !== null && profit5 !== null
  const revenue = isCompound ? revenue5 : e.now('revenue_growth')
  const profit = isCompound ? profit5 : e.now('net_income_growth')
  // Another rule reports a loss. A growth rate that ends in a loss means nothing.
  const result = e.now('net_income')
  if (
    (result && result.value <= 0) ||
    // A gain from outside the business is no growth of it.
    hasOutsideIncome(e) ||
    !revenue ||
    !profit ||
    Math.abs(profit.value - revenue.value) < T.margin_shift
  )
    return []
  const way = wayOf(profit.value, revenue.value)
  return [
    finding('profit_growth', 'growth', WAY_SCORES[way], {
      revenue: cite(revenue),
      profit: cite(profit),
      way,
      compound: isCompound,
      financial: isFinancial(kind),
    }),
  ]
}

const peak = (e: Evidence): Finding[] => {
  const series = e.annual('net_income')
  const profits = recentRun(series, series.length)
  const now = profits.at(-1)
  if (!now || now.period !== e.anchor || now.value <= 0 || profits.length < 3) return []
  const top = profits.reduce((a, b) => (b.value > a.value ? b : a))
  const before = yearBefore(profits, now)
  // The quarters since may have brought it back already.
  const trailing = e.newest('net_income')
  const isBack = trailing !== null && trailing.value >= top.value * (1 - T.below_peak)
  return !isBack && now.value < top.value * (1 - T.below_peak)
    ? [
        finding('profit_below_peak', 'growth', -1, {
          peak: cite(top),
          now: cite(now),
          rising: before && now.value > before.value,
        }),
      ]
    : []
}

/** Reports the profit alone when no revenue is known. */
const profitAlone = (e: Evidence): Finding[] => {
  const now = e.now('net_income')
  if (!now || e.now('revenue') || e.all('revenue').length > 0) return []
  const before = recentRun(e.annual('net_income'), 2)
  const [first] = before
  const earlier = before.length === 2 && first ? first : null
  const direction = earlier ? (now.value > earlier.value ? 'up' : 'down') : null
  return [
    finding('profit_only', 'growth', 0, {
      now: cite(now),
      before: earlier ? cite(earlier) : null,
      direction,
    }),
  ]
}

/**
 * Of a company whose years cannot be compared yet: the newest quarter or half against the same of
 * the year before.
 */
const partGrowth = (e: Evidence): Finding[] => {
  if (e.basis === 'year' || e.interim === null) return []
  const revenue = e.at('revenue_growth', e.interim.period)
  if (!revenue) return []
  const profit = e.at('net_income_growth', revenue.period)
  const direction = revenue.value > STILL ? 'up' : revenue.value < -STILL ? 'down' : 'flat'
  return [
    finding('part_growth', 'growth', { up: 1, flat: 0, down: -1 }[direction], {
      revenue: cite(revenue),
      profit: profit && cite(profit),
      direction,
    }),
  ]
}

export const growthFindings = (e: Evidence, rated: RatedTests): Finding[] =>
  [
    record,
    partGrowth,
    steadiness,
    turning,
    quarterProfit,
    profitBesideRevenue,
    peak,
    profitAlone,
  ].flatMap((rule) => rule(e, rated))
