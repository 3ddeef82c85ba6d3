/**
 * A figure is in doubt in the period that is judged, and what is in doubt is not called missing.
 */
import { expect, test } from 'vitest'
import type { Figure } from '#shared/contracts/analysis.ts'
import { filedYears, soundWith } from '../../../e2e/fakes/filed-years.ts'
import { financialsOfFilings } from '../../../e2e/fakes/read-path.ts'
import { reportRequests } from '../../../e2e/fakes/recorded-report.ts'
import { evidenceOf } from './evidence.ts'
import { writeModule } from './index.ts'

const of = (name: string, year: number, isDoubted = false): Figure => ({
  token: `${name}@FY${year}`,
  name,
  label: { en: name, zh: name },
  period: `FY${year}`,
  end: `${year}-12-31`,
  value: '7',
  unit: 'USD',
  ...(isDoubted && {
    doubts: [
      {
        check: 'jump',
        token: `${name}@FY${year}`,
        names: { en: 'No jump', zh: '无跳变' },
        figure: { en: name, zh: name },
        period: `FY${year}`,
      },
    ],
  }),
})
const evidence = (...figures: Figure[]) => evidenceOf([of('net_income', 2024), ...figures], 'USD')

test.each([
  ['the newest year', [of('revenue', 2023), of('revenue', 2024, true)], true],
  ['an older year', [of('revenue', 2023, true), of('revenue', 2024)], false],
  ['an older year alone', [of('revenue', 2023, true)], false],
])('a doubt about %s is one about what is judged: %#', (_, figures, isInDoubt) => {
  expect(evidence(...figures).inDoubt('revenue')).toBe(isInDoubt)
})

/** Net income of the newest year is a thousandth of what EPS says. */
const doubtful = financialsOfFilings(
  filedYears(
    soundWith({ flows: { 'us-gaap:NetIncomeLoss': [157.5e6, 165e6, 172.5e6, 180e6, 187_500] } }),
  ),
)
const without = financialsOfFilings(
  filedYears(soundWith({ flows: { 'us-gaap:NetIncomeLoss': undefined } })),
)
const told = (financials: typeof doubtful, title: string): string =>
  reportRequests(financials, 'en')
    .map((request) => writeModule(request))
    .flatMap((blocks) => blocks.filter((_, at) => blocks[at - 1] === `### ${title}`))
    .join('\n')

test('what is in doubt is not among what cannot be said, and what is not filed is', () => {
  const title = 'What cannot be said'
  expect(told(doubtful, title)).not.toMatch(/net income/i)
  expect(told(without, title)).toMatch(/net income/i)
})
