/** The prompts that a report keeps, with a real store. */
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import { reports } from '#shared/db/schema/index.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import { insertReport } from './create.ts'
import { readPrompts } from './read.ts'

const ID = 'rep_00000001'
const request = { market: 'US', symbol: 'TEST', model: 'builtin' } as const

describe.each(testDatabases())('the prompts of a report (%s)', (_, open) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.db.execute(sql`truncate reports cascade`)
    await insertReport(database.db, { id: ID, idempotencyKey: null, request, language: 'en' })
  })

  it('are not there before it has begun, and those of no report never', async () => {
    expect(await readPrompts(database.db, ID)).toMatchObject({ reason: 'report_not_ready' })
    expect(await readPrompts(database.db, 'rep_00000009')).toMatchObject({
      reason: 'report_not_found',
    })
  })

  it('are those of its own configuration, module by module', async () => {
    const shipped = configuration()
    const modules = shipped.modules.slice(0, 2)
    const prompts = Object.fromEntries(modules.map(({ prompt }) => [prompt, `Text of ${prompt}`]))
    const config = { ...shipped, version: 7, modules, prompts }
    await database.db.update(reports).set({ config }).where(eq(reports.id, ID))
    expect(await readPrompts(database.db, ID)).toEqual({
      ok: true,
      data: {
        config_version: 7,
        modules: modules.map(({ id, prompt }) => ({
          module: id,
          prompt,
          text: `Text of ${prompt}`,
        })),
      },
    })
  })
})
