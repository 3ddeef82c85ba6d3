import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readFrames } from '../../aggregator/frames/read.ts'
import { batchesOf, storedParts } from '../../aggregator/frames/store.ts'
import { readUniverses } from '../../aggregator/universe/store.ts'
import { embeddedDatabase, OPEN_TIMEOUT_MS, type TestDatabase } from '../../e2e/fakes/database.ts'
import { type Imported, importDataSet } from './import-data-set.ts'
import { archiveEntries, BadArchive } from './zip-archive.ts'

const COMPANIES = [11, 12, 13, 14, 15, 16, 17, 18]
const accn = (cik: number): string => `00000000${cik}-10-000001`
const SUB = [
  'adsh\tcik\tname\tsic\tfye\tform\tperiod\tfy\tfp\tfiled\taccepted\tformer',
  ...COMPANIES.map(
    (cik) =>
      `${accn(cik)}\t${cik}\tCO ${cik}\t3711\t1231\t10-K\t20091231\t2009\tFY\t20100210\t2010-02-10 16:35:00.0\t`,
  ),
  '0000000099-10-000001\t99\tAN EVENT\t3711\t1231\t8-K\t20091231\t\t\t20100210\t2010-02-10 16:35:00.0\t',
].join('\n')
const HEAD = 'adsh\ttag\tversion\tddate\tqtrs\tuom\tsegments\tcoreg\tvalue\tfootnote'
const valuesOf = (companies: readonly number[], revenue: number): string =>
  [
    HEAD,
    ...companies.flatMap((cik) => [
      `${accn(cik)}\tRevenues\tus-gaap/2009\t20091231\t4\tUSD\t\t\t${revenue}\t`,
      `${accn(cik)}\tAssets\tus-gaap/2009\t20091231\t0\tUSD\t\t\t900\t`,
      ...(cik === 18
        ? []
        : [
            `${accn(cik)}\tEarningsPerShareBasic\tus-gaap/2009\t20091231\t4\tUSD\tClass=A;\t\t1.5\t`,
          ]),
    ]),
  ].join('\n')

const folder = mkdtempSync(join(tmpdir(), 'import-'))
let database: TestDatabase
beforeAll(async () => {
  database = await embeddedDatabase()
}, OPEN_TIMEOUT_MS)
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await database.close()
})

const archive = (entries: Record<string, string>, name = '2010q1.zip'): string => {
  const path = join(folder, name)
  const files = Object.entries(entries).map(([entry, text]) => [entry, strToU8(text)] as const)
  writeFileSync(path, zipSync(Object.fromEntries(files)))
  return path
}
const good = (revenue = 500) => ({ 'sub.txt': SUB, 'num.txt': valuesOf(COMPANIES, revenue) })
const run = (path: string, say: (line: string) => void = () => {}): Promise<Imported> =>
  importDataSet(database.db, path, { now: () => new Date(0), say, companiesOfAPart: 2 })
const revenues = async (): Promise<string[]> => {
  const query = { market: 'US' as const, asOf: new Date('2010-03-01'), isNow: false }
  const found = await readFrames(database.db, { ...query, part: 0, parts: 1 })
  return [...found.values()].flatMap((facts) =>
    facts.flatMap(({ concept, value }) => (concept === 'revenue' ? [value] : [])),
  )
}

it('an import that is cut goes on with the parts that it lacks, and a second one changes nothing', async () => {
  const path = archive(good())
  let parts = 0
  const cut = run(path, () => {
    parts += 1
    if (parts === 2) throw new Error('cut')
  })
  await expect(cut).rejects.toThrow('cut')
  expect(
    await storedParts(database.db, { market: 'US', provider: 'sec', batch: '2010q1' }),
  ).toHaveLength(2)
  expect(await readUniverses(database.db, 'US', '2010-12-31')).toEqual([])
  expect(await run(path)).toEqual({
    is: 'imported',
    batch: '2010q1',
    reports: 8,
    others: 1,
    parts: 4,
    kept: 2,
  })
  const before = await batchesOf(database.db, 'US')
  expect(await run(path)).toEqual({ is: 'unchanged', batch: '2010q1' })
  expect(await batchesOf(database.db, 'US')).toEqual(before)
  expect(await revenues()).toEqual(COMPANIES.map(() => '500'))
  const [universe] = await readUniverses(database.db, 'US', '2010-12-31')
  expect(universe?.listings.map(({ company, kind }) => `${company} ${kind}`)).toEqual(
    COMPANIES.map((cik) => `CIK00000000${cik} ${cik === 18 ? 'no_shares' : 'share'}`),
  )
})

const bytesOfGood = (): Uint8Array =>
  zipSync({ 'sub.txt': strToU8(SUB), 'num.txt': strToU8(valuesOf(COMPANIES, 7)) })
const changed = (at: number): Uint8Array => {
  const bytes = bytesOfGood()
  bytes[at] = (bytes[at] ?? 0) ^ 0xff
  return bytes
}

it.each([
  ['cut at its end', () => bytesOfGood().slice(0, -40), /no directory/],
  ['cut in its middle', () => bytesOfGood().slice(0, 300), /no directory/],
  ['no zip at all', () => strToU8('<html>403</html>'), /no zip|no directory/],
  ['with a changed byte', () => changed(120), /damaged|sub\.txt/],
  ['without values', () => zipSync({ 'sub.txt': strToU8(SUB) }), /no num\.txt/],
  [
    'without reports',
    () => zipSync({ 'sub.txt': strToU8(SUB.split('\n')[0] ?? ''), 'num.txt': strToU8(HEAD) }),
    /no periodic report/,
  ],
  [
    'with values of half the reports',
    () => zipSync({ 'sub.txt': strToU8(SUB), 'num.txt': strToU8(valuesOf(COMPANIES.slice(4), 7)) }),
    /short/,
  ],
])('an archive %s is refused, and what is stored stays', async (_name, bytes, why) => {
  const path = join(folder, '2010q1.zip')
  writeFileSync(path, bytes())
  await expect(run(path)).rejects.toThrow(why)
  await expect(run(path)).rejects.toBeInstanceOf(BadArchive)
  expect(await revenues()).toEqual(COMPANIES.map(() => '500'))
})

it('a file whose name says no quarter is refused', async () => {
  await expect(run(archive(good(), 'data.zip'))).rejects.toThrow(/which quarter/)
})

it('another archive of the quarter takes the place of the first', async () => {
  expect(await run(archive(good(501)))).toMatchObject({ is: 'imported', kept: 0 })
  expect(await revenues()).toEqual(COMPANIES.map(() => '501'))
  expect((await archiveEntries(join(folder, '2010q1.zip'))).map(({ name }) => name)).toEqual([
    'sub.txt',
    'num.txt',
  ])
})
