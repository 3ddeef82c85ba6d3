/** What a run asks of the database and of objects, once its columns are made. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { embeddedDatabase, OPEN_TIMEOUT_MS, type TestDatabase } from '../../e2e/fakes/database.ts'
import { countedRun } from './run-screens.fixture.ts'

/** The state of the market, its manifest, and nothing by company. */
const MOST_STATEMENTS = 16
/** All 530 companies are derived, on a machine that does other things. */
const MAKING_MS = 180_000

let database: TestDatabase
beforeAll(async () => {
  database = await embeddedDatabase()
}, OPEN_TIMEOUT_MS)
afterAll(() => database?.close())

test(
  'a run of columns that are made takes a few statements, however many companies, and calls no object',
  async () => {
    const few = await countedRun(database, 'roe >= 40%', '2010-06-30')
    const many = await countedRun(database, 'has(revenue) order by rank(roe)', '2010-06-30')
    expect(few.passed.length).toBeLessThan(many.passed.length)
    expect(few.statements.length).toBe(many.statements.length)
    expect(many.statements.length).toBeLessThanOrEqual(MOST_STATEMENTS)
    expect(few.objectCalls + many.objectCalls).toBe(0)
  },
  MAKING_MS,
)
