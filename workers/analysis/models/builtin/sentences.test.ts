/**
 * Every sentence of comparison agrees with the figures it cites: over generated companies and the
 * recorded ones, in both languages, through the whole path from filings to the report.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Financials } from '#shared/contracts/facts.ts'
import type { FigureIndex } from '#shared/book/figure-index.ts'
import { figuresOf } from '#shared/book/of-content.ts'
import { checkText } from '../../figures/checker.ts'
import { filedYears, type FiledYears, soundWith } from '../../../e2e/fakes/filed-years.ts'
import { financialsOfFilings } from '../../../e2e/fakes/read-path.ts'
import { recordedFinancials, reportRequests } from '../../../e2e/fakes/recorded-report.ts'
import { writeModule } from './index.ts'

const T = String.raw`\{\{([^}]+)\}\}`
const read = (pattern: string): RegExp => new RegExp(pattern.replaceAll('#', T), 'g')

type Holds = (...values: number[]) => boolean
const up: Holds = (a = 0, b = 0) => b > a
const down: Holds = (a = 0, b = 0) => b < a
const ahead: Holds = (a = 0, b = 0) => a > b
const behind: Holds = (a = 0, b = 0) => a < b
const positive: Holds = (a = 0) => a > 0
const negative: Holds = (a = 0) => a < 0

/** What a form of words says of the figures in it, in their order. */
const SAYS: readonly (readonly [RegExp, Holds])[] = [
  [read('rose from # to #'), up],
  [read('fell from # to #'), down],
  [read('(?:widened|improved) from # to #'), up],
  [read('(?:narrowed|worsened) from # to #'), down],
  [read('(?:Widening|Improving) \\w+ margin: # to #'), up],
  [read('(?:Narrowing|Worsening) \\w+ margin: # to #'), down],
  [
    read('went from # to #, while revenue shrank much more \\(growth of #\\)'),
    (a = 0, b = 0, r = 0) => b <= a && r < b / a - 1,
  ],
  [
    read('rose from # to #, much faster than revenue \\(growth of #\\)'),
    (a = 0, b = 0, r = 0) => b / a - 1 > r,
  ],
  [
    read('outgrowing revenue: # to #, revenue growth #'),
    (a = 0, b = 0, r = 0) => b > a && b / a - 1 > r,
  ],
  [read('grew faster than that record \\(# in \\w+ against #\\)'), ahead],
  [read('pace has since dropped: # in \\w+ against #'), behind],
  [read('Growth has picked up of late: # in \\w+ against #'), ahead],
  [read('ran ahead of its own record, with # in \\w+ against #'), ahead],
  [read('record is better than the present: # in \\w+ against #'), behind],
  [read('Momentum has gone out of it, with # in \\w+ against #'), behind],
  [read('快于长期节奏：#（[^）]*），长期为年均#'), ahead],
  [read('近来增长提速：#（[^）]*），长期为年均#'), ahead],
  [read('跑在自身记录之前：#（[^）]*），长期为年均#'), ahead],
  [read('(?:增速放缓|记录好于现状|势头已经减弱)：#（[^）]*），长期为年均#'), behind],
  [read('turned to decline: # in \\w+ against #'), (a = 0, b = 0) => a < 0 && b >= 0],
  [read('decline is quickening: # in \\w+ against #'), (a = 0, b = 0) => a < b && b < 0],
  [read('decline is easing: # in \\w+ against #'), (a = 0, b = 0) => a > b && a < 0],
  [read('decline has stopped for now: # in \\w+ against #'), (a = 0, b = 0) => a >= 0 && b < 0],
  [
    read('Profit outgrew sales [^(]*\\(# [^{}]*?for net income, # for revenue'),
    (a = 0, b = 0) => a > b && b >= 0,
  ],
  [
    read('Profit did not keep up with sales [^(]*\\(# [^{}]*?for net income, # for revenue'),
    (a = 0, b = 0) => a < b && a >= 0,
  ],
  [
    read('Profit held up while sales fell [^(]*\\(# [^{}]*?for net income, # for revenue'),
    (a = 0, b = 0) => a >= 0 && b < 0,
  ],
  [
    read('Profit fell while sales rose [^(]*\\(# [^{}]*?for net income, # for revenue'),
    (a = 0, b = 0) => a < 0 && b >= 0,
  ],
  [
    read('Profit fell less than sales [^(]*\\(# [^{}]*?for net income, # for revenue'),
    (a = 0, b = 0) => a < 0 && b < a,
  ],
  [
    read('Profit fell more than sales [^(]*\\(# [^{}]*?for net income, # for revenue'),
    (a = 0, b = 0) => a < b && b < 0,
  ],
  [read('Profit growing faster than revenue: # against #'), (a = 0, b = 0) => a > b && b >= 0],
  [read('Profit growing more slowly than revenue: # against #'), (a = 0, b = 0) => a < b && a >= 0],
  [read('share count has grown over [^{}]*? by #'), positive],
  [read('share count is down over [^{}]*? change of #'), negative],
  [read('(?:Dilution|Heavy dilution): #'), positive],
  [read('Shrinking share count: #'), negative],
  [read('Revenue falling: #'), negative],
  [read('Revenue growing: #'), positive],
  [read('Shrinking revenue: #'), negative],
  [read('Net income \\(# in \\w+\\) exceeds operating income \\(#\\)'), ahead],
  [read('exceed borrowings by #'), (a = 0) => a >= 0],
  [read('Borrowings exceed cash and securities \\(net cash #'), negative],
  [read('supports less \\(#\\) than earnings do \\(#\\)'), behind],
  [read('up from # in'), () => true],
  [read('(?:the low point was|at worst) #'), negative],
  [read('even the slowest, \\w+, came in at #'), (a = 0) => a >= 0],
  [read('从#升至#'), up],
  [read('由#升至#'), up],
  [read('由#降至#'), down],
  [read('由#(?:扩大|改善)到#'), up],
  [read('由#(?:收窄|恶化)到#'), down],
  [read('由#变为#，而收入收缩得多（增长率#）'), (a = 0, b = 0, r = 0) => b <= a && r < b / a - 1],
  [read('利润增长快于收入（净利润(?:年复合|增长率)#，收入#）'), (a = 0, b = 0) => a > b && b >= 0],
  [read('利润没有跟上收入（净利润(?:年复合|增长率)#，收入#）'), (a = 0, b = 0) => a < b && a >= 0],
  [
    read('收入增长而利润下降（净利润(?:年复合|增长率)#，收入#）'),
    (a = 0, b = 0) => a < 0 && b >= 0,
  ],
  [
    read('收入下降而利润没有下降（净利润(?:年复合|增长率)#，收入#）'),
    (a = 0, b = 0) => a >= 0 && b < 0,
  ],
  [read('利润的降幅小于收入（净利润(?:年复合|增长率)#，收入#）'), (a = 0, b = 0) => a < 0 && b < a],
  [read('利润的降幅大于收入（净利润(?:年复合|增长率)#，收入#）'), (a = 0, b = 0) => a < b && b < 0],
  [read('累计股数减少，变动最大的一年为#'), negative],
  [read('股数增加，增幅最大的一年为#'), positive],
  [read('股数减少：#'), negative],
  [read('(?:股权稀释|股权大幅稀释)：#'), positive],
]
/** A comparison of two figures: a sentence with such words must be one that the table reads. */
const COMPARES = read(
  '(?:rose|fell|grew|shrank|widened|narrowed|improved|worsened) from #|[从由]#(?:升|降|扩大|收窄|改善|恶化)',
)

const texts = (financials: Financials): string[] =>
  (['en', 'zh'] as const).flatMap((language) =>
    reportRequests(financials, language).map((request) => {
      const text = writeModule(request).join('\n\n')
      // Its own counts and names are never struck as unverified.
      expect(checkText(text, request.context.figures, { symbol: 'TEST' }).unverified).toEqual([])
      return text
    }),
  )

const figureOf = (figures: FigureIndex, token: string): number =>
  Number(figures.get(token)?.value ?? Number.NaN)

/** The sentences whose words do not fit their figures. */
const wrong = (financials: Financials): string[] => {
  const index = figuresOf(financials)
  return texts(financials).flatMap((text) => {
    const faults = SAYS.flatMap(([pattern, holds]) =>
      [...text.matchAll(pattern)].flatMap(([sentence, ...tokens]) =>
        holds(...tokens.map((token) => figureOf(index, token))) ? [] : [sentence],
      ),
    )
    const unread = [...text.matchAll(COMPARES)].filter(
      ({ index: at }) =>
        !SAYS.some(([pattern]) =>
          [...text.matchAll(pattern)].some((m) => m.index <= at && at < m.index + m[0].length),
        ),
    )
    return [...faults, ...unread.map(([sentence]) => `unread: ${sentence}`)]
  })
}

const series = (least: number, most: number) =>
  fc.array(fc.double({ min: least, max: most, noNaN: true }), { minLength: 6, maxLength: 6 })
const walk = (first: number, steps: readonly number[]): number[] => {
  let value = first
  return steps.map((step) => {
    value *= 1 + step
    return Math.round(value)
  })
}

const company = fc
  .record({
    growth: series(-0.5, 0.6),
    margin: series(-0.5, 0.5),
    gross: series(0.05, 0.9),
    receivables: series(-0.5, 0.8),
    inventory: series(-0.5, 0.8),
    shares: series(-0.1, 0.15),
    net: series(-0.4, 0.4),
    cash: series(-0.3, 0.5),
    debt: fc.double({ min: 0, max: 2, noNaN: true }),
  })
  .map((r): FiledYears => {
    const revenue = walk(1_000_000_000, r.growth)
    const of = (part: readonly number[]) => revenue.map((v, i) => Math.round(v * (part[i] ?? 0)))
    const net = of(r.net)
    const shares = walk(100_000_000, r.shares)
    const assets = revenue.map((v) => v * 2)
    const debt = revenue.map((v) => Math.round(v * r.debt))
    return {
      last: 2025,
      flows: {
        'us-gaap:Revenues': revenue,
        'us-gaap:CostOfRevenue': of(r.gross.map((g) => 1 - g)),
        'us-gaap:OperatingIncomeLoss': of(r.margin),
        'us-gaap:NetIncomeLoss': net,
        'us-gaap:NetCashProvidedByUsedInOperatingActivities': of(r.cash),
        'us-gaap:PaymentsToAcquirePropertyPlantAndEquipment': of(r.cash.map(() => 0.05)),
        'us-gaap:DepreciationDepletionAndAmortization': of(r.cash.map(() => 0.04)),
        'us-gaap:InterestExpense': debt.map((v) => Math.round(v * 0.05)),
      },
      per_share: {
        'us-gaap:EarningsPerShareDiluted': net.map((v, i) =>
          Number((v / (shares[i] ?? 1)).toFixed(2)),
        ),
      },
      shares: { 'us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding': shares },
      balances: {
        'us-gaap:Assets': assets,
        'us-gaap:Liabilities': assets.map((v) => Math.round(v * 0.6)),
        'us-gaap:StockholdersEquity': assets.map((v) => v - Math.round(v * 0.6)),
        'us-gaap:CashAndCashEquivalentsAtCarryingValue': of(r.cash.map(() => 0.1)),
        'us-gaap:AccountsReceivableNetCurrent': walk(100_000_000, r.receivables),
        'us-gaap:InventoryNet': walk(50_000_000, r.inventory),
        'us-gaap:LongTermDebt': debt,
      },
    }
  })

test('generated companies: every comparison agrees with its figures', () => {
  fc.assert(
    fc.property(company, (filed) => {
      expect(wrong(financialsOfFilings(filedYears(filed)))).toEqual([])
    }),
    { numRuns: 60 },
  )
}, 120_000)

test('a value of another scale: no sentence rests on what is in doubt', () => {
  const tags = ['us-gaap:NetIncomeLoss', 'us-gaap:Revenues', 'us-gaap:OperatingIncomeLoss'] as const
  fc.assert(
    fc.property(
      company,
      fc.constantFrom(...tags),
      fc.integer({ min: 3, max: 5 }),
      (filed, tag, at) => {
        const flows = {
          ...filed.flows,
          [tag]: (filed.flows?.[tag] ?? []).map((v, i) => (i === at && v !== null ? v / 1000 : v)),
        }
        const financials = financialsOfFilings(filedYears({ ...filed, flows }))
        const index = figuresOf(financials)
        const prose = texts(financials).map((text) => text.replace(/^\|.*$/gm, ''))
        const doubtful = prose.flatMap((text) =>
          [...text.matchAll(read('#'))].flatMap(([, token = '']) =>
            index.get(token)?.doubts ? [token] : [],
          ),
        )
        expect(doubtful).toEqual([])
      },
    ),
    { numRuns: 30 },
  )
}, 120_000)

test.each([
  ['US', 'AAPL'],
  ['US', 'NVDA'],
  ['US', 'MRVL'],
  ['CN', '600519.SH'],
  ['CN', '600000.SH'],
  ['HK', '00700'],
  ['JP', '7203'],
] as const)(
  '%s:%s as recorded: every comparison agrees with its figures',
  async (market, symbol) => {
    expect(wrong(await recordedFinancials(market, symbol))).toEqual([])
  },
)

describe('receivables that fell less than sales', () => {
  const financials = financialsOfFilings(
    filedYears(
      soundWith({
        flows: {
          'us-gaap:Revenues': [null, 1050e6, 1020e6, 1000e6, 855e6],
          'us-gaap:CostOfRevenue': undefined,
        },
        balances: { 'us-gaap:AccountsReceivableNetCurrent': [null, 278e6, 270e6, 265e6, 263e6] },
      }),
    ),
  )
  const [en = '', zh = ''] = (['en', 'zh'] as const).map((language) =>
    reportRequests(financials, language)
      .flatMap((request) => writeModule(request))
      .join('\n\n'),
  )
  test('never rose', () => {
    expect(en).toContain(
      'Receivables went from {{receivables@FY2024}} to {{receivables@FY2025}}, while revenue shrank much more',
    )
    expect(en).not.toMatch(/[Rr]eceivables rose|Receivables outgrowing/)
    expect(zh).not.toMatch(/应收账款[从由][^，]*升至|应收账款增长快于/)
  })
  test('are not among what the red flags looked for and did not find', () => {
    expect(en).not.toMatch(/They looked for [^.]*receivables outrunning/)
    expect(zh).not.toMatch(/均未发现问题，检验内容为[^。]*应收账款快于/)
  })
})

test('a count that shrank over the years and grew in the newest is told with both', () => {
  const financials = financialsOfFilings(
    filedYears(
      soundWith({
        shares: {
          'us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding': [
            130e6, 120e6, 100e6, 90e6, 97.5e6,
          ],
        },
        per_share: { 'us-gaap:EarningsPerShareDiluted': [1.21, 1.38, 1.73, 2, 1.92] },
      }),
    ),
  )
  const [, fundamental = ''] = reportRequests(financials, 'en').map((r) =>
    writeModule(r).join('\n'),
  )
  expect(fundamental).toContain(
    'in the newest year it moved the other way ({{share_count_change@FY2025}})',
  )
  expect(fundamental).not.toMatch(/shrinking over/)
})

test('costs are called the largest only when the costs are known', () => {
  const profile = (flows: Record<string, (number | null)[]>) =>
    reportRequests(financialsOfFilings(filedYears(soundWith({ flows }))), 'en').map((r) =>
      writeModule(r).join('\n'),
    )[0]
  const whole = {
    'us-gaap:SellingGeneralAndAdministrativeExpense': [210e6, 220e6, 230e6, 240e6, 250e6],
  }
  expect(profile(whole)).toContain('the largest claims are cost of revenue')
  const part = { 'us-gaap:SellingGeneralAndAdministrativeExpense': [21e6, 22e6, 23e6, 24e6, 25e6] }
  expect(profile(part)).not.toContain('largest claims')
  expect(profile(part)).toContain('these are known: cost of revenue')
})
