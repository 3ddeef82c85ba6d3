/** Where and how much the rule analyst tells of what is in doubt. */
import { describe, expect, test } from 'vitest'
import type { Figure } from '#shared/contracts/analysis.ts'
import { fillPrompt } from '../../prompt.ts'
import type { AnalysisTask } from '../../task.ts'
import { filedYears, SOUND } from '../../../e2e/fakes/filed-years.ts'
import { financialsOfFilings } from '../../../e2e/fakes/read-path.ts'
import { reportRequests } from '../../../e2e/fakes/recorded-report.ts'
import { writeModule } from './index.ts'

const REQUESTS = reportRequests(financialsOfFilings(filedYears(SOUND)), 'en')

const doubt = (check: string, name: string, period: string) => ({
  check,
  token: `${name}@${period}`,
  names: { en: `Check ${check}`, zh: check },
  figure: { en: name, zh: name },
  period,
})
/** The request of a module with doubts on the figures that are chosen. */
const requestWith = (
  module: string,
  doubtsOf: (figure: Figure) => Figure['doubts'],
  keep: (figure: Figure) => boolean = () => true,
): AnalysisTask => {
  const request = REQUESTS.find((one) => one.module.id === module)
  if (!request) throw new Error(`no module ${module}`)
  const figures = request.context.figures.filter(keep).map((figure) => {
    const doubts = doubtsOf(figure)
    return doubts ? { ...figure, doubts } : figure
  })
  return { ...request, context: { ...request.context, figures } }
}
const written = (...given: Parameters<typeof requestWith>): string =>
  writeModule(requestWith(...given)).join('\n')
const told = (text: string): string[] => text.match(/[^\n]*failed the check “[^\n]*/g) ?? []

describe('a section tells what is in doubt', () => {
  test('where its value rests on it, and says that it is not used', () => {
    const text = written('valuation', ({ name, period }) =>
      name.startsWith('epv') ? [doubt('jump', 'net_income', period)] : undefined,
    )
    expect(text).toContain('is in doubt, so it is not used here.')
    expect(told(text).length).toBeGreaterThan(0)
  })

  test.each<[string, string, (figure: Figure) => boolean]>([
    [
      'the fundamentals of a company with one year of profit alone',
      'fundamental_analysis',
      ({ name, period }) => name === 'net_income' && period === 'FY2025',
    ],
    [
      'a valuation without a value',
      'valuation',
      ({ name, period }) => name === 'net_income' && period === 'FY2025',
    ],
    [
      'a conclusion without a test',
      'conclusion',
      ({ name, period }) => name === 'net_income' && period === 'FY2025',
    ],
  ])('%s', (_, module, keep) => {
    expect(
      told(written(module, ({ period }) => [doubt('jump', 'net_income', period)], keep)),
    ).toEqual([expect.stringContaining('Check jump')])
  })

  test('of the last five years and what came after', () => {
    const sevenYears = Object.fromEntries(
      Object.entries(SOUND.flows ?? {}).map(([tag, [first = 1, ...rest]]) => [
        tag,
        [first, first, first, ...rest],
      ]),
    )
    const requests = reportRequests(
      financialsOfFilings(filedYears({ ...SOUND, flows: sevenYears })),
      'en',
    )
    const tellsOf = (year: string): number => {
      const [profile] = requests
      if (!profile) throw new Error('no module')
      const figures = profile.context.figures.map((figure) =>
        figure.token === `revenue@${year}`
          ? { ...figure, doubts: [doubt('jump', 'revenue', year)] }
          : figure,
      )
      const context = { ...profile.context, figures }
      return told(writeModule({ ...profile, context }).join('\n')).length
    }
    expect(['FY2019', 'FY2020', 'FY2021', 'FY2025'].map(tellsOf)).toEqual([0, 0, 1, 1])
  })

  test('of six checks at most, with eight names at most, and says that there is more', () => {
    const checks = Array.from({ length: 9 }, (_, at) => `c${at}`)
    const text = written('profile', ({ period }) =>
      period === 'FY2025' ? checks.map((check) => doubt(check, 'filed', period)) : undefined,
    )
    expect(told(text)).toHaveLength(6)
    for (const line of told(text))
      expect(/: (.*) and other figures\.$/.exec(line)?.[1]?.split(', ')).toHaveLength(8)
  })
})

describe('a conclusion that is none says what is in doubt', () => {
  const doubted = (period: string) => [doubt('jump', 'net_income', period)]
  const part = (name: string, doubts?: Figure['doubts']): Figure => ({
    token: `${name}@2026H1`,
    name,
    label: { en: name, zh: name },
    period: '2026H1',
    end: '2026-06-30',
    value: '7',
    unit: 'USD',
    ...(doubts && { doubts }),
  })

  test('without a test', () => {
    const request = requestWith(
      'conclusion',
      ({ name, period }) => (name === 'net_income' ? doubted(period) : undefined),
      ({ name, period }) => ['revenue', 'net_income'].includes(name) && period === 'FY2025',
    )
    const { rating: _, ...context } = request.context
    const text = writeModule({ ...request, context }).join('\n')
    expect(text).toContain('A verdict needs a full set of statements')
    expect(told(text)).toEqual([expect.stringContaining('Check jump')])
  })
  test('of a part of a year', () => {
    const request = requestWith('conclusion', () => undefined)
    const figures = [part('revenue'), part('net_income', doubted('2026H1'))]
    const text = writeModule({ ...request, context: { ...request.context, figures } }).join('\n')
    expect(text).toContain('A verdict waits for the first annual report')
    expect(told(text)).toEqual([expect.stringContaining('Check jump')])
  })
})

test('the prompt of a model says of each figure in doubt which check failed, and for what', () => {
  const request = requestWith('profile', ({ token, period }) =>
    token === 'revenue@FY2025' ? [doubt('jump', 'cost_of_revenue', period)] : undefined,
  )
  const lines = fillPrompt({ ...request, prompt: '{figures}' }).split('\n')
  expect(lines.filter((line) => line.includes('in doubt'))).toEqual([
    expect.stringMatching(/^revenue@FY2025 .* \| in doubt: Check jump \(cost_of_revenue FY2025\)$/),
  ])
})
