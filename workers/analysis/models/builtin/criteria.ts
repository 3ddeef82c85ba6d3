/**
 * The tests behind the conclusion. The list is fixed. Each test is met, not met, or not judged
 * because a figure is missing. Pure.
 */
import { type Evidence, hasOutsideIncome, recentRun } from './evidence.ts'
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
  /** Not judged because the figures that it rests on failed a check. */
  doubted: boolean
  /** Not judged because a gain from outside the business is in net income. */
  distorted: boolean
  /** Not judged because its figures mean nothing for a company of this kind. */
  inapplicable: boolean
}
/** `in_doubt`: too many of the tests rest on figures that failed a check. */
export type Verdict = 'strong' | 'sound' | 'mixed' | 'weak' | 'too_little' | 'in_doubt'

/** With fewer judged tests than this, no verdict is given. */
const ENOUGH = 4
/** With so many tests in doubt, those that are left do not make a verdict. */
const MOST_DOUBTED = 2
/** The fraction of the judged tests that must be met for each verdict. */
const STRONG = 0.85
const SOUND = 0.65
const MIXED = 0.4
/** A growth of the share count in a year by at most this fraction is noise. */
const STILL = 0.01

interface Test {
  /** The figures that the test may rest on. */
  of: readonly string[]
  /** True when it says nothing of a year with a gain from outside the business. */
  of_business?: boolean
  run(e: Evidence): { met: boolean; cite: Cite } | null
}

/** Met when the first of the named figures that is known reaches the line. */
const atLeast = (line: number, ...names: string[]): Test => ({
  of: names,
  run: (e) => {
    const point = names.map((name) => e.now(name)).find((p) => p !== null)
    return point ? { met: point.value >= line, cite: cite(point) } : null
  },
})

/** The first test for which there are figures. */
const either = (...tests: Test[]): Test => ({
  of: tests.flatMap((test) => test.of),
  run: (e) => {
    for (const test of tests) {
      const found = test.run(e)
      if (found && !(test.of_business && hasOutsideIncome(e))) return found
    }
    return null
  },
})

/** A test that a gain from outside the business would pass or fail for the business. */
const ofBusiness = (test: Test): Test => ({ ...test, of_business: true })

const netCash: Test = {
  of: ['net_cash'],
  run: (e) => {
    const net = e.now('net_cash')
    return net && net.value >= 0 ? { met: true, cite: cite(net) } : null
  },
}

const TESTS: Record<Criterion, Test> = {
  growth: atLeast(T.growth.moderate, 'revenue_cagr_5y', 'revenue_cagr_3y', 'revenue_growth'),
  margin: either(
    atLeast(T.margin.healthy, 'operating_margin'),
    ofBusiness(atLeast(T.net_margin.healthy, 'net_margin')),
  ),
  returns: either(
    atLeast(T.capital_returns.good, 'roic'),
    ofBusiness(atLeast(T.returns.good, 'roe')),
  ),
  profit_trend: {
    of: ['net_income'],
    of_business: true,
    run: (e) => {
      const run = recentRun(e.annual('net_income'), T.window)
      const now = run.at(-1)
      if (!now || run.length < 2 || now.period !== e.anchor) return null
      return {
        met:
          now.value > 0 && now.value >= Math.max(...run.map((p) => p.value)) * (1 - T.below_peak),
        cite: cite(now),
      }
    },
  },
  cash_conversion: ofBusiness(atLeast(T.cash_conversion.weak, 'cash_conversion')),
  free_cash: {
    of: ['free_cash_flow'],
    run: (e) => {
      const run = recentRun(e.annual('free_cash_flow'), T.window)
      const now = run.at(-1)
      return now && now.period === e.anchor
        ? { met: run.every((p) => p.value > 0), cite: cite(now) }
        : null
    },
  },
  debt: either(netCash, {
    of: ['net_debt_to_ebitda'],
    run: (e) => {
      const ratio = e.now('net_debt_to_ebitda')
      return ratio ? { met: ratio.value <= T.net_debt.heavy, cite: cite(ratio) } : null
    },
  }),
  interest: either(atLeast(T.interest_cover.tight, 'interest_cover'), netCash),
  share_count: {
    of: ['share_count_change'],
    run: (e) => {
      const change = e.now('share_count_change')
      return change ? { met: change.value <= STILL, cite: cite(change) } : null
    },
  },
}

const NONE: ReadonlySet<string> = new Set()

/** `inapplicable`: the figures that mean nothing for a company of this kind. */
export const judge = (e: Evidence, inapplicable: ReadonlySet<string> = NONE): Judgement[] =>
  CRITERIA.map((criterion) => {
    const test = TESTS[criterion]
    const made = test.run(e)
    const distorted = made !== null && test.of_business === true && hasOutsideIncome(e)
    const found = distorted ? null : made
    return {
      criterion,
      distorted,
      met: found?.met ?? null,
      cite: found?.cite ?? null,
      doubted: found === null && test.of.some((name) => e.inDoubt(name)),
      inapplicable: found === null && test.of.some((name) => inapplicable.has(name)),
    }
  })

/**
 * Returns the verdict on the tests. `endangered` means that a finding of the gravest kind speaks
 * against the company. Then the verdict is at most `mixed`, whatever number of tests is met.
 */
export const verdictOf = (judgements: readonly Judgement[], endangered: boolean): Verdict => {
  const judged = judgements.filter((j) => j.met !== null)
  if (judgements.filter((j) => j.doubted).length >= MOST_DOUBTED) return 'in_doubt'
  if (judged.length < ENOUGH) return 'too_little'
  const part = judged.filter((j) => j.met).length / judged.length
  const verdict =
    part >= STRONG ? 'strong' : part >= SOUND ? 'sound' : part >= MIXED ? 'mixed' : 'weak'
  return endangered && (verdict === 'strong' || verdict === 'sound') ? 'mixed' : verdict
}
