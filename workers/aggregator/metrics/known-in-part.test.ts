import { expect, test } from 'vitest'
import { companyFacts, filing } from '../providers/sec/companyfacts.fixture.ts'
import { toFacts } from '../providers/sec/to-facts.ts'
import { fiscalYearsOfFacts } from '../time/periods.ts'
import { derive } from './derive.ts'

const k24 = filing('0001652044-25-000014', '10-K', '2025-02-05', 2024, 'FY')

const at = (n: number) => ({ USD: [k24.at('2024-12-31', n)] })
const over = (n: number) => ({
  USD: [k24.over('2024-01-01', '2024-12-31', n)],
})

/** Commercial paper under a tag of the filer's own; `paper` is what a standard tag has of it. */
const derivedOf = (paper: number | null, more: Record<string, ReturnType<typeof over>> = {}) => {
  const mapped = toFacts({
    companyFacts: companyFacts({
      'us-gaap:Revenues': over(9000),
      'us-gaap:Assets': at(9000),
      'us-gaap:CashAndCashEquivalentsAtCarryingValue': at(900),
      'us-gaap:StockholdersEquity': at(5000),
      'us-gaap:Liabilities': at(4000),
      'us-gaap:LiabilitiesCurrent': at(2000),
      'us-gaap:AccountsPayableCurrent': at(600),
      'us-gaap:LongTermDebtCurrent': at(100),
      'us-gaap:LongTermDebtNoncurrent': at(2000),
      'us-gaap:ProceedsFromRepaymentsOfCommercialPaper': over(1300),
      ...(paper !== null && { 'us-gaap:CommercialPaper': at(paper) }),
      ...more,
    }),
    documents: new Map(),
    fiscalYearEnd: '12-31',
  })
  if (!mapped.ok) throw new Error(mapped.field)
  const facts = mapped.data.map(({ source: _, ...fact }, at) => ({
    ...fact,
    id: `f${at}`,
    retrieved_at: fact.known_at,
  }))
  return derive({
    facts,
    fiscalYears: fiscalYearsOfFacts(facts),
    currency: 'USD',
    assumptions: {
      discount_rate: 0.09,
      terminal_growth_rate: 0.025,
      growth_cap: 0.15,
      projection_years: 10,
    },
    years: 10,
  })
}
const OF_DEBT = ['net_cash', 'debt_to_equity', 'debt_to_assets', 'invested_capital']

test('debt known in part is no total, and nothing is derived from it', () => {
  const { derived, absences } = derivedOf(null)
  expect(derived.filter(({ name }) => ['total_debt', ...OF_DEBT].includes(name))).toEqual([])
  for (const name of ['total_debt', ...OF_DEBT])
    expect(absences.find((one) => one.name === name && one.period === 'FY2024')).toMatchObject({
      absent: 'refused',
      detail: expect.stringContaining('total_debt for FY2024 is known in part alone'),
    })
})

test('where the missing line is filed, all is derived', () => {
  const { derived } = derivedOf(1300)
  for (const name of OF_DEBT) expect(derived.map((one) => one.name)).toContain(name)
})

test('a flow known in part is refused with the part that is known, and all that rests on it', () => {
  const more = (preferred: number) => ({
    'us-gaap:NetIncomeLoss': over(900),
    'us-gaap:PaymentsOfDividendsCommonStock': over(262),
    'us-gaap:DividendsPreferredStockCash': over(preferred),
  })
  const { derived, absences } = derivedOf(1300, more(57))
  expect(derived.map(({ name }) => name)).not.toContain('dividend_payout')
  for (const name of ['dividends_paid', 'dividend_payout'])
    expect(absences.find((one) => one.name === name && one.period === 'FY2024')).toMatchObject({
      absent: 'refused',
      detail: expect.stringContaining(
        'dividends_paid for FY2024 is known in part alone: the filing shows that there is more than the -262 USD',
      ),
      detail_zh: expect.stringContaining('仅知部分'),
    })
  expect(derivedOf(1300, more(0)).derived.map(({ name }) => name)).toContain('dividend_payout')
})
