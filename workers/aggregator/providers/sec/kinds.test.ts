/** What is right for every company: a part is not the whole, and a filing's own sums decide. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { companyFacts, filing } from './companyfacts.fixture.ts'
import { debtOf } from './debt.ts'
import { US_GAAP_DEBT } from './debt-tags.ts'
import { toFacts } from './to-facts.ts'

const k24 = filing('0001652044-25-000014', '10-K', '2025-02-05', 2024, 'FY')
const YEAR = ['2024-01-01', '2024-12-31'] as const
const DAY = '2024-12-31'

interface Filed {
  flows?: Record<string, number>
  balances?: Record<string, number>
}
/** The figures of one annual report, by concept. */
const figuresOf = ({ flows = {}, balances = {} }: Filed): Record<string, string> => {
  const rows = [
    ...Object.entries(flows).map(([tag, n]) => [tag, k24.over(...YEAR, n)] as const),
    ...Object.entries(balances).map(([tag, n]) => [tag, k24.at(DAY, n)] as const),
  ]
  const facts = toFacts({
    companyFacts: companyFacts(
      Object.fromEntries(rows.map(([tag, row]) => [`us-gaap:${tag}`, { USD: [row] }])),
    ),
    documents: new Map(),
    fiscalYearEnd: '12-31',
  })
  if (!facts.ok) throw new Error(facts.field)
  return Object.fromEntries(facts.data.map(({ concept, value }) => [concept, value]))
}
const debt = (balances: Record<string, number>) => {
  const found = debtOf(US_GAAP_DEBT, new Map(Object.entries(balances)))
  return {
    short: found.short_term_debt?.value,
    long: found.long_term_debt?.value,
    total: found.total_debt?.value,
  }
}

describe('debt: a part is never the whole', () => {
  test.each([
    [
      'with leases, as the filer has them on one line',
      {
        LongTermDebtAndCapitalLeaseObligations: 2001,
        LongTermDebtAndCapitalLeaseObligationsCurrent: 121,
        CommercialPaper: 31,
      },
      { short: '152', long: '2001', total: '2153' },
    ],
    [
      'all that is due within a year is one line',
      { DebtCurrent: 707, LongTermDebtNoncurrent: 11_517 },
      { short: '707', long: '11517', total: '12224' },
    ],
    [
      'a filed whole bounds the sum',
      { CommercialPaper: 31, DebtAndCapitalLeaseObligations: 900 },
      { short: '31', total: '900' },
    ],
    [
      'long-term debt whole and what is borrowed for less than a year',
      { LongTermDebt: 901, LongTermDebtCurrent: 101, ShortTermBorrowings: 53 },
      { short: '154', long: '800', total: '954' },
    ],
    [
      'the current portion under the tag of short-term borrowings',
      { LongTermDebt: 4471, LongTermDebtNoncurrent: 3971, ShortTermBorrowings: 500 },
      { short: '500', long: '3971', total: '4471' },
    ],
    [
      'convertible notes on a line of their own',
      { LongTermDebtNoncurrent: 1000, ConvertibleDebtNoncurrent: 300 },
      { long: '1300', total: '1300' },
    ],
    [
      'convertible notes inside, as the whole says',
      {
        LongTermDebtNoncurrent: 1000,
        ConvertibleDebtNoncurrent: 300,
        LongTermDebt: 1100,
        LongTermDebtCurrent: 100,
      },
      { short: '100', long: '1000', total: '1100' },
    ],
    [
      'kinds that make up the line',
      {
        LongTermDebtNoncurrent: 9517,
        SeniorLongTermNotes: 7013,
        JuniorSubordinatedLongTermNotes: 2504,
      },
      { long: '9517', total: '9517' },
    ],
    [
      'owed to related parties',
      {
        LongTermDebtNoncurrent: 500,
        NotesPayableRelatedPartiesNoncurrent: 70,
        NotesPayableRelatedPartiesClassifiedCurrent: 9,
      },
      { short: '9', long: '570', total: '579' },
    ],
    ['kinds alone', { SecuredDebt: 2643, SeniorNotes: 1472, LineOfCredit: 12 }, { total: '4127' }],
    [
      'a rounded mention is not above the lines',
      {
        LongTermDebtNoncurrent: 85_750_000_000,
        LongTermDebtCurrent: 10_912_000_000,
        LongTermDebt: 96_700_000_000,
      },
      { short: '10912000000', long: '85750000000', total: '96662000000' },
    ],
    [
      'long-term debt exists and is not filed',
      { CommercialPaper: 31, LongTermDebtFairValue: 1800 },
      { short: '31' },
    ],
    [
      'nothing is owed, and filed so',
      { LongTermDebtNoncurrent: 0, LongTermDebtCurrent: 0 },
      { short: '0', long: '0', total: '0' },
    ],
  ])('%s', (_, balances, expected) => {
    expect(debt(balances)).toEqual({
      short: undefined,
      long: undefined,
      total: undefined,
      ...expected,
    })
  })

  const amount = fc.integer({ min: 1_000, max: 900_000 }).map((n) => n * 1_000 + 7)
  test('property: the total holds every line, and is at most 1% below a filed whole', () => {
    fc.assert(
      fc.property(amount, amount, amount, amount, (later, portion, paper, more) => {
        // Two tags with one amount are one line.
        fc.pre(portion !== paper)
        const parts = {
          LongTermDebtNoncurrent: later,
          LongTermDebtCurrent: portion,
          CommercialPaper: paper,
        }
        const sum = later + portion + paper
        expect(debt(parts).total).toBe(`${sum}`)
        const whole = sum + more
        const total = Number(debt({ ...parts, DebtAndCapitalLeaseObligations: whole }).total)
        expect(total).toBeGreaterThanOrEqual(0.99 * whole)
        expect(total).toBeGreaterThanOrEqual(sum)
      }),
    )
  })
})

describe('which tag is the line', () => {
  const GROSS = { CostOfRevenue: 751, GrossProfit: 502 }
  const CONTRACTS = 'RevenueFromContractWithCustomerExcludingAssessedTax'
  test('the revenue that makes the gross profit, whatever the order of the tags', () => {
    expect(figuresOf({ flows: { ...GROSS, Revenues: 125, [CONTRACTS]: 1253 } }).revenue).toBe(
      '1253',
    )
    expect(figuresOf({ flows: { ...GROSS, Revenues: 1253, [CONTRACTS]: 900 } }).revenue).toBe(
      '1253',
    )
    expect(figuresOf({ flows: { ...GROSS, Revenues: 1400, [CONTRACTS]: 1253 } }).revenue).toBe(
      '1253',
    )
  })
  test('the revenue that, less all costs, makes the operating income', () => {
    const flows = {
      CostsAndExpenses: 903,
      OperatingIncomeLoss: 350,
      Revenues: 1300,
      SalesRevenueNet: 1253,
    }
    expect(figuresOf({ flows }).revenue).toBe('1253')
  })
  test('a total below its own part is not the total; near to it, the order stands', () => {
    expect(figuresOf({ flows: { Revenues: 2038, [CONTRACTS]: 19_857 } }).revenue).toBe('19857')
    expect(figuresOf({ flows: { Revenues: 980, [CONTRACTS]: 1000 } }).revenue).toBe('980')
  })
  test('the cost is what lies between revenue and gross profit, though on several lines', () => {
    const flows = {
      Revenues: 1253,
      GrossProfit: 402,
      CostOfGoodsSold: 751,
      DepreciationAndAmortization: 100,
    }
    expect(figuresOf({ flows }).cost_of_revenue).toBe('851')
  })
  test('beside medical costs the cost of products is a part, and there is no gross profit', () => {
    const flows = {
      Revenues: 1250,
      PremiumsEarnedNet: 1000,
      PolicyholderBenefitsAndClaimsIncurredNet: 825,
      CostOfGoodsAndServicesSold: 125,
    }
    const figures = figuresOf({ flows })
    expect(figures.cost_of_revenue).toBeUndefined()
    expect(figures.gross_profit).toBeUndefined()
  })
  test('selling alone, or administration beside it, is not the sum of both', () => {
    const SALE = { SellingAndMarketingExpense: 70 }
    const ADMIN = { GeneralAndAdministrativeExpense: 50 }
    const sga = (flows: Record<string, number>) =>
      figuresOf({ flows }).selling_general_administrative
    expect([sga(SALE), sga(ADMIN), sga({ ...SALE, ...ADMIN })]).toEqual([undefined, '50', '120'])
  })
  test('depreciation alone is all only where nothing else is amortized', () => {
    const filed = { flows: { Depreciation: 80 } }
    expect(figuresOf(filed).depreciation_amortization).toBe('80')
    const balances = { FiniteLivedIntangibleAssetsNet: 500 }
    expect(figuresOf({ ...filed, balances }).depreciation_amortization).toBeUndefined()
    const flows = { Depreciation: 80, AmortizationOfIntangibleAssets: 21 }
    expect(figuresOf({ flows, balances }).depreciation_amortization).toBe('101')
  })
})

describe('the parent and the minority', () => {
  const EQUITY = 'StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest'
  const MINORITY = 'NetIncomeLossAttributableToNoncontrollingInterest'
  test('totals less the minority give the parent’s figures', () => {
    const figures = figuresOf({
      flows: { ProfitLoss: 187, [MINORITY]: 3 },
      balances: { [EQUITY]: 1000, MinorityInterest: 30 },
    })
    expect(figures).toMatchObject({
      net_income: '184',
      net_income_total: '187',
      equity_parent: '970',
      total_equity: '1000',
    })
  })
  test('the tag of the parent with the total in it', () => {
    const figures = figuresOf({
      flows: { ProfitLoss: 187, NetIncomeLoss: 187, [MINORITY]: 3 },
      balances: { [EQUITY]: 1000, StockholdersEquity: 1000, MinorityInterest: 30 },
    })
    expect(figures).toMatchObject({ net_income: '184', equity_parent: '970' })
  })
  test('the tag of the parent with what is left for common shares', () => {
    const flows = {
      ProfitLoss: 1371,
      NetIncomeLoss: 1226,
      [MINORITY]: 94,
      PreferredStockDividendsAndOtherAdjustments: 51,
    }
    expect(figuresOf({ flows }).net_income).toBe('1277')
  })
  test('a minority’s part filed as it is subtracted gets its own sign', () => {
    const flows = { ProfitLoss: 3201, NetIncomeLoss: 3126, [MINORITY]: -75 }
    expect(figuresOf({ flows })).toMatchObject({
      net_income: '3126',
      minority_interest_income: '75',
    })
  })
})

describe('the change of cash', () => {
  const FLOWS = {
    NetCashProvidedByUsedInOperatingActivities: 225,
    NetCashProvidedByUsedInInvestingActivities: -62,
    NetCashProvidedByUsedInFinancingActivities: -223,
  }
  const ALL = 'CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents'
  test('filed before exchange rates, it is given with them', () => {
    const flows = {
      ...FLOWS,
      [`${ALL}PeriodIncreaseDecreaseExcludingExchangeRateEffect`]: -60,
      [`EffectOfExchangeRateOn${ALL}`]: -11,
    }
    expect(figuresOf({ flows })).toMatchObject({
      net_change_in_cash: '-71',
      exchange_rate_effect_on_cash: '-11',
    })
  })
  test('one tag stood for both: the flows say which it is', () => {
    const rates = { EffectOfExchangeRateOnCashAndCashEquivalents: -11 }
    const change = (n: number) =>
      figuresOf({ flows: { ...FLOWS, ...rates, CashAndCashEquivalentsPeriodIncreaseDecrease: n } })
        .net_change_in_cash
    expect([change(-60), change(-71)]).toEqual(['-71', '-71'])
  })
})
