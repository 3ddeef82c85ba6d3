/**
 * The tests behind the conclusion. The list is fixed. Each test is met, not met, or not judged
 * because a figure is missing. Pure.
 */
import { type Evidence, recentRun } from './evidence.ts'
import { type Cite, cite } from './finding.ts'
import { THRESHOLDS as T } from './thresholds.ts'

export const CRITERIA = [
  'growth',
  'margin',
  'returns',
  'profit_trend',
  'cash_conversion',
  'free_cash',
  'debt',
  'interest',
  'share_count',
] as const
export type Criterion = (typeof CRITERIA)[number]
export interface Judgement {
  criterion: Criterion
  /** Null when the figures do not say. */
  met: boolean | null
  cite: Cite | null
}
export type Verdict = 'strong' | 'sound' | 'mixed' | 'weak' | 'too_little'

/** With fewer judged tests than this, no verdict is given. */
const ENOUGH = 4
/** The fraction of the judged tests that must be met for each verdict. */
const STRONG = 0.85
const SOUND = 0.65
const MIXED = 0.4
/** A growth of the share count in a year by at most this fraction is noise. */
const STILL = 0.01

type Test = (e: Evidence) => { met: boolean; cite: Cite } | null

const atLeast =
  (line: number, ...names: string[]): Test =>
  (e) => {
    const point = names.map((name) => e.now(name)).find((p) => p !== null)
    return point ? { met: point.value >= line, cite: cite(point) } : null
  }

const netCash = (e: Evidence) => {
  const net = e.now('net_cash')
  return net && net.value >= 0 ? { met: true, cite: cite(net) } : null
}

const TESTS: Record<Criterion, Test> = {
  growth: atLeast(T.growth.moderate, 'revenue_cagr_5y', 'revenue_cagr_3y', 'revenue_growth'),
  margin: (e) =>
    atLeast(T.margin.healthy, 'operating_margin')(e) ??
    atLeast(T.net_margin.healthy, 'net_margin')(e),
  returns: (e) => atLeast(T.capital_returns.good, 'roic')(e) ?? atLeast(T.returns.good, 'roe')(e),
  profit_trend: (e) => {
    const run = recentRun(e.annual('net_income'), T.window)
    const now = run.at(-1)
    if (!now || run.length < 2 || now.period !== e.anchor) return null
    return {
      met: now.value > 0 && now.value >= Math.max(...run.map((p) => p.value)) * (1 - T.below_peak),
      cite: cite(now),
    }
  },
  cash_conversion: atLeast(T.cash_conversion.weak, 'cash_conversion'),
  free_cash: (e) => {
    const run = recentRun(e.annual('free_cash_flow'), T.window)
    const now = run.at(-1)
    return now && now.period === e.anchor
      ? { met: run.every((p) => p.value > 0), cite: cite(now) }
      : null
  },
  debt: (e) => {
    const ratio = e.now('net_debt_to_ebitda')
    return (
      netCash(e) ?? (ratio ? { met: ratio.value <= T.net_debt.heavy, cite: cite(ratio) } : null)
    )
  },
  interest: (e) => atLeast(T.interest_cover.tight, 'interest_cover')(e) ?? netCash(e),
  share_count: (e) => {
    const change = e.now('share_count_change')
    return change ? { met: change.value <= STILL, cite: cite(change) } : null
  },
}

export const judge = (e: Evidence): Judgement[] =>
  CRITERIA.map((criterion) => {
    const found = TESTS[criterion](e)
    return { criterion, met: found?.met ?? null, cite: found?.cite ?? null }
  })

/**
 * Returns the verdict on the tests. `endangered` means that a finding of the gravest kind speaks
 * against the company. Then the verdict is at most `mixed`, whatever number of tests is met.
 */
export const verdictOf = (judgements: readonly Judgement[], endangered: boolean): Verdict => {
  const judged = judgements.filter((j) => j.met !== null)
  if (judged.length < ENOUGH) return 'too_little'
  const part = judged.filter((j) => j.met).length / judged.length
  const verdict =
    part >= STRONG ? 'strong' : part >= SOUND ? 'sound' : part >= MIXED ? 'mixed' : 'weak'
  return endangered && (verdict === 'strong' || verdict === 'sound') ? 'mixed' : verdict
}
