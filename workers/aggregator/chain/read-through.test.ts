/** What a read through a chain stores and gives. */
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withDatabase } from '#shared/db/client.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import type { ProviderResult, StatementsAnswer } from '../model/provider.ts'
import {
  answer,
  notFound,
  ReadingStage,
  recording,
  revenue,
  unreachable,
} from './read-through.fixture.ts'

describe.each(testDatabases())('reading a company through (%s)', (_, open) => {
  let database: TestDatabase
  let stage: ReadingStage
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(async () => {
    stage = await ReadingStage.on(database)
  })

  it('asks the first provider, stores what it says, and reads that from then on in one statement', async () => {
    const first = await stage.read()
    expect(stage.outcomes(first)).toEqual(['sec served'])
    stage.later(3_600)
    stage.database.statements()
    stage.flight = Promise.reject(new Error('a stored read waits for nobody'))
    stage.flight.catch(() => {})
    const second = await stage.read()
    stage.flight = null
    expect(stage.outcomes(second)).toEqual(['sec stored'])
    expect(stage.database.statements()).toHaveLength(1)
    expect(stage.calls).toEqual([])
    expect(second).toMatchObject({
      ok: true,
      data: {
        reading: { facts: [{ value: '416161000000' }] },
        servedBy: { provider: 'sec', recorded: null },
      },
    })
  })

  it('counts what is left out of an answer, then and as long as the answer serves', async () => {
    const long = { ...revenue, period: 'F'.repeat(200) }
    const said = answer('AAPL', null, [revenue, long, long])
    stage.says.sec = said.ok ? { ...said, unread: ['a report of 2009'] } : said
    const first = await stage.read()
    const told = { provider: 'sec', outcome: 'served', left_out: 3 }
    expect(first).toMatchObject({
      data: {
        attempts: [{ ...told, detail: expect.stringContaining('read: a report of 2009; rev') }],
      },
    })
    stage.later(3_600)
    const stored = { provider: 'sec', outcome: 'stored', left_out: 3 }
    expect(await stage.read()).toMatchObject({ data: { attempts: [stored] } })
    // A refresh that fails leaves the count; one that reads all takes it away.
    stage.later(90_000)
    stage.says.sec = unreachable
    expect(await stage.read()).toMatchObject({
      data: { attempts: [{ outcome: 'failed' }, stored, { provider: 'recorded' }] },
    })
    stage.later(90_000)
    stage.says.sec = answer('AAPL')
    const whole = await stage.read()
    expect(whole.ok && whole.data.attempts[0]).toEqual({
      provider: 'sec',
      outcome: 'served',
      reason: null,
      detail: null,
    })
    stage.later(3_600)
    const [again] = await stage.read().then((read) => (read.ok ? read.data.attempts : []))
    expect(again).not.toHaveProperty('left_out')
  })

  it('keeps to what was stored when a refresh fails', async () => {
    await stage.read()
    stage.later(90_000)
    stage.says.sec = unreachable
    stage.says.recorded = notFound
    expect(stage.outcomes(await stage.read())).toEqual([
      'sec failed',
      'sec stored',
      'recorded not_found',
    ])
    stage.later(10)
    const skipped = await stage.read()
    expect(stage.outcomes(skipped)).toEqual(['sec skipped', 'sec stored', 'recorded skipped'])
    expect(skipped).toMatchObject({
      ok: true,
      data: { servedBy: { provider: 'sec', served_at: '2026-11-22T12:00:00.000Z' } },
    })
    expect(stage.calls).toEqual([])
  })

  it('a company that changes its name is read on, and a name that none but one provider gives is refused', async () => {
    const named = (name: string): ProviderResult<StatementsAnswer> => {
      const said = answer('AAPL')
      return said.ok
        ? {
            ok: true,
            data: {
              ...said.data,
              instrument: { ...said.data.instrument, name, names: { en: name } },
            },
          }
        : said
    }
    await stage.read()
    stage.later(90_000)
    stage.says.recorded = named('Wuliangye Yibin')
    stage.says.sec = unreachable
    expect(stage.outcomes(await stage.read())).toEqual([
      'sec failed',
      'sec stored',
      'recorded failed',
    ])
    stage.later(90_000)
    stage.says.sec = named('Orchard Computers')
    const renamed = await stage.read()
    expect(renamed).toMatchObject({
      ok: true,
      data: {
        attempts: [{ outcome: 'served' }],
        reading: { instrument: { name: 'Orchard Computers', names: { en: 'Orchard Computers' } } },
      },
    })
    // Who never named it before is not believed while another names it otherwise.
    stage.later(90_000)
    stage.says.sec = unreachable
    stage.says.recorded = answer('AAPL', recording)
    expect(stage.outcomes(await stage.read())).toEqual([
      'sec failed',
      'sec stored',
      'recorded failed',
    ])
  })

  it('the same figure from a recording and from a live call is one fact', async () => {
    stage.says.sec = unreachable
    await stage.read()
    stage.later(61)
    stage.says.sec = answer('AAPL')
    const result = await stage.read()
    expect(result.ok && result.data.reading.facts).toHaveLength(1)
    const { rows } = await stage.database.db.execute<{ n: number }>(
      sql`select count(*)::int as n from facts`,
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  it("stores nothing of another company's answer, and names the provider", async () => {
    stage.says.sec = answer('MSFT')
    stage.says.recorded = notFound
    const result = await stage.read()
    expect(result).toMatchObject({
      ok: false,
      reason: 'providers_failed',
      detail: expect.stringContaining('sec (wrong_instrument'),
    })
    const { rows } = await stage.database.db.execute(
      sql`select (select count(*)::int from facts) as facts, (select count(*)::int from instruments) as instruments`,
    )
    expect(rows).toEqual([{ facts: 0, instruments: 0 }])
  })

  it('takes an answer without figures as empty', async () => {
    stage.says.sec = answer('AAPL', null, [])
    stage.says.recorded = notFound
    expect(await stage.read()).toMatchObject({ ok: false, reason: 'no_data' })
  })

  it('does not know what no provider knows', async () => {
    stage.says.sec = notFound
    stage.says.recorded = notFound
    stage.known = { recorded: ['AAPL'], tickers: { listed: false, as_of: '2024-05-30' } }
    const result = await stage.read()
    expect(result).toMatchObject({
      ok: false,
      reason: 'unknown_symbol',
      attempts: [{ outcome: 'not_found' }, { outcome: 'not_found' }],
    })
    stage.later(10)
    expect(await stage.read()).toMatchObject({ ok: false, reason: 'unknown_symbol' })
    expect(stage.calls).toEqual([])
  })

  it('holds no transaction open while a provider is asked', async () => {
    const other = new pg.Client({ connectionString: stage.database.url })
    await other.connect()
    const write = async () => {
      await other.query(
        `insert into fetches (instrument, dataset, provider, outcome, asked_at) values ('US:OTHER', 'statements', 'sec', 'failed', now())`,
      )
    }
    const result = await stage.read([stage.provider('sec', write), stage.provider('recorded')])
    await other.end()
    expect(stage.outcomes(result)).toEqual(['sec served'])
  })

  it('asks once for all who read at once, and stores nothing twice', async () => {
    const alone = () =>
      withDatabase({ HYPERDRIVE: { connectionString: stage.database.url } }, (db) =>
        stage.read(undefined, db),
      )
    const results = await Promise.all([alone(), alone(), alone()])
    // Which of the three is first to lead is chance.
    expect(results.map(stage.outcomes).sort()).toEqual([
      ['sec served'],
      ['sec stored'],
      ['sec stored'],
    ])
    expect(stage.calls).toEqual(['sec'])
    for (const result of results)
      expect(result).toMatchObject({
        ok: true,
        data: { reading: { facts: [{ value: '416161000000' }] } },
      })
    const { rows } = await stage.database.db.execute<{ n: number }>(
      sql`select count(*)::int as n from facts`,
    )
    expect(rows).toEqual([{ n: 1 }])
  })
})
