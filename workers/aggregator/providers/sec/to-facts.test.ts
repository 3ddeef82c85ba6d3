import { describe, expect, it } from 'vitest'
import type { CompanyFacts } from './raw.ts'
import { companyFacts, type FixtureRow, filing } from './companyfacts.fixture.ts'
import { toFacts } from './to-facts.ts'

const read = (given: CompanyFacts, documents = new Map<string, string>()) => {
  const facts = toFacts({ companyFacts: given, documents, fiscalYearEnd: '12-31' })
  if (!facts.ok) throw new Error(facts.field)
  return facts.data
}
const brief = (given: CompanyFacts, concept: string) =>
  read(given)
    .filter((fact) => fact.concept === concept)
    .map((fact) => [fact.period, fact.value, fact.provider_field, fact.filed_at])

const RFCC = 'us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax'
const k22 = filing('0001652044-23-000016', '10-K', '2023-02-03', 2022, 'FY')
const k23 = filing('0001652044-24-000022', '10-K', '2024-01-31', 2023, 'FY')
const k24 = filing('0001652044-25-000014', '10-K', '2025-02-05', 2024, 'FY')
const q1 = filing('0001652044-25-000043', '10-Q', '2025-04-25', 2025, 'Q1')
const q2 = filing('0001652044-25-000062', '10-Q', '2025-07-24', 2025, 'Q2')
const Y22 = ['2022-01-01', '2022-12-31'] as const
const Y23 = ['2023-01-01', '2023-12-31'] as const
const Y24 = ['2024-01-01', '2024-12-31'] as const

describe('tags', () => {
  it('a series does not freeze where the company leaves a tag', () => {
    const given = companyFacts({
      [RFCC]: { USD: [k22.over(...Y22, 282), k23.over(...Y23, 307)] },
      'us-gaap:Revenues': {
        USD: [
          k23.over(...Y23, 307),
          k24.over(...Y24, 350),
          q2.over('2025-04-01', '2025-06-30', 96),
        ],
      },
    })
    expect(brief(given, 'revenue')).toEqual([
      ['FY2022', '282', RFCC, '2023-02-03'],
      ['FY2023', '307', 'us-gaap:Revenues', '2024-01-31'],
      ['FY2024', '350', 'us-gaap:Revenues', '2025-02-05'],
      ['2025Q2', '96', 'us-gaap:Revenues', '2025-07-24'],
    ])
  })

  it('a left tag never overrides the one in use, and what only it knew was known all the same', () => {
    const given = companyFacts({
      [RFCC]: { USD: [k22.over(...Y22, 280), k23.over(...Y22, 279)] },
      'us-gaap:Revenues': { USD: [k23.over(...Y22, 282), q2.over('2025-04-01', '2025-06-30', 96)] },
    })
    expect(brief(given, 'revenue').slice(0, 2)).toEqual([
      ['FY2022', '280', RFCC, '2023-02-03'],
      ['FY2022', '282', 'us-gaap:Revenues', '2024-01-31'],
    ])
  })

  it('the same value again is no fact, another value is a restatement', () => {
    const given = companyFacts({
      'us-gaap:NetIncomeLoss': {
        USD: [k22.over(...Y22, 60), k23.over(...Y22, 60), k24.over(...Y22, 59)],
      },
    })
    expect(brief(given, 'net_income').map(([, value, , filed]) => [value, filed])).toEqual([
      ['60', '2023-02-03'],
      ['59', '2025-02-05'],
    ])
  })
})

describe('sums', () => {
  const equity = 'us-gaap:StockholdersEquity'
  it('are made only of parts in one filing for one date, and name them', () => {
    const given = companyFacts({
      'us-gaap:Assets': { USD: [k24.at('2024-12-31', 450)] },
      'us-gaap:LongTermDebtCurrent': { USD: [k23.at('2023-12-31', 10), k24.at('2024-12-31', 12)] },
      'us-gaap:CommercialPaper': { USD: [k24.at('2024-12-31', 5), q1.at('2023-12-31', 7)] },
    })
    expect(brief(given, 'short_term_debt')).toEqual([
      ['@2023-12-31', '10', 'us-gaap:LongTermDebtCurrent', '2024-01-31'],
      ['@2024-12-31', '17', 'us-gaap:LongTermDebtCurrent + us-gaap:CommercialPaper', '2025-02-05'],
    ])
  })

  it('debt filed under two tags in the same amount is one line, counted once; unequal parts are added', () => {
    const given = companyFacts({
      'us-gaap:Assets': { USD: [k24.at('2024-12-31', 450)] },
      'us-gaap:LongTermDebtCurrent': { USD: [k23.at('2023-12-31', 10), k24.at('2024-12-31', 12)] },
      'us-gaap:ShortTermBorrowings': { USD: [k23.at('2023-12-31', 10), k24.at('2024-12-31', 5)] },
    })
    expect(
      brief(given, 'short_term_debt').map(([period, value, field]) => [period, value, field]),
    ).toEqual([
      ['@2023-12-31', '10', 'us-gaap:LongTermDebtCurrent'],
      ['@2024-12-31', '17', 'us-gaap:LongTermDebtCurrent + us-gaap:ShortTermBorrowings'],
    ])
  })

  it('LongTermDebt, which is the whole, loses its current part and is never counted twice', () => {
    const given = companyFacts({
      'us-gaap:Assets': { USD: [k24.at('2024-12-31', 450)] },
      'us-gaap:LongTermDebt': { USD: [k23.at('2023-12-31', 90), k24.at('2024-12-31', 100)] },
      'us-gaap:LongTermDebtCurrent': { USD: [k24.at('2024-12-31', 12)] },
    })
    expect(
      brief(given, 'long_term_debt').map(([period, value, field]) => [period, value, field]),
    ).toEqual([
      ['@2023-12-31', '90', 'us-gaap:LongTermDebt'],
      ['@2024-12-31', '88', 'us-gaap:LongTermDebt - us-gaap:LongTermDebtCurrent'],
    ])
  })

  it('liabilities are total less equity where none are tagged', () => {
    const given = companyFacts({
      'us-gaap:Assets': { USD: [k24.at('2024-12-31', 450)] },
      'us-gaap:LiabilitiesAndStockholdersEquity': { USD: [k24.at('2024-12-31', 450)] },
      [equity]: { USD: [k24.at('2024-12-31', 325)] },
    })
    expect(brief(given, 'total_liabilities')).toEqual([
      ['@2024-12-31', '125', `us-gaap:LiabilitiesAndStockholdersEquity - ${equity}`, '2025-02-05'],
    ])
    expect(brief(given, 'total_equity')).toEqual([['@2024-12-31', '325', equity, '2025-02-05']])
  })

  it('the parent’s equity is not the total where there are minority owners', () => {
    const given = companyFacts({
      'us-gaap:Assets': { USD: [k24.at('2024-12-31', 450)] },
      'us-gaap:LiabilitiesAndStockholdersEquity': { USD: [k24.at('2024-12-31', 450)] },
      'us-gaap:MinorityInterest': { USD: [k24.at('2024-12-31', 5)] },
      [equity]: { USD: [k24.at('2024-12-31', 325)] },
    })
    expect(brief(given, 'total_equity')).toEqual([
      ['@2024-12-31', '330', `${equity} + us-gaap:MinorityInterest`, '2025-02-05'],
    ])
    expect(brief(given, 'total_liabilities')).toEqual([])
  })
})

describe('what is read', () => {
  it('takes periodic reports only, and no period that ends after its filing', () => {
    const rows: FixtureRow[] = [
      filing('0001652044-25-000001', '8-K', '2025-01-10', 2024, 'FY').over(...Y22, 1),
      filing('0001652044-25-000002', 'DEF 14A', '2025-01-11', 2024, 'FY').over(...Y23, 2),
      filing('0001652044-25-000003', '10-K/A', '2025-03-01', 2024, 'FY').over(...Y24, 3),
      k24.over('2025-01-01', '2025-12-31', 4),
    ]
    expect(brief(companyFacts({ 'us-gaap:Revenues': { USD: rows } }), 'revenue')).toEqual([
      ['FY2024', '3', 'us-gaap:Revenues', '2025-03-01'],
    ])
  })

  it('goes twelve years back from the newest period', () => {
    const old = filing('0001652044-14-000010', '10-K', '2014-02-01', 2013, 'FY')
    const given = companyFacts({
      'us-gaap:Revenues': {
        USD: [
          old.over('2012-01-01', '2012-12-30', 1),
          old.over('2013-01-01', '2013-12-31', 2),
          k24.over(...Y24, 3),
        ],
      },
    })
    expect(brief(given, 'revenue').map(([period]) => period)).toEqual(['FY2013', 'FY2024'])
  })

  it('a foreign filer keeps its own currency and standard; a convenience translation is dropped', () => {
    const f = filing('0001104659-25-000001', '20-F', '2025-04-01', 2024, 'FY')
    const facts = read(
      companyFacts({
        'ifrs-full:Revenue': {
          EUR: [f.over(...Y24, 1000), f.over(...Y23, 900)],
          USD: [f.over(...Y24, 1100)],
        },
        'ifrs-full:BasicEarningsLossPerShare': { 'EUR/shares': [f.over(...Y24, 1.5)] },
      }),
    )
    expect(
      facts.map((fact) => [fact.concept, fact.value, fact.unit, fact.basis.standard, fact.form]),
    ).toEqual([
      ['revenue', '900', 'EUR', 'IFRS', '20-F'],
      ['revenue', '1000', 'EUR', 'IFRS', '20-F'],
      ['eps_basic', '1.5', 'EUR/share', 'IFRS', '20-F'],
    ])
  })

  it('money going out is negative, and zero stays zero', () => {
    const given = companyFacts({
      'us-gaap:Revenues': { USD: [k24.over(...Y24, 350)] },
      'us-gaap:PaymentsToAcquirePropertyPlantAndEquipment': {
        USD: [k24.over(...Y24, 52_535_000_000)],
      },
      'us-gaap:PaymentsOfDividends': { USD: [k24.over(...Y24, 0)] },
    })
    expect(brief(given, 'capex')[0]?.[1]).toBe('-52535000000')
    expect(brief(given, 'dividends_paid')[0]?.[1]).toBe('0')
  })

  it('keeps year-to-date cash flows as filed and drops what is no reporting period', () => {
    const rows = [
      k24.over(...Y24, 120),
      q2.over('2025-01-01', '2025-06-30', 60),
      q2.over('2025-05-01', '2025-06-30', 20),
    ]
    const given = companyFacts({
      'us-gaap:Revenues': { USD: [k24.over(...Y24, 350)] },
      'us-gaap:NetCashProvidedByUsedInOperatingActivities': { USD: rows },
    })
    expect(brief(given, 'operating_cash_flow').map(([period, value]) => [period, value])).toEqual([
      ['FY2024', '120'],
      ['2025H1', '60'],
    ])
  })

  it('keeps a transition period under its dates', () => {
    const kt = filing('0001652044-23-000099', '10-KT', '2023-09-01', 2023, 'FY')
    const given = companyFacts({
      'us-gaap:Revenues': {
        USD: [k22.over(...Y22, 280), kt.over('2023-01-01', '2023-05-31', 110)],
      },
    })
    expect(brief(given, 'revenue').map(([period]) => period)).toEqual([
      'FY2022',
      '2023-01-01/2023-05-31',
    ])
  })

  it('keeps the company’s own label where it counts its years differently', () => {
    const target = filing('0000027419-24-000032', '10-K', '2024-03-13', 2023, 'FY')
    const quarter = filing('0000027419-24-000100', '10-Q', '2024-05-29', 2024, 'Q1')
    const facts = read(
      companyFacts({
        'us-gaap:Revenues': {
          USD: [
            target.over('2023-01-29', '2024-02-03', 107),
            quarter.over('2024-02-04', '2024-05-04', 24),
          ],
        },
      }),
    )
    expect(facts.map((fact) => [fact.period, fact.period_label])).toEqual([
      ['FY2024', 'FY2023'],
      ['2025Q1', '2024Q1'],
    ])
  })

  it('says who, where and since when', () => {
    const given = companyFacts({
      'us-gaap:Revenues': { USD: [k23.over(...Y23, 307), k24.over(...Y24, 350)] },
    })
    const [listed, unlisted] = read(given, new Map([['0001652044-24-000022', 'goog-20231231.htm']]))
    expect(listed).toEqual({
      concept: 'revenue',
      period: 'FY2023',
      period_label: null,
      start: '2023-01-01',
      end: '2023-12-31',
      value: '307',
      unit: 'USD',
      basis: { consolidation: 'consolidated', standard: 'US-GAAP' },
      provider: 'sec',
      provider_field: 'us-gaap:Revenues',
      provider_record: '0001652044-24-000022',
      form: '10-K',
      source_url:
        'https://www.sec.gov/Archives/edgar/data/1652044/000165204424000022/goog-20231231.htm',
      filed_at: '2024-01-31',
      known_at: '2024-02-01T04:59:59.999Z',
      quality: 'ok',
      source: 0,
    })
    expect(unlisted?.source_url).toBe(
      'https://www.sec.gov/Archives/edgar/data/1652044/000165204425000014/0001652044-25-000014-index.htm',
    )
  })

  it.each([
    [
      'val',
      {
        end: '2024-12-31',
        val: '350',
        accn: '0001652044-25-000014',
        form: '10-K',
        filed: '2025-02-05',
      },
    ],
    [
      'end',
      {
        end: '2024-13-31',
        val: 350,
        accn: '0001652044-25-000014',
        form: '10-K',
        filed: '2025-02-05',
      },
    ],
    ['accn', { end: '2024-12-31', val: 350, accn: 14, form: '10-K', filed: '2025-02-05' }],
    ['filed', { end: '2024-12-31', val: 350, accn: '0001652044-25-000014', form: '10-K' }],
  ])('a wrong %s is named', (field, row) => {
    const given: CompanyFacts = {
      cik: 1,
      entityName: 'Example',
      facts: { 'us-gaap': { Assets: { units: { USD: [row] } } } },
    }
    expect(toFacts({ companyFacts: given, documents: new Map(), fiscalYearEnd: null })).toEqual({
      ok: false,
      field: `facts.us-gaap.Assets.units.USD[0].${field}`,
    })
  })
})
