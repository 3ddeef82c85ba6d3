/** What is right for every company: a part is not the whole, and a filing's own sums decide. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { companyFacts, filing } from './companyfacts.fixture.ts'
import { debtOf } from './debt/split.ts'
import { US_GAAP_DEBT } from './debt/tags.ts'
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

describe('a missing part that is known to be nil', () => {
  const INCOME = { NetIncomeLoss: 450, IncomeTaxExpenseBenefit: 190 }
  test('income before tax, beside discontinued operations', () => {
    const pretax = (more: Record<string, number>) =>
      figuresOf({ flows: { ...INCOME, ...more } }).pretax_income
    expect(pretax({ IncomeLossFromDiscontinuedOperationsNetOfTax: 0 })).toBe('640')
    expect(pretax({ IncomeLossFromDiscontinuedOperationsNetOfTax: 60 })).toBe('580')
    expect(pretax({ ExtraordinaryItemNetOfTax: 60 })).toBeUndefined()
    expect(pretax({ ExtraordinaryItemNetOfTax: 0 })).toBe('640')
    expect(pretax({ NetIncomeLossAttributableToNoncontrollingInterest: 7 })).toBe('647')
  })
  test('tax of this year and tax put off make up the tax', () => {
    const flows = { CurrentIncomeTaxExpenseBenefit: -133, DeferredIncomeTaxExpenseBenefit: -296 }
    expect(figuresOf({ flows }).income_tax).toBe('-429')
  })
  test('depreciation and amortization on one line, where nothing stands beside it', () => {
    const figure = (more: Record<string, number>) =>
      figuresOf({ flows: { OtherDepreciationAndAmortization: 852, ...more } })
        .depreciation_amortization
    expect(figure({})).toBe('852')
    expect(figure({ DepreciationPremisesAndEquipment: 98 })).toBeUndefined()
    expect(figure({ AmortizationOfIntangibleAssets: 41 })).toBe('893')
  })
  test('debt is nil where other lines make up all liabilities', () => {
    const lines = {
      AccountsPayableCurrent: 301,
      AccruedLiabilitiesCurrent: 203,
      LiabilitiesCurrent: 504,
      DeferredTaxLiabilitiesNoncurrent: 97,
    }
    const total = (Liabilities: number, more: Record<string, number> = {}) =>
      figuresOf({ balances: { ...lines, Liabilities, ...more } }).total_debt
    expect(total(601)).toBe('0')
    expect(total(701)).toBeUndefined()
    expect(total(601, { LiabilitiesCurrent: 494 })).toBeUndefined()
  })
})

describe('costs, payments and investments: a part is never the whole', () => {
  test('dividends on common shares alone, where preferred dividends are filed', () => {
    const paid = (more: Record<string, number>) => {
      const { dividends_paid, dividends_in_part } = figuresOf({
        flows: { PaymentsOfDividendsCommonStock: 262, ...more },
      })
      return { dividends_paid, dividends_in_part }
    }
    expect(paid({})).toEqual({ dividends_paid: '-262' })
    expect(paid({ DividendsPreferredStockCash: 0 })).toEqual({
      dividends_paid: '-262',
    })
    for (const tag of ['DividendsPreferredStock', 'PreferredStockDividendsIncomeStatementImpact'])
      expect(paid({ [tag]: 57 })).toEqual({ dividends_in_part: '-262' })
    const both = { PaymentsOfDividendsPreferredStockAndPreferenceStock: 57 }
    expect(paid(both)).toEqual({ dividends_paid: '-319' })
    expect(paid({ ...both, PaymentsOfDividends: 321 })).toEqual({
      dividends_paid: '-321',
    })
    // A whole below its part is none.
    expect(paid({ ...both, PaymentsOfDividends: 57 })).toEqual({
      dividends_paid: '-319',
    })
  })
  test('dividends on preferred shares alone, where common dividends are filed', () => {
    const flows = { PaymentsOfDividendsPreferredStockAndPreferenceStock: 57 }
    expect(figuresOf({ flows }).dividends_paid).toBe('-57')
    const more = figuresOf({
      flows: { ...flows, DividendsCommonStockCash: 260 },
    })
    expect([more.dividends_paid, more.dividends_in_part]).toEqual([undefined, '-57'])
  })
  test('ordinary dividends of nothing, where preferred dividends are filed', () => {
    const flows = {
      PaymentsOfOrdinaryDividends: 0,
      PreferredStockDividendsAndOtherAdjustments: 2474,
    }
    expect(figuresOf({ flows }).dividends_paid).toBeUndefined()
  })
  test('amortization of the cash flow statement, where a note has a part of it', () => {
    const flows = {
      Depreciation: 554,
      AdjustmentForAmortization: 184,
      AmortizationOfIntangibleAssets: 39,
    }
    expect(figuresOf({ flows }).depreciation_amortization).toBe('738')
    expect(
      figuresOf({
        flows: { Depreciation: 313, AdjustmentForAmortization: -42 },
      }).depreciation_amortization,
    ).toBeUndefined()
  })
  test('depreciation below the amortization beside it has none in it', () => {
    const figure = (DepreciationAndAmortization: number) =>
      figuresOf({
        flows: {
          DepreciationAndAmortization,
          AmortizationOfIntangibleAssets: 107,
        },
      }).depreciation_amortization
    expect([figure(99), figure(399)]).toEqual(['206', '399'])
  })
  test('depreciation beside intangible assets is known in part', () => {
    const figures = figuresOf({
      flows: { Depreciation: 45 },
      balances: { FiniteLivedIntangibleAssetsNet: 300 },
    })
    expect([figures.depreciation_amortization, figures.depreciation_in_part]).toEqual([
      undefined,
      '45',
    ])
  })
  test('bank depreciation beside the amortization of software or other lines', () => {
    const figure = (more: Record<string, number>) =>
      figuresOf({
        flows: {
          DepreciationPremisesAndEquipment: 95,
          AmortizationOfIntangibleAssets: 16,
          ...more,
        },
      }).depreciation_amortization
    expect(figure({})).toBe('111')
    expect(figure({ CapitalizedComputerSoftwareAmortization: 131 })).toBeUndefined()
    expect(figure({ OtherDepreciationAndAmortization: 12 })).toBeUndefined()
  })
  test('the statement’s line of depreciation beside a note’s part of it', () => {
    const flows = { OtherDepreciationAndAmortization: 304, AmortizationOfIntangibleAssets: 986 }
    const figure = (Depreciation: number) =>
      figuresOf({ flows: { ...flows, Depreciation } }).depreciation_amortization
    // Above the line it is no part of it.
    expect([figure(177), figure(400)]).toEqual(['1290', '1386'])
  })
  test('capital expenditure on several lines, on one, and as their sum', () => {
    const PROPERTY = 'PaymentsToAcquirePropertyPlantAndEquipment'
    const OIL = 'PaymentsToAcquireOilAndGasPropertyAndEquipment'
    const WELLS = 'PaymentsToExploreAndDevelopOilAndGasProperties'
    const OTHER = 'PaymentsToAcquireOtherPropertyPlantAndEquipment'
    const ASSETS = 'PaymentsToAcquireProductiveAssets'
    const figure = (flows: Record<string, number>) => figuresOf({ flows }).capex
    expect(figure({ [PROPERTY]: 33, [OIL]: 541 })).toBe('-574')
    expect(figure({ [PROPERTY]: 0, PaymentsToAcquireOilAndGasProperty: 3325 })).toBe('-3325')
    expect(figure({ [OIL]: 9, [WELLS]: 1392, [OTHER]: 606 })).toBe('-2007')
    expect(
      figure({
        [OTHER]: 2,
        PaymentsForCapitalImprovements: 123,
        PaymentsToAcquireAndDevelopRealEstate: 330,
      }),
    ).toBe('-455')
    expect(figure({ [PROPERTY]: 600, [WELLS]: 500, [OTHER]: 100 })).toBe('-600')
    // What discontinued operations spent.
    expect(figure({ [PROPERTY]: 1617, [OTHER]: 5 })).toBe('-1617')
    // Beside the line of property the tag of assets has what was paid for businesses.
    expect(figure({ [PROPERTY]: 79, [ASSETS]: 617 })).toBe('-79')
    expect(figure({ [PROPERTY]: 0, [ASSETS]: 164 })).toBe('-164')
    expect(figure({ [ASSETS]: 15, [OTHER]: 47 })).toBe('-47')
    expect(figure({ [PROPERTY]: 0 })).toBe('0')
  })
  test('all equity bought back, less what was preferred', () => {
    const figure = (flows: Record<string, number>) => figuresOf({ flows }).buybacks
    const all = { PaymentsForRepurchaseOfEquity: 500 }
    expect(figure(all)).toBe('-500')
    expect(figure({ ...all, PaymentsForRepurchaseOfPreferredStockAndPreferenceStock: 120 })).toBe(
      '-380',
    )
    expect(figure({ ...all, PaymentsForRepurchaseOfCommonStock: 300 })).toBe('-300')
  })
  test('intangible assets of both kinds', () => {
    const figure = (balances: Record<string, number>) => figuresOf({ balances }).intangibles
    const kinds = {
      FiniteLivedIntangibleAssetsNet: 841,
      IndefiniteLivedIntangibleAssetsExcludingGoodwill: 1782,
    }
    expect(figure(kinds)).toBe('2623')
    expect(figure({ ...kinds, IntangibleAssetsNetExcludingGoodwill: 2623 })).toBe('2623')
    expect(figure({ ...kinds, IntangibleAssetsNetExcludingGoodwill: 841 })).toBe('2623')
    expect(figure({ FiniteLivedIntangibleAssetsNet: 841 })).toBe('841')
  })
  test('lease liabilities of both kinds', () => {
    const figure = (balances: Record<string, number>) => figuresOf({ balances }).lease_liabilities
    const operating = { OperatingLeaseLiabilityCurrent: 10, OperatingLeaseLiabilityNoncurrent: 90 }
    const finance = { FinanceLeaseLiabilityCurrent: 3, FinanceLeaseLiabilityNoncurrent: 27 }
    expect(figure({ ...operating, ...finance })).toBe('130')
    expect(figure({ OperatingLeaseLiability: 100, ...finance })).toBe('130')
    expect(figure({ ...operating, FinanceLeaseLiability: 30 })).toBe('130')
    expect(figure(operating)).toBe('100')
    expect(figure({ ...operating, FinanceLeaseLiabilityCurrent: 3 })).toBeUndefined()
  })
  test('interest of a company and of its financing business', () => {
    const figure = (flows: Record<string, number>) => figuresOf({ flows }).interest_expense
    expect(figure({ InterestAndDebtExpense: 339, FinancingInterestExpense: 175 })).toBe('514')
    expect(figure({ FinancingInterestExpense: 175 })).toBe('175')
  })
  test('costs of selling beside those of administration', () => {
    const figure = (flows: Record<string, number>) => {
      const { selling_general_administrative, selling_in_part } = figuresOf({
        flows,
      })
      return { selling_general_administrative, selling_in_part }
    }
    for (const tag of ['SellingAndMarketingExpense', 'SellingExpense', 'MarketingExpense'])
      expect(figure({ [tag]: 680, GeneralAndAdministrativeExpense: 328 })).toEqual({
        selling_general_administrative: '1008',
      })
    expect(
      figure({
        SellingGeneralAndAdministrativeExpense: 300,
        GeneralAndAdministrativeExpense: 328,
      }),
    ).toEqual({ selling_in_part: '300' })
    expect(
      figure({
        GeneralAndAdministrativeExpense: 1241,
        OtherSellingGeneralAndAdministrativeExpense: 223,
      }),
    ).toEqual({ selling_in_part: '1241' })
    expect(figure({ SellingExpense: 1961 })).toEqual({
      selling_in_part: '1961',
    })
  })
  test('investments on one line, or the sum of their kinds', () => {
    const now = (balances: Record<string, number>) => figuresOf({ balances }).short_term_investments
    expect(
      now({
        AvailableForSaleSecuritiesDebtSecuritiesCurrent: 5285,
        TradingSecuritiesCurrent: 4648,
      }),
    ).toBe('9933')
    expect(
      now({
        AvailableForSaleSecuritiesCurrent: 180,
        HeldToMaturitySecuritiesCurrent: 338,
      }),
    ).toBe('518')
    expect(
      now({
        MarketableSecuritiesCurrent: 700,
        HeldToMaturitySecuritiesCurrent: 338,
      }),
    ).toBe('700')
    expect(
      now({
        ShortTermInvestments: 40,
        AvailableForSaleSecuritiesDebtSecuritiesCurrent: 500,
      }),
    ).toBe('500')
    const later = (balances: Record<string, number>) =>
      figuresOf({ balances }).long_term_investments
    expect(
      later({
        AvailableForSaleSecuritiesDebtSecuritiesNoncurrent: 143,
        AvailableForSaleSecuritiesEquitySecuritiesNoncurrent: 74,
      }),
    ).toBe('217')
    // Long-term investments may hold associates.
    expect(later({ MarketableSecuritiesNoncurrent: 80, LongTermInvestments: 790 })).toBe('80')
  })
})

describe('discontinued operations', () => {
  test('their income, and their flow as one line or as three', () => {
    const flows = {
      IncomeLossFromDiscontinuedOperationsNetOfTax: 31,
      CashProvidedByUsedInOperatingActivitiesDiscontinuedOperations: 7,
      CashProvidedByUsedInInvestingActivitiesDiscontinuedOperations: -3,
    }
    expect(figuresOf({ flows })).toMatchObject({
      discontinued_income: '31',
      discontinued_cash_flow: '4',
    })
    expect(
      figuresOf({
        flows: { ...flows, NetCashProvidedByUsedInDiscontinuedOperations: 5 },
      }),
    ).toMatchObject({ discontinued_cash_flow: '5' })
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
