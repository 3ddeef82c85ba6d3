import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, describe, expect, test } from 'vitest'
import { CHECK_IDS } from '../../aggregator/facts/quality/catalogue.ts'
import { coverageOf } from './coverage.ts'
import { judgeDebt } from './debt-truth.ts'
import { evidenceOf } from './evidence.ts'
import { EXPLAINED, explain, falseAlarmsOf } from './explained.ts'
import { type TestbedFailure, failuresOf } from './failures.ts'
import { type Filer, filersOf } from './filers.ts'
import { goalsOf } from './goals.ts'
import { identitiesOf } from './identities.ts'
import { type MappedFiler, mapFiler } from './mapped.ts'
import { mendsOf } from './mends.ts'
import { presentedDebt } from './presented-debt.ts'

const folder = mkdtempSync(join(tmpdir(), 'testbed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SUB = 'adsh\tcik\tname\tsic\tfye\tform\tperiod\tfy\tfp\tfiled'
const NUM = 'adsh\ttag\tversion\tddate\tqtrs\tuom\tsegments\tcoreg\tvalue\tfootnote'
const value = (accn: string, tag: string, date: string, quarters: number, amount: number) =>
  `${accn}\t${tag}\tus-gaap/2009\t${date}\t${quarters}\tUSD\t\t\t${amount}\t`
const line = (at: number, tag: string, caption: string, version = 'us-gaap/2009') =>
  `${K}\t2\t${at}\tBS\t0\tX\t${tag}\t${version}\t${caption}\t0`
const K = '0000000011-10-000001'
const Q = '0000000011-10-000002'
const OTHER = '0000000022-10-000001'

const PRE = 'adsh\treport\tline\tstmt\tinpth\trfile\ttag\tversion\tplabel\tnegating'

const archive = (name: string, sub: string[], num: string[], pre: string[] = []): void =>
  writeFileSync(
    join(folder, name),
    zipSync({
      'pre.txt': strToU8([PRE, ...pre, ''].join('\n')),
      'num.txt': strToU8([NUM, ...num, ''].join('\n')),
      'sub.txt': strToU8([SUB, ...sub, ''].join('\n')),
    }),
  )

test('the filers of a year with what all their reports say; what is filed and had; what fails', async () => {
  archive(
    '2010q1.zip',
    [
      `${K}\t11\tONE CO\t3711\t1231\t10-K\t20091231\t2009\tFY\t20100210`,
      `${OTHER}\t22\tTWO CO\t6021\t1231\t10-K\t20081231\t2008\tFY\t20100210`,
    ],
    [
      value(K, 'Revenues', '20091231', 4, 501_234),
      value(K, 'CostOfRevenue', '20091231', 4, 300_123),
      value(K, 'GrossProfit', '20091231', 4, 190_765),
      value(K, 'Assets', '20091231', 0, 900_111),
      value(K, 'LongTermDebtNoncurrent', '20091231', 0, 200_111),
      value(K, 'OurBonds', '20091231', 0, 300_333).replace('us-gaap/2009', K),
      value(K, 'SecuritiesSoldUnderAgreementsToRepurchase', '20091231', 0, 40_044),
      value(K, 'CommercialPaper', '20091231', 0, 1_011),
      value(K, 'OurBorrowedFunds', '20091231', 0, 41_055).replace('us-gaap/2009', K),
      value(OTHER, 'Revenues', '20081231', 4, 7),
    ],
    [
      line(1, 'Assets', 'Total assets'),
      line(2, 'LongTermDebtNoncurrent', 'Long-term debt'),
      line(3, 'OurBonds', 'Bonds (Notes 3 and 4)', K),
      line(4, 'OtherLiabilities', 'Other (see the note on debt)'),
      line(5, 'SecuritiesSoldUnderAgreementsToRepurchase', 'Repurchase agreements'),
      line(6, 'CommercialPaper', 'Commercial paper'),
      line(7, 'OurBorrowedFunds', 'Total borrowed funds', K),
    ],
  )
  archive(
    '2010q2.zip',
    [`${Q}\t11\tONE CO\t3711\t1231\t10-Q\t20100331\t2010\tQ1\t20100507`],
    [value(Q, 'Assets', '20100331', 0, 910_222)],
  )
  const filers = (await filersOf(folder, 2009)).map(mapFiler)
  expect(filers.map(({ report }) => report.name)).toEqual(['ONE CO'])
  expect(filers[0]?.facts.map(({ concept, period }) => `${concept} ${period}`)).toContain(
    'total_assets @2010-03-31',
  )
  expect(filers.flatMap((filer) => presentedDebt(filer))).toMatchObject([
    { tag: 'LongTermDebtNoncurrent', isOwn: false, value: 200_111 },
    { tag: 'OurBonds', isOwn: true, value: 300_333 },
    // The total of borrowed funds holds repurchase agreements too, which are no debt here.
    { tag: 'CommercialPaper', isOwn: false, value: 1_011 },
  ])
  expect(filers.map(judgeDebt)).toMatchObject([
    { verdict: 'a part shown as the whole', shown: 201_122, presented: 501_455, hasOwn: true },
  ])
  const row = (figure: string) => coverageOf(filers).find((one) => one.figure === figure)
  expect(row('revenue')).toMatchObject({ filed: 1, had: 1, missing: [] })
  expect(row('net_income')).toMatchObject({ filed: 0, had: 0 })
  expect(goalsOf(filers)).toContainEqual({
    figure: 'revenue',
    filed: 1,
    had: 1,
    refused: [],
    missed: [],
  })
  const gross = identitiesOf(filers).find(({ check }) => check === 'gross_profit')
  expect(gross).toMatchObject({ made: 1, failed: 1 })
  expect(gross?.examples).toEqual([expect.stringContaining('ONE CO FY2009: gross_profit 190765')])

  const failures = filers.flatMap(failuresOf)
  expect(failures).toEqual([
    {
      cik: 11,
      name: 'ONE CO',
      check: 'gross_profit',
      period: 'FY2009',
      start: '2009-01-01',
      end: '2009-12-31',
      detail: expect.stringContaining('gross_profit 190765'),
    },
  ])
  const why = (over: object) => ({
    kinds: { own_line: 'A line of its own.' },
    failures: [
      {
        cik: 11,
        name: 'ONE CO',
        check: 'gross_profit',
        kind: 'own_line',
        periods: ['FY2009'],
        ...over,
      },
    ],
  })
  const unknown = () => null
  expect(explain(failures, why({}), unknown)).toEqual({
    rows: [
      {
        kind: 'own_line',
        text: 'A line of its own.',
        check: 'gross_profit',
        failures: 1,
        computed: 0,
        filers: 1,
      },
    ],
    unexplained: [],
    gone: [],
  })
  for (const other of [{ cik: 12 }, { check: 'eps' }, { periods: ['FY2008'] }])
    expect(explain(failures, why(other), unknown)).toMatchObject({
      rows: [],
      unexplained: failures,
      gone: [expect.any(String)],
    })
})

test('each explanation names a kind and a check that exist, and each failure once', () => {
  const seen = new Set<string>()
  for (const { cik, check, kind, periods } of EXPLAINED.failures) {
    expect(Object.keys(EXPLAINED.kinds)).toContain(kind)
    expect(CHECK_IDS).toContain(check)
    for (const period of periods) {
      const key = `${cik} ${check} ${period}`
      expect(seen).not.toContain(key)
      seen.add(key)
    }
  }
  for (const kind of EXPLAINED.right_alarms) expect(Object.keys(EXPLAINED.kinds)).toContain(kind)
  const used = new Set(EXPLAINED.failures.map(({ kind }) => kind))
  expect(Object.keys(EXPLAINED.kinds).filter((kind) => !used.has(kind))).toEqual([])
})

describe('what the values of the reports tell of a failure', () => {
  const row = (tag: string, amount: number, over: Partial<Filer['values'][number]> = {}) => ({
    accn: K,
    tag,
    version: 'us-gaap/2009',
    date: '2009-12-31',
    quarters: 4,
    unit: 'USD',
    value: amount,
    ...over,
  })
  const told = (failure: Partial<TestbedFailure>, values: Filer['values'], caption = '') => {
    const filer = { values, captions: new Map([['OurLine', caption]]) } as unknown as Filer
    const whole = {
      cik: 11,
      name: 'ONE CO',
      check: 'cash_flows',
      period: 'FY2009',
      start: '2009-01-01',
      end: '2009-12-31',
      detail: 'net_change_in_cash 170000 is not operating_cash_flow 99877: off by 70123 USD',
      ...failure,
    }
    return evidenceOf(filer, whole)?.kind
  }
  test('a line as large as the gap, by what its caption says', () => {
    const line = [row('OurLine', 70_123)]
    expect(told({}, line, 'Cash of discontinued operations')).toBe(
      'flows_of_discontinued_operations',
    )
    expect(told({}, line, 'Cash of businesses acquired')).toBe('newly_consolidated_cash')
    expect(told({}, line, 'Sale of a ship')).toBeUndefined()
    expect(told({}, [row('OurLine', 90_123)], 'Discontinued')).toBeUndefined()
    expect(
      told({}, [row('OurLine', 70_123, { date: '2008-12-31' })], 'Discontinued'),
    ).toBeUndefined()
  })
  test('a term that another report states otherwise', () => {
    const values = [
      row('NetCash', 170_000),
      row('NetCash', 99_877, { accn: Q }),
      row('Other', 5_001),
    ]
    expect(told({}, values)).toBe('filing_contradicts_itself')
    expect(told({}, values.slice(0, 1))).toBeUndefined()
  })
  test('counts in another unit, signs, and preferred dividends between income and EPS', () => {
    const eps = (shares: number, income: number) => ({
      check: 'eps',
      detail: `eps_basic 1.5 times shares_basic ${shares} is 1% of net_income ${income} USD`,
    })
    expect(told(eps(1000, 1_500_000), [])).toBe('count_in_thousands')
    expect(told(eps(1000, 9_500), [])).toBeUndefined()
    expect(told(eps(1000, 2_000), [row('OurLine', 501)], 'Preferred dividends')).toBe(
      'own_preferred_dividends',
    )
    const range = (detail: string) => told({ check: 'range', detail }, [])
    expect(range('revenue -455 USD should be not below zero')).toBe('negative_revenue')
    expect(range('cost_of_revenue -455 USD should be not below zero')).toBe('sign_of_a_deduction')
    expect(range('dividends_per_share -152000000 USD/share should be')).toBe('wrong_tag')
    const count = (n: number) =>
      told(
        { check: 'share_count', detail: `shares_outstanding ${n} is not: shares_basic is 9000` },
        [],
      )
    expect([count(9_000_000), count(8_000)]).toEqual(['count_in_another_unit', undefined])
  })
  test('alarms on filings that are right are counted apart', () => {
    const of = (kind: string, failures: number) => ({
      kind,
      text: '',
      check: 'eps',
      failures,
      computed: 0,
      filers: 1,
    })
    const rows = [of('count_in_thousands', 5), of('own_preferred_dividends', 2)]
    expect(falseAlarmsOf(rows, EXPLAINED)).toEqual(new Map([['eps', 2]]))
  })
})

test('mended values are counted by the check and the change, apart from failures', async () => {
  const [filer] = (await filersOf(folder, 2009)).map(mapFiler)
  const [fact] = filer?.facts ?? []
  if (!filer || !fact) throw new Error('no filer')
  const mended = (value: string, filed: string, check: string): MappedFiler['facts'][number] => ({
    ...fact,
    value,
    mended_from: { value: filed, check },
  })
  const facts = [
    mended('400293000', '400293', 'eps'),
    mended('5000', '5', 'eps'),
    mended('7', '-7', 'gross_profit'),
  ]
  expect(mendsOf([{ ...filer, facts }])).toEqual([
    { check: 'eps', change: 'times 10^3', values: 2, names: ['ONE CO'] },
    { check: 'gross_profit', change: 'the sign', values: 1, names: ['ONE CO'] },
  ])
  expect(mendsOf([{ ...filer, facts: filer.facts }])).toEqual([])
})
