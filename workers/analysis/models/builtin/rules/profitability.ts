/**
 * Rules on profitability: the level of margins, the causes of their changes, and the returns on
 * equity and capital.
 */
import {
  type Evidence,
  hasOutsideIncome,
  isFromOutside,
  type Point,
  recentRun,
} from '../evidence.ts'
import { cite, type Finding, finding, type Level, span } from '../finding.ts'
import { type JudgedKind, isFinancial, type RatedTests } from '../rating.ts'
import { THRESHOLDS as T } from '../thresholds.ts'

/** Of whom a high margin says little: it is what rents or regulated prices have to pay for. */
const TRADES: Partial<Record<JudgedKind, 'rents' | 'tariffs'>> = {
  trust: 'rents',
  utility: 'tariffs',
}

const LEVEL_SCORES: Record<Level | 'unproven', number> = {
  unproven: 0,
  exceptional: 2,
  healthy: 1,
  ordinary: 0,
  thin: -1,
  negative: -2,
}

const levelOf = (
  margin: number,
  lines: Record<'exceptional' | 'healthy' | 'ordinary', number>,
): Level =>
  margin >= lines.exceptional
    ? 'exceptional'
    : margin >= lines.healthy
      ? 'healthy'
      : margin >= lines.ordinary
        ? 'ordinary'
        : margin >= 0
          ? 'thin'
          : 'negative'

const losses = (e: Evidence): Finding[] => {
  const run = recentRun(e.annual('net_income'), T.window)
  const now = run.at(-1)
  if (!now || now.period !== e.anchor || now.value >= 0) return []
  const since = e.interim?.points.find((p) => p.name === 'net_income' && p.value < 0)
  return [
    finding('loss', 'profitability', -3, {
      now: cite(now),
      count: run.filter((p) => p.value < 0).length,
      of: run.length,
      since: since ? cite(since) : null,
    }),
  ]
}

const margin = (e: Evidence): { kind: 'operating' | 'net'; now: Point } | null => {
  const operating = e.now('operating_margin')
  if (operating) return { kind: 'operating', now: operating }
  const net = e.now('net_margin')
  return net ? { kind: 'net', now: net } : null
}

/** Whether the return on equity is taken apart into its three parts. */
const isTakenApart = (e: Evidence, rated: RatedTests): boolean => {
  const roe = e.now('roe')
  const parts = ['net_margin', 'asset_turnover', 'equity_multiplier'].map((name) => e.now(name))
  return (
    roe !== null &&
    roe.value >= 0 &&
    !isFinancial(rated.kind) &&
    parts.every((part) => part !== null)
  )
}

const level = (e: Evidence, rated: RatedTests): Finding[] => {
  const found = margin(e)
  // Banks and insurers have ratios of their own; what is left of their revenue follows their
  // losses.
  if (!found || !rated.fits('operating_margin')) return []
  const { kind, now } = found
  const gross = e.now('gross_margin')
  // Where the return on equity is taken apart, the net margin is told there.
  const net = kind === 'operating' && !isTakenApart(e, rated) ? e.now('net_margin') : null
  const run = recentRun(e.annual(now.name), T.window)
  const losses = run.filter((p) => p.value < 0).length
  const byValue = levelOf(now.value, kind === 'net' ? T.net_margin : T.margin)
  const isUnproven = losses > 0 && (byValue === 'exceptional' || byValue === 'healthy')
  const rank = isUnproven ? 'unproven' : byValue
  const trade = TRADES[rated.kind] ?? 'sales'
  const score = LEVEL_SCORES[rank]
  return [
    finding('margin_level', 'profitability', trade === 'sales' ? score : Math.min(score, 0), {
      margin: cite(now),
      kind,
      level: rank,
      gross: gross && cite(gross),
      net: net && cite(net),
      losses,
      of: run.length,
      trade,
    }),
  ]
}

/** The year between two ends that lies furthest outside of both, by more than noise. */
const outlierOf = (run: readonly Point[]): Point | null => {
  const ends = [run[0], run.at(-1)].flatMap((p) => p?.value ?? [])
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const outside = ({ value }: Point): number => Math.max(low - value, value - high)
  const furthest = run.toSorted((a, b) => outside(b) - outside(a))[0]
  return furthest && outside(furthest) >= T.margin_shift ? furthest : null
}

/**
 * Finds the trend of the margin and its cause. When the gross margin moves along, prices and input
 * costs are the cause. When it does not, overheads are.
 */
const trend = (e: Evidence, rated: RatedTests): Finding[] => {
  const found = margin(e)
  if (!found || !rated.fits('operating_margin')) return []
  const run = recentRun(e.annual(`${found.kind}_margin`), T.window)
  const [first] = run
  const last = run.at(-1)
  if (
    !first ||
    last?.period !== e.anchor ||
    run.length < 3 ||
    Math.abs(last.value - first.value) < T.margin_shift
  )
    return []
  const gross = [e.at('gross_margin', first.period), e.at('gross_margin', last.period)] as const
  const up = last.value > first.value
  const sales = [e.at('revenue', first.period), e.at('revenue', last.period)] as const
  const moved = gross[0] && gross[1] ? gross[1].value - gross[0].value : null
  const shift = Math.abs(last.value - first.value)
  const ofGross = moved === null ? null : up ? moved : -moved
  const cause =
    ofGross === null
      ? 'unknown'
      : ofGross <= -T.margin_shift
        ? 'against'
        : ofGross >= shift + T.margin_shift
          ? 'absorbed'
          : ofGross >= shift / 2
            ? 'gross'
            : 'overheads'
  const between = outlierOf(run)
  // A smaller loss is no strength yet.
  const better = last.value < 0 ? 0 : 1
  return [
    finding('margin_trend', 'profitability', up ? better : -1, {
      span: span(first, last),
      kind: found.kind,
      direction: up ? 'wider' : 'narrower',
      gross: gross[0] && gross[1] ? span(gross[0], gross[1]) : null,
      cause,
      sales_up: sales[0] && sales[1] ? sales[1].value > sales[0].value : null,
      below_zero: first.value < 0 || last.value < 0,
      between: between && cite(between),
    }),
  ]
}

const outside = (e: Evidence): Finding[] => {
  const [net, operating] = [e.now('net_income'), e.now('operating_income')]
  if (!net || !operating || !hasOutsideIncome(e)) return []
  return [
    finding('outside_income', 'profitability', -2, { net: cite(net), operating: cite(operating) }),
  ]
}

/** The quarters whose results the trailing twelve months contain beside those of the year. */
const TRAILING_QUARTERS = 4

/**
 * A gain from outside the business in a quarter after the fiscal year: the trailing figures and the
 * prices at multiples of them contain it.
 */
const outsideQuarter = (e: Evidence): Finding[] => {
  const year = e.basis === 'year' ? Number(e.anchor?.slice(2)) : 0
  const found = e
    .quarters('net_income')
    .slice(-TRAILING_QUARTERS)
    .filter(({ period }) => Number(period.slice(0, 4)) > year)
    .flatMap((net) => {
      const operating = e.at('operating_income', net.period)
      return operating && isFromOutside(net.value, operating.value) ? [{ net, operating }] : []
    })
    .at(-1)
  return found
    ? [
        finding('outside_quarter', 'profitability', -2, {
          net: cite(found.net),
          operating: cite(found.operating),
        }),
      ]
    : []
}

const research = (e: Evidence): Finding[] => {
  const spent = e.now('research_and_development')
  const revenue = e.now('revenue')
  if (!spent || !revenue || revenue.value <= 0 || spent.value / revenue.value < T.research)
    return []
  return [
    finding('research', 'profitability', 0, {
      share_of: cite(spent),
      revenue: cite(revenue),
      heavy: spent.value / revenue.value >= T.heavy_research,
    }),
  ]
}

const equityReturn = (e: Evidence, rated: RatedTests): Finding[] => {
  const roe = e.now('roe')
  if (!roe) return []
  const [marginNow, turnover, multiplier] = [
    e.now('net_margin'),
    e.now('asset_turnover'),
    e.now('equity_multiplier'),
  ]
  const rank =
    roe.value >= T.returns.high
      ? 'high'
      : roe.value >= T.returns.good
        ? 'good'
        : roe.value >= T.returns.low
          ? 'ordinary'
          : roe.value < 0
            ? 'lost'
            : 'low'
  const usual = e.now('deposits') ? T.geared_bank : T.geared_multiplier
  const cushion = rated.made('equity_cushion')
  const geared = cushion ? cushion.degree < T.degrees.passed : (multiplier?.value ?? 0) > usual
  const flattered = hasOutsideIncome(e)
  const good = geared || flattered ? 0 : rank === 'high' ? 2 : 1
  const isLow = rank === 'low' || rank === 'lost'
  const score = isLow ? -1 : rank === 'ordinary' ? 0 : good
  const assets = e.now('roa')
  const financial = isFinancial(rated.kind)
  const lent =
    financial && rank !== 'lost' && assets && multiplier
      ? { assets: cite(assets), multiplier: cite(multiplier) }
      : null
  const parts =
    !financial && rank !== 'lost' && marginNow && turnover && multiplier
      ? { margin: cite(marginNow), turnover: cite(turnover), multiplier: cite(multiplier) }
      : null
  return [
    finding('equity_return', 'profitability', score, {
      roe: cite(roe),
      level: rank,
      parts,
      lent,
      geared: geared && rank !== 'lost',
      flattered,
    }),
  ]
}

const capitalReturn = (e: Evidence): Finding[] => {
  const roic = e.now('roic')
  if (!roic) return []
  const rank =
    roic.value >= T.capital_returns.high
      ? 'high'
      : roic.value >= T.capital_returns.good
        ? 'good'
        : roic.value <= 0
          ? 'none'
          : 'low'
  return [
    finding('capital_return', 'profitability', { high: 2, good: 1, low: -1, none: -1 }[rank], {
      roic: cite(roic),
      level: rank,
    }),
  ]
}

export const profitabilityFindings = (e: Evidence, rated: RatedTests): Finding[] =>
  [losses, level, outside, outsideQuarter, trend, research, equityReturn, capitalReturn].flatMap(
    (rule) => rule(e, rated),
  )
