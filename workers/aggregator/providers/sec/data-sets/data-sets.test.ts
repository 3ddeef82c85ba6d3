import { expect, test } from 'vitest'
import { toFacts } from '../to-facts.ts'
import { companyFactsOf } from './company-facts.ts'
import {
  type FiledValue,
  type PresentedLine,
  type Submission,
  lineReader,
  submissionReader,
  valueReader,
} from './rows.ts'

const SUB = `adsh\tcik\tname\tsic\tfye\tform\tperiod\tfy\tfp\tfiled\taccepted\tformer
0000000001-10-000001\t11\tÜBER CO\t3711\t1231\t10-K\t20091231\t2009\tFY\t20100210\t2010-02-10 16:35:00.0\tUEBER INC
0000000001-10-000002\t11\tNO PERIOD\t\t\t8-K\t\t\t\t20100211\t\t
0000000001-10-000003\t11\tÜBER CO\t\t\t10-Q\t20100331\t\t\t20100507\t2010-05-07 09:00:00.0\t
`
const NUM = `adsh\ttag\tversion\tddate\tqtrs\tuom\tsegments\tcoreg\tvalue\tfootnote
0000000001-10-000001\tRevenues\tus-gaap/2009\t20091231\t4\tUSD\t\t\t500.0000\t
0000000001-10-000001\tRevenues\tus-gaap/2009\t20091231\t4\tUSD\tBusiness=Cars;\t\t300.0000\t
0000000001-10-000001\tRevenues\tus-gaap/2009\t20091231\t4\tUSD\t\tFinanceArm\t20.0000\t
0000000001-10-000001\tAssets\tus-gaap/2009\t20091231\t0\tUSD\t\t\t\t
0000000001-10-000001\tEarningsPerShareDiluted\tus-gaap/2009\t20091231\t4\tUSD\t\t\t1.25\t
0000000001-10-000001\tIncomeLossFromContinuingOperationsPerDilutedShare\tus-gaap/2009\t20091231\t4\tUSD\t\t\t1.3\t
0000000001-10-000001\tStockIssuedDuringPeriodSharesNewIssues\tus-gaap/2009\t20091231\t4\tshares\t\t\t7\t
0000000001-10-000001\tPreferredPerShareOfOurs\t0000000001-10-000001\t20091231\t4\tUSD\t\t\t1\t
0000000001-10-000003\tRevenues\tus-gaap/2009\t20100331\t1\tUSD\t\t\t130\t
0000000009-10-000009\tRevenues\tus-gaap/2009\t20100331\t1\tUSD\t\t\t999\t`

/** Reads the text by chunks of so many bytes: an end of a chunk may cut a character in two. */
const read = <T>(
  reader: (take: (row: T) => void) => { push(chunk: Uint8Array): void; end(): void },
  text: string,
  size: number,
): T[] => {
  const rows: T[] = []
  const table = reader((row) => rows.push(row))
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += size) table.push(bytes.subarray(at, at + size))
  table.end()
  return rows
}
const submissions = (size: number): Submission[] => read(submissionReader, SUB, size)
const values = (size: number): FiledValue[] => read(valueReader, NUM, size)

test.each([1, 7, 100_000])('rows are the same for chunks of %i bytes', (size) => {
  expect(submissions(size)).toEqual(submissions(3))
  expect(values(size)).toEqual(values(3))
})

test('a submission without a period is none of a periodic report', () => {
  expect(submissions(64)).toEqual([
    {
      accn: '0000000001-10-000001',
      cik: 11,
      name: 'ÜBER CO',
      sic: '3711',
      fiscalYearEnd: '1231',
      form: '10-K',
      period: '2009-12-31',
      fy: 2009,
      fp: 'FY',
      filed: '2010-02-10',
      accepted: '2010-02-10T21:35:00.000Z',
      formerName: 'UEBER INC',
    },
    expect.objectContaining({
      form: '10-Q',
      sic: null,
      fiscalYearEnd: null,
      fy: null,
      fp: null,
      accepted: '2010-05-07T13:00:00.000Z',
    }),
  ])
})

test('values of segments and co-registrants, and empty ones, are left out', () => {
  expect(values(64).map(({ tag, value }) => [tag, value])).toEqual([
    ['Revenues', 500],
    ['EarningsPerShareDiluted', 1.25],
    ['IncomeLossFromContinuingOperationsPerDilutedShare', 1.3],
    ['StockIssuedDuringPeriodSharesNewIssues', 7],
    ['PreferredPerShareOfOurs', 1],
    ['Revenues', 130],
    ['Revenues', 999],
  ])
})

test('a line of a statement, and whether it stands in parentheses', () => {
  const PRE = `adsh\treport\tline\tstmt\tinpth\trfile\ttag\tversion\tplabel\tnegating
0000000001-10-000001\t2\t5\tBS\t1\tX\tCommonStockParOrStatedValuePerShare\tus-gaap/2009\tPar value\t0\r
`
  expect(read<PresentedLine>(lineReader, PRE, 10)).toEqual([
    {
      accn: '0000000001-10-000001',
      report: 2,
      line: 5,
      statement: 'BS',
      parenthetical: true,
      tag: 'CommonStockParOrStatedValuePerShare',
      version: 'us-gaap/2009',
      label: 'Par value',
    },
  ])
})

test('rows become an answer that the mapping reads: days, units per share, forms', () => {
  const subs = new Map(submissions(64).map((row) => [row.accn, row]))
  const [report] = subs.values()
  if (!report) throw new Error('no submission')
  const answer = companyFactsOf(report, subs, values(64))
  const units = (tag: string): object =>
    (answer.facts['us-gaap'] as Record<string, { units: object }>)[tag]?.units ?? {}
  expect(Object.keys(answer.facts)).toEqual(['us-gaap'])
  expect(Object.keys(units('IncomeLossFromContinuingOperationsPerDilutedShare'))).toEqual([
    'USD/shares',
  ])
  expect(Object.keys(units('StockIssuedDuringPeriodSharesNewIssues'))).toEqual(['shares'])
  const mapped = toFacts({ companyFacts: answer, documents: new Map(), fiscalYearEnd: '12-31' })
  expect(
    mapped.ok &&
      mapped.data.map(({ concept, period, start, end, value, unit, filed_at }) =>
        [concept, period, start, end, value, unit, filed_at].join(' '),
      ),
  ).toEqual([
    'revenue FY2009 2009-01-01 2009-12-31 500 USD 2010-02-10',
    'revenue 2010Q1 2010-01-01 2010-03-31 130 USD 2010-05-07',
    'eps_diluted FY2009 2009-01-01 2009-12-31 1.25 USD/share 2010-02-10',
  ])
})
