import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, expect, test } from 'vitest'
import { coverageOf } from './coverage.ts'
import { filersOf } from './filers.ts'
import { identitiesOf } from './identities.ts'
import { mapFiler } from './mapped.ts'

const folder = mkdtempSync(join(tmpdir(), 'testbed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SUB = 'adsh\tcik\tname\tsic\tfye\tform\tperiod\tfy\tfp\tfiled'
const NUM = 'adsh\ttag\tversion\tddate\tqtrs\tuom\tsegments\tcoreg\tvalue\tfootnote'
const value = (accn: string, tag: string, date: string, quarters: number, amount: number) =>
  `${accn}\t${tag}\tus-gaap/2009\t${date}\t${quarters}\tUSD\t\t\t${amount}\t`
const K = '0000000011-10-000001'
const Q = '0000000011-10-000002'
const OTHER = '0000000022-10-000001'

const archive = (name: string, sub: string[], num: string[]): void =>
  writeFileSync(
    join(folder, name),
    zipSync({
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
      value(OTHER, 'Revenues', '20081231', 4, 7),
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
  const row = (figure: string) => coverageOf(filers).find((one) => one.figure === figure)
  expect(row('revenue')).toMatchObject({ filed: 1, had: 1, missing: [] })
  expect(row('net_income')).toMatchObject({ filed: 0, had: 0 })
  const gross = identitiesOf(filers).find(({ check }) => check === 'gross_profit')
  expect(gross).toMatchObject({ made: 1, failed: 1 })
  expect(gross?.examples).toEqual([expect.stringContaining('ONE CO FY2009: gross_profit 190765')])
})
