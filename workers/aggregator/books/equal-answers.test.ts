/**
 * Figures, absences, doubts and origins out of books are those that are derived on demand, value by
 * value: of every shipped company and every provider's small answers, now and on past days. The
 * full answers and many more days are in `equal-answers.recordings.test.ts`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import { companies, comparePastDays, compareStored } from './equal-answers.fixture.ts'

const DAYS = 3

it('books of past days say what is derived of these days', async () => {
  let compared = 0
  for (const [at, company] of (await companies()).entries())
    compared += comparePastDays(company, at + 1, DAYS)
  expect(compared).toBeGreaterThan(50_000)
}, 300_000)

describe.each(testDatabases())('books that are stored (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())

  it('say what is derived from what is stored', async () => {
    let compared = 0
    for (const company of await companies()) compared += await compareStored(database.db, company)
    expect(compared).toBeGreaterThan(50_000)
  }, 300_000)
})
