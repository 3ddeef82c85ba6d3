/**
 * The rule analyst and figures in doubt, through the whole path from filings to the report: it
 * neither praises nor counts nor judges what failed a check, and says why.
 */
import { describe, expect, test } from 'vitest'
import type { Financials } from '#shared/contracts/facts.ts'
import { splitProse } from '#shared/figure-token.ts'
import { figuresOf } from '#shared/book/of-content.ts'
import { filedYears, soundWith } from '../../../e2e/fakes/filed-years.ts'
import { financialsOfFilings } from '../../../e2e/fakes/read-path.ts'
import { reportRequests } from '../../../e2e/fakes/recorded-report.ts'
import { writeModule } from './index.ts'

const LANGUAGES = ['en', 'zh'] as const
const report = (financials: Financials, language: 'en' | 'zh' = 'en'): string[][] =>
  reportRequests(financials, language).map((request) => writeModule(request))

/** The two cases name the tests that were not made; the other sections tell each failed check. */
const CASES: ReadonlySet<string> = new Set(['bull_case', 'bear_case'])
const tellsDoubt = (id: string): RegExp =>
  CASES.has(id) ? /failed a check|未通过检查|failed the check “/ : /failed the check “|未通过检查“/

/** What is written for a module that has no writer of its own. */
const generic = (financials: Financials, language: 'en' | 'zh'): string => {
  const [request] = reportRequests(financials, language)
  if (!request) throw new Error('no module')
  return writeModule({ ...request, module: { ...request.module, id: 'own' } }).join('\n')
}

/** Paragraphs and bullets: all blocks but tables of several years. */
const prose = (blocks: readonly string[]): string[] =>
  blocks.filter((block) => !block.startsWith('|'))

const tokensOf = (text: string): string[] =>
  splitProse(text).flatMap((part) => (part.kind === 'figure' ? [part.token] : []))

const PARTS = [
  [
    'gross profit above revenue',
    soundWith({
      flows: {
        'us-gaap:GrossProfit': [null, null, null, null, 2000e6],
        'us-gaap:CostOfRevenue': undefined,
      },
    }),
    'gross_margin@FY2025',
  ],
  [
    'cash above assets',
    soundWith({
      balances: {
        'us-gaap:CashAndCashEquivalentsAtCarryingValue': [150e6, 150e6, 150e6, 150e6, 9000e6],
      },
    }),
    'net_cash@FY2025',
  ],
  [
    'a net income a thousand times too small',
    soundWith({ flows: { 'us-gaap:NetIncomeLoss': [157.5e6, 165e6, 172.5e6, 180e6, 187_500] } }),
    'net_margin@FY2025',
  ],
  [
    'a net income with the wrong sign',
    soundWith({ flows: { 'us-gaap:NetIncomeLoss': [157.5e6, 165e6, 172.5e6, 180e6, -187.5e6] } }),
    'net_margin@FY2025',
  ],
  [
    'a loss-maker whose assets do not balance',
    soundWith({
      flows: {
        'us-gaap:NetIncomeLoss': [-1e6, -2e6, -3e6, -4e6, -5e6],
        'us-gaap:IncomeTaxExpenseBenefit': undefined,
      },
      per_share: { 'us-gaap:EarningsPerShareDiluted': [-0.01, -0.02, -0.03, -0.04, -0.05] },
      balances: { 'us-gaap:Liabilities': [1260e6, 1320e6, 1380e6, 1440e6, 2200e6] },
    }),
    'roa@FY2025',
  ],
] as const

describe.each(PARTS)('%s', (_, company, doubtful) => {
  const financials = financialsOfFilings(filedYears(company))
  const index = figuresOf(financials)

  test('the figure carries the doubt to what is derived from it', () => {
    expect(index.get(doubtful)?.doubts?.length).toBeGreaterThan(0)
  })

  test.each(LANGUAGES)(
    'no sentence and no test rests on it, and the report says why, in %s',
    (language) => {
      for (const blocks of report(financials, language)) {
        for (const block of prose(blocks))
          for (const token of tokensOf(block))
            expect({ token, doubts: index.get(token)?.doubts }).toEqual({
              token,
              doubts: undefined,
            })
        const tests = blocks.filter((block) => /^\| (?:Test|检验) /.test(block))
        for (const token of tests.flatMap(tokensOf))
          expect(index.get(token)?.doubts).toBeUndefined()
      }
      // Every section, and one of a module that is not known here.
      for (const request of reportRequests(financials, language))
        expect(writeModule(request).join('\n')).toMatch(tellsDoubt(request.module.id))
      expect(generic(financials, language)).toMatch(tellsDoubt('own'))
    },
  )
})

test('a verdict is not built on what is left when the results are in doubt', () => {
  const conclusion = report(
    financialsOfFilings(
      filedYears(
        soundWith({
          flows: {
            'us-gaap:Revenues': [1050e6, 1100e6, 1150e6, 1200e6, 125e6],
            'us-gaap:GrossProfit': [420e6, 440e6, 460e6, 480e6, 500e6],
          },
        }),
      ),
    ),
  ).at(-1)
  const text = conclusion?.join('\n') ?? ''
  expect(text).toContain('No verdict, because too many tests rest on figures that failed a check')
  // The tests in doubt are named as such, and not among those for which there are no figures.
  const [, doubted = ''] =
    /failed a check these were neither passed nor failed: ([^.]*)/.exec(text) ?? []
  expect(doubted).toContain('growth of revenue')
  expect(/For want of figures these were not tested: ([^.]*)/.exec(text)?.[1] ?? '').not.toContain(
    'growth of revenue',
  )
  expect(text).toContain('What clears up the figures in doubt comes first')
  expect(text).not.toMatch(/fundamentally (?:strong|sound)/)
})

test('without a failed check nothing is said of doubt', () => {
  const financials = financialsOfFilings(filedYears(soundWith({})))
  expect(financials.facts.filter(({ quality }) => quality !== 'ok')).toEqual([])
  expect(report(financials).flat().join('\n')).not.toMatch(/doubt|failed the check/)
})
