/**
 * What is told of a company follows from what it is and from what matters of it: the order of the
 * sections, what its growth came from, which balances are worth a word, and what dilutes its
 * owners.
 */
import { describe, expect, test } from 'vitest'
import { filedYears, soundWith } from '../../../e2e/fakes/filed-years.ts'
import { financialsOfFilings } from '../../../e2e/fakes/read-path.ts'
import { recordedFinancials, reportRequests } from '../../../e2e/fakes/recorded-report.ts'
import { checkText } from '../../figures/checker.ts'
import { writeModule } from './index.ts'
import { sharedPart, skeletonsOf } from './skeletons.fixture.ts'

type Filed = Parameters<typeof soundWith>[0]

const sections = (over: Filed, language: 'en' | 'zh', sic?: string): Record<string, string> => {
  const financials = financialsOfFilings(filedYears(soundWith(over)), sic ? { sic } : {})
  return Object.fromEntries(
    reportRequests(financials, language).map((request) => {
      const text = writeModule(request).join('\n\n')
      expect(checkText(text, request.context.figures, { symbol: 'TEST' }).unverified).toEqual([])
      return [request.module.id, text]
    }),
  )
}
const fundamental = (over: Filed, language: 'en' | 'zh' = 'en', sic?: string): string =>
  sections(over, language, sic).fundamental_analysis ?? ''
const headings = (text: string): string[] =>
  [...text.matchAll(/^### (.+)$/gm)].map(([, title]) => title ?? '')

const LOSS: Filed = {
  flows: {
    'us-gaap:NetIncomeLoss': [50e6, 30e6, 10e6, -40e6, -90e6],
    'us-gaap:OperatingIncomeLoss': [80e6, 50e6, 20e6, -30e6, -80e6],
    'us-gaap:NetCashProvidedByUsedInOperatingActivities': [90e6, 60e6, 20e6, -40e6, -80e6],
  },
  per_share: { 'us-gaap:EarningsPerShareDiluted': [0.5, 0.3, 0.1, -0.4, -0.9] },
}

describe('what is told first', () => {
  test('of a loss-maker: the loss, then what it lives on', () => {
    expect(headings(fundamental(LOSS)).slice(0, 2)).toEqual([
      'Profitability and returns',
      'Balance sheet',
    ])
  })
  test('of a utility: what it owes', () => {
    expect(headings(fundamental({}, 'en', '4911'))[0]).toBe('Balance sheet')
  })
  test('of others: growth', () => {
    expect(headings(fundamental({}))[0]).toBe('Growth')
  })
})

describe('growth', () => {
  test('that only makes good a fall is no strength, and the fall is told', () => {
    const flows = { 'us-gaap:Revenues': [null, null, 1000e6, 700e6, 900e6] }
    const en = fundamental({ flows })
    expect(en).toContain('The year before had brought growth of {{revenue_growth@FY2024}}')
    expect(en).not.toMatch(/Strongest point[^\n]*Revenue growing/)
    expect(fundamental({ flows }, 'zh')).toContain('这一增长很大程度上只是收复失地')
  })
  test('that goes far beyond a fall is not called a recovery of it', () => {
    const flows = { 'us-gaap:Revenues': [null, null, 1000e6, 960e6, 1900e6] }
    expect(fundamental({ flows })).not.toContain('only makes that good')
  })
  test('that falls is never called growth', () => {
    const flows = { 'us-gaap:Revenues': [null, null, 1000e6, 950e6, 800e6] }
    expect(fundamental({ flows })).toMatch(/Revenue fell in FY2025 \(growth of \{\{/)
    expect(fundamental({ flows }, 'zh')).toMatch(/2025财年营收下降（增长率\{\{/)
  })
  test('of nothing beside a profit that fell is not a fall of sales', () => {
    const over: Filed = {
      flows: {
        'us-gaap:Revenues': [null, null, 1000e6, 1000e6, 1002e6],
        'us-gaap:NetIncomeLoss': [null, null, 120e6, 110e6, 60e6],
      },
      per_share: { 'us-gaap:EarningsPerShareDiluted': [null, null, 1.2, 1.1, 0.6] },
    }
    expect(fundamental(over)).toContain('Profit fell on sales that stood still')
    expect(fundamental(over)).not.toContain('Profit fell more than sales')
    expect(fundamental(over, 'zh')).toContain('收入基本持平而利润下降')
  })
})

describe('balances', () => {
  const inventory = (last: number): Filed => ({
    balances: { 'us-gaap:InventoryNet': [null, null, last / 2, last / 2, last] },
  })
  test('that are small beside revenue are told nothing of by their growth', () => {
    const en = fundamental(inventory(10e6))
    expect(en).not.toMatch(/Inventory rose|Inventory outgrowing|stock outrunning/)
  })
  test('that are not, are', () => {
    expect(fundamental(inventory(200e6))).toMatch(/Inventory rose from/)
  })
})

describe('dilution', () => {
  const DILUTED: Filed = {
    shares: {
      'us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding': [
        100e6, 101e6, 104e6, 110e6, 122e6,
      ],
    },
    per_share: { 'us-gaap:EarningsPerShareDiluted': [1.57, 1.63, 1.66, 1.64, 1.54] },
    flows: { 'us-gaap:ShareBasedCompensation': [20e6, 22e6, 25e6, 28e6, 60e6] },
  }
  test('is a risk with the growth of the count and with the pay in shares', () => {
    for (const language of ['en', 'zh'] as const) {
      const { risks = '' } = sections(DILUTED, language)
      const line = risks.split('\n').find((one) => /New shares dilute|新股稀释/.test(one)) ?? ''
      expect(line).toContain('{{share_count_change@FY2025}}')
      expect(line).toContain('{{sbc_to_revenue@FY2025}}')
    }
  })
  test('by pay in shares alone is a risk of its own', () => {
    const flows = { 'us-gaap:ShareBasedCompensation': [90e6, 95e6, 100e6, 110e6, 130e6] }
    const { risks = '' } = sections({ flows }, 'en')
    expect(risks).toMatch(/Pay in shares takes a large part of revenue[^\n]*sbc_to_revenue@FY2025/)
    expect(sections({}, 'en').risks).not.toContain('Pay in shares')
  })
  test('of years ago is told, and is no red flag of today', () => {
    const shares = {
      'us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding': [
        100e6, 125e6, 125.5e6, 126e6, 126.5e6,
      ],
    }
    const per_share = { 'us-gaap:EarningsPerShareDiluted': [1.57, 1.32, 1.37, 1.43, 1.48] }
    const en = fundamental({ shares, per_share })
    expect(en).toContain('since then it has hardly moved ({{share_count_change@FY2025}} in FY2025)')
    expect(en).not.toContain('Heavy dilution')
  })
})

describe('two reports', () => {
  test.each(['en', 'zh'] as const)('in %s share a third of what they say', async (language) => {
    const all = await Promise.all(
      ['AAPL', 'NVDA', 'MRVL'].map(async (symbol) =>
        skeletonsOf(await recordedFinancials('US', symbol), language),
      ),
    )
    const shares = all.flatMap((one) =>
      all.flatMap((other) => (one === other ? [] : [sharedPart(one, other)])),
    )
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
    expect(mean).toBeLessThanOrEqual(0.36)
    // Two makers of chips and devices that do well in the same ways have the most in common.
    expect(Math.max(...shares)).toBeLessThanOrEqual(0.5)
  })

  test('say nothing twice in the two cases', () => {
    const { bull_case = '', bear_case = '' } = sections(LOSS, 'en')
    for (const text of [bull_case, bear_case]) {
      const claims = [...text.matchAll(/^- \*\*(.+?)\*\*/gm)].map(([, claim]) => claim)
      expect(new Set(claims).size).toBe(claims.length)
      expect(text).not.toContain('in one sentence')
    }
  })
})
