/**
 * Prices, multiples and values in doubt: each figure of the exhibits in turn, and none of it is
 * cited in any section, nor is an older figure put in its place.
 */
import { describe, expect, test } from 'vitest'
import type { Figure } from '#shared/contracts/analysis.ts'
import { analysisTask, figure } from '../../data.fixture.ts'
import { writeModule } from './index.ts'

const DAY = '2026-03-20'
const WINDOWS = ['1m', '6m', '1y', '5y']

const of = (token: string, value: number, unit: string, end = DAY): Figure => ({
  ...figure(token, value, unit),
  end,
})
const RESULTS = ['revenue', 'operating_income', 'net_income'].flatMap((name) =>
  [2021, 2022, 2023, 2024, 2025].map((year) => figure(`${name}@FY${year}`, year, 'USD')),
)
const EXHIBITS: Figure[] = [
  of(`last_close@${DAY}`, 90, 'USD/share'),
  of(`pe_ttm@${DAY}`, 30, 'x'),
  of(`pb@${DAY}`, 4, 'x'),
  of(`fcf_yield@${DAY}`, 0.03, 'ratio'),
  of(`low_52w@${DAY}`, 80, 'USD/share'),
  of(`high_52w@${DAY}`, 120, 'USD/share'),
  of(`volatility@${DAY}`, 0.3, 'ratio'),
  of(`beta@${DAY}`, 1.2, 'x'),
  ...['pe_ttm_median', 'pe_ttm_low', 'pe_ttm_high'].map((name) => of(`${name}@10y`, 20, 'x')),
  of('pe_ttm_standing@10y', 0.9, 'ratio'),
  ...WINDOWS.flatMap((window) => [
    of(`price_return@${window}`, 0.1, 'ratio'),
    of(`total_return@${window}`, 0.12, 'ratio'),
    of(`max_drawdown@${window}`, -0.2, 'ratio'),
  ]),
  of(`cost_of_equity@${DAY}`, 0.09, 'ratio'),
  of(`terminal_growth@${DAY}`, 0.025, 'ratio'),
  of(`value_dcf@${DAY}`, 50, 'USD/share'),
  of(`value_epv@${DAY}`, 40, 'USD/share'),
  of(`value_low@${DAY}`, 40, 'USD/share'),
  of(`value_middle@${DAY}`, 45, 'USD/share'),
  of(`value_high@${DAY}`, 50, 'USD/share'),
  of(`price_to_value@${DAY}`, 2, 'x'),
  of(`implied_growth@${DAY}`, 0.2, 'ratio'),
  of(`assumed_growth@${DAY}`, 0.05, 'ratio'),
]
const MODULES = ['valuation', 'market', 'risks', 'bull_case', 'bear_case', 'conclusion']

const doubted = (one: Figure): Figure => ({
  ...one,
  doubts: [
    {
      check: 'jump',
      token: one.token,
      names: { en: 'No jump', zh: '无跳变' },
      figure: one.label,
      period: one.period,
    },
  ],
})
const report = (figures: Figure[]): string =>
  (['en', 'zh'] as const)
    .flatMap((language) =>
      MODULES.flatMap((id) => {
        const task = analysisTask({ language, context: { figures: [...RESULTS, ...figures] } })
        return writeModule({ ...task, module: { ...task.module, id } })
      }),
    )
    .join('\n')

test('each figure of the exhibits is cited where nothing is in doubt', () => {
  const text = report(EXHIBITS)
  for (const { token } of EXHIBITS) expect(text).toContain(`{{${token}}}`)
})

describe.each(EXHIBITS.map((one) => [one.token, one] as const))('%s in doubt', (token, one) => {
  const rest = EXHIBITS.filter((other) => other !== one)
  test('is cited nowhere', () => {
    expect(report([...rest, doubted(one)])).not.toContain(`{{${token}}}`)
  })
  test('is not replaced by an older one', () => {
    if (!token.endsWith(DAY)) return
    const older = of(`${one.name}@2025-12-19`, Number(one.value) * 2, one.unit, '2025-12-19')
    expect(report([...rest, older, doubted(one)])).not.toContain(`{{${older.token}}}`)
  })
})

const VALUES = ['epv_per_share@FY2025', 'dcf_per_share@FY2025'].map((token, at) =>
  figure(token, 40 + at, 'USD/share'),
)
test.each(VALUES.map((one) => [one.token, one] as const))(
  'a value of the book, %s, in doubt is not the value that is concluded',
  (token, one) => {
    const rest = VALUES.filter((other) => other !== one)
    expect(report(VALUES)).toContain(`{{${token}}}`)
    const text = report([...rest, doubted(one)])
    expect(text).not.toContain(`{{${token}}}`)
    for (const other of rest) expect(text).toContain(`{{${other.token}}}`)
  },
)
