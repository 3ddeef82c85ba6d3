import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { frameBatches, frames } from '#shared/db/schema/index.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import type { NewFact } from '../model/provider.ts'
import { aBatch, aFrameFact } from './frames.fixture.ts'
import { partOf } from './part-of.ts'
import { type FactOfFrames, readFrames } from './read.ts'
import { batchesOf, storedParts, storePart } from './store.ts'

const NOW = new Date('2026-11-30T00:00:00.000Z')
const COMPANY = 'CIK0000000011'

describe.each(testDatabases())('frames (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.db.delete(frames)
    await database.db.delete(frameBatches)
  })

  const store = (batch: string, facts: Partial<NewFact>[], change = {}) =>
    storePart(
      database.db,
      aBatch({ batch, ...change }),
      facts.map((fact) => aFrameFact(fact)),
      NOW,
    )
  const read = async (day: string, isNow = false): Promise<FactOfFrames[]> => {
    const query = { market: 'US' as const, asOf: new Date(day), isNow, part: 0, parts: 1 }
    return (await readFrames(database.db, query)).get(COMPANY) ?? []
  }
  const values = async (day: string) =>
    (await read(day)).map(({ concept, end, value, former }) =>
      [concept, end, value, former?.value ?? ''].join(' ').trim(),
    )

  const filed = (record: string, known_at: string, value: string): Partial<NewFact> => ({
    provider_record: record,
    known_at,
    value,
  })

  it('a fact comes back whole', async () => {
    await store('2010q1', [{}])
    const { source: _source, ...fact } = aFrameFact().fact
    expect(await read('2010-03-01')).toEqual([{ ...fact, retrieved_at: fact.known_at }])
  })

  it('a filing is seen from the moment of its acceptance', async () => {
    await store('2010q1', [{}])
    expect(await read('2010-02-10T21:34:59.999Z')).toEqual([])
    expect(await read('2010-02-10T21:35:00.000Z')).toHaveLength(1)
  })

  it('a restated value is not seen before its filing, and the former one beside it afterwards', async () => {
    await store('2010q1', [filed('a', '2010-02-10T00:00:00.000Z', '500')])
    await store('2010q2', [filed('b', '2010-05-10T00:00:00.000Z', '480')])
    expect(await values('2010-05-09')).toEqual(['revenue 2009-12-31 500'])
    expect(await values('2010-05-11')).toEqual(['revenue 2009-12-31 480 500'])
  })

  it('a late restatement of an old period leaves the newest in force', async () => {
    const old = { start: '2008-01-01', end: '2008-12-31', period: 'FY2008' }
    await store('2010q1', [
      filed('a', '2010-02-10T00:00:00.000Z', '500'),
      { ...old, ...filed('a', '2010-02-10T00:00:00.000Z', '400') },
    ])
    await store('2010q2', [{ ...old, ...filed('b', '2010-05-10T00:00:00.000Z', '390') }])
    expect((await values('2010-06-30')).sort()).toEqual([
      'revenue 2008-12-31 390 400',
      'revenue 2009-12-31 500',
    ])
  })

  it.each([
    ['in order', [0, 1, 2, 3]],
    ['the newest first', [3, 2, 1, 0]],
    ['mixed', [2, 0, 3, 1]],
  ])(
    'a value that is stated again keeps its first filing, whatever came in first: %s',
    async (_name, order) => {
      const said = ['500', '500', '480', '500'].map((value, at) =>
        filed(`r${at}`, `2010-0${at + 1}-10T00:00:00.000Z`, value),
      )
      for (const at of order) await store(`batch${at}`, [said[at] ?? {}])
      const [first] = await read('2010-02-20')
      expect([first?.value, first?.provider_record]).toEqual(['500', 'r0'])
      const [last] = await read('2010-04-20')
      expect([last?.value, last?.provider_record, last?.former?.value]).toEqual([
        '500',
        'r3',
        '480',
      ])
    },
  )

  it('a source of newest values alone says nothing of a past day', async () => {
    await store('now', [{}], { newestOnly: true })
    expect(await read('2010-03-01')).toEqual([])
    expect(await read('2010-03-01', true)).toHaveLength(1)
  })

  it('a part of a batch is read by readers of more parts and of fewer', async () => {
    const companies = Array.from({ length: 40 }, (_row, at) => `CIK${String(at).padStart(10, '0')}`)
    const of = (parts: number, part: number) =>
      companies.filter((company) => partOf(company, parts) === part)
    for (const part of [0, 1, 2, 3])
      await storePart(
        database.db,
        aBatch({ batch: 'cut', part, parts: 4 }),
        of(4, part).map((company) => aFrameFact({}, company)),
        NOW,
      )
    for (const parts of [1, 2, 4, 8])
      for (let part = 0; part < parts; part++) {
        const query = { market: 'US' as const, asOf: NOW, isNow: false, part, parts }
        const found = await readFrames(database.db, query)
        expect([...found.keys()].sort()).toEqual(of(parts, part))
      }
  })

  it('a batch that is stored again takes the place of what it was, also when it is cut otherwise', async () => {
    await store('2010q1', [filed('a', '2010-02-10T00:00:00.000Z', '500')], { parts: 2, part: 1 })
    await store('2010q1', [filed('a', '2010-02-10T00:00:00.000Z', '501')], { source: 'b' })
    expect(await values('2010-03-01')).toEqual(['revenue 2009-12-31 501'])
    expect(await storedParts(database.db, aBatch())).toEqual([
      { part: 0, parts: 1, source: 'b', recorded: null },
    ])
  })

  it('tells what is stored, and a mark that changes with it', async () => {
    await store('2010q1', [{}])
    const [before] = await batchesOf(database.db, 'US')
    expect(before).toMatchObject({
      provider: 'sec',
      batch: '2010q1',
      filings: 1,
      newestOnly: false,
    })
    expect(before?.knownTo.toISOString()).toBe('2010-02-10T21:35:00.000Z')
    await store('2010q1', [{ value: '1' }], { source: 'b' })
    const [after] = await batchesOf(database.db, 'US')
    expect(after?.mark).not.toBe(before?.mark)
  })
})
