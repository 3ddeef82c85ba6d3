/**
 * The newest book of a company: when it is made, what makes it stale, and what becomes of it when a
 * write fails, two meet, or its bytes are damaged.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { unpackBytes } from '#shared/db/read-book.ts'
import { ok } from '#shared/contracts/problem.ts'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import { findBytes, findFigures, type BookRemaker } from '../books/find.ts'
import { keptBooks, keptBytes, openBook } from '../books/kept.ts'
import { dropOldBooks, remakeStale } from '../books/maintain.ts'
import { YIELDS_MS } from '../books/in-force.ts'
import { makeBook } from '../books/make.ts'
import { readPointer } from '../books/read.ts'
import { type Recipe, recipeName } from '../books/recipe.ts'
import { fillFilings } from '../facts/fill-filings.ts'
import { formerStore } from '../facts/former-version.fixture.ts'
import { readCompany } from '../facts/read.ts'
import { toContent } from '../facts/financials.ts'
import { storeAnswer, storeMappedAgain } from '../facts/store.ts'
import type { StatementsAnswer } from '../model/provider.ts'
import { readRecording } from '../providers/shipped/index.ts'
import { companyStore } from './company-store.ts'
import { readThrough } from './read-through.ts'
import { ReadingStage, revenue, answer, sources } from './read-through.fixture.ts'

const ID = 'US:AAPL'

/** An answer with these facts. */
const given = (facts: NonNullable<Parameters<typeof answer>[2]>): StatementsAnswer => {
  const said = answer('AAPL', null, facts)
  if (!said.ok) throw new Error(said.detail)
  return said.data
}
const RECIPE: Recipe = {
  version: 'v1',
  version_at: '2026-11-20T00:00:00.000Z',
  config_version: 7,
  chain: ['sec', 'recorded'],
  askable: ['sec', 'recorded'],
  assumptions: {
    discount_rate: 0.09,
    terminal_growth_rate: 0.025,
    growth_cap: 0.15,
    projection_years: 10,
  },
  tolerance: 0.005,
}

describe.each(testDatabases())('books on %s', (_, open) => {
  let database: TestDatabase
  let stage: ReadingStage
  beforeAll(async () => {
    database = await open()
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.db.execute(sql`truncate company_books, books cascade`)
    stage = await ReadingStage.on(database)
    const recorded = await readRecording('US', 'AAPL')
    if (!recorded.ok) throw new Error(recorded.detail)
    stage.says.sec = { ok: true, data: { ...recorded.data, recorded: null } }
    keptBytes.clear()
    keptBooks.clear()
  })

  const store = (recipe = RECIPE, providers = 1) =>
    companyStore(
      {
        db: database.db,
        market: 'US',
        symbol: 'AAPL',
        asOf: () => stage.now,
        catalogued: () => null,
      },
      recipe,
      providers,
      () => stage.now,
    )
  const read = async (recipe = RECIPE) => {
    const result = await readThrough(
      { market: 'US', symbol: 'AAPL', sources },
      store(recipe),
      stage.deps(),
    )
    if (!result.ok) throw new Error(result.detail)
    return result.data.reading
  }
  const remaker = (recipe = RECIPE): BookRemaker & { told: string[] } => {
    const told: string[] = []
    const note = (event: string) => void told.push(event)
    return {
      db: database.db,
      now: () => stage.now,
      log: { info: note, warn: note, error: note },
      recipeOf: async () => ok(recipe),
      told,
    }
  }
  const contentOfBook = async (hash: string) => {
    const bytes = await findBytes(hash, remaker())
    if (!bytes.ok) throw new Error(bytes.detail)
    const book = await unpackBytes(bytes.data)
    if (book.is !== 'read') throw new Error(book.is)
    return openBook(book.packed).content()
  }
  /** What a read on demand derives from what is stored. */
  const derived = async (recipe = RECIPE) => {
    const reading = await readCompany(database.db, {
      instrument: ID,
      asOf: stage.now,
      years: 10,
      chain: recipe.askable,
    })
    const [servedBy] = reading.fetches
    if (!servedBy) throw new Error('nobody was asked')
    const { assumptions, tolerance } = recipe
    return toContent({ reading, servedBy, years: 10, assumptions, tolerance })
  }
  const count = async () => {
    const { rows } = await database.db.execute<{ books: number; facts: number }>(
      sql`select (select count(*)::int from books) as books, (select count(*)::int from facts) as facts`,
    )
    return rows[0]
  }

  it('is made while statements are stored, and says what is derived on demand', async () => {
    const { pointer } = await read()
    expect(pointer).toMatchObject({ recipe: recipeName(RECIPE), complete: true })
    expect(await contentOfBook(pointer?.book ?? '')).toEqual(await derived())
    expect(stage.calls).toEqual(['sec'])
  })

  it('is read by one statement that makes nothing, and the same content has the same hash', async () => {
    const first = await read()
    stage.now = new Date(stage.now.getTime() + 60_000)
    const second = await read()
    expect(second.pointer).toEqual(first.pointer)
    expect(stage.calls).toEqual(['sec'])
    await database.db.transaction((tx) =>
      makeBook(tx, { instrument: ID, market: 'US', recipe: RECIPE }, stage.now),
    )
    expect((await read()).pointer?.book).toBe(first.pointer?.book)
    expect((await count())?.books).toBe(1)
  })

  it.each<[string, Partial<Recipe>]>([
    ['code', { version: 'v2' }],
    ['assumptions', { assumptions: { ...RECIPE.assumptions, discount_rate: 0.1 } }],
    ['tolerance', { tolerance: 0.01 }],
    ['providers', { askable: ['recorded', 'sec'] }],
  ])(
    'another recipe, of %s, makes it stale, and the next read makes it anew',
    async (_, change) => {
      await read()
      const changed = { ...RECIPE, ...change }
      const { pointer } = await read(changed)
      expect(pointer?.recipe).toBe(recipeName(changed))
      expect(pointer?.recipe).not.toBe(recipeName(RECIPE))
      expect(await contentOfBook(pointer?.book ?? '')).toEqual(await derived(changed))
      expect(stage.calls).toEqual(['sec'])
    },
  )

  describe('while two versions of the code run', () => {
    const NEWER = { ...RECIPE, version: 'v2', version_at: '2026-11-21T00:00:00.000Z' }
    const pointerNow = async () => (await readPointer(database.db, ID, RECIPE, stage.now)).pointer
    const upkeep = (recipe: Recipe) =>
      remakeStale(database.db, 'US', recipe, {
        now: () => stage.now,
        until: stage.now.getTime() + 1,
        most: 5,
      })

    it('the newer makes the book of the older anew, and the older leaves it', async () => {
      await read()
      const { pointer } = await read(NEWER)
      expect(pointer?.recipe).toBe(recipeName(NEWER))
      for (let turn = 0; turn < 3; turn++) {
        expect((await read()).pointer).toEqual(pointer)
        expect(await upkeep(RECIPE)).toBe(0)
        expect((await read(NEWER)).pointer).toEqual(pointer)
        expect(await upkeep(NEWER)).toBe(0)
      }
    })

    it('the older makes it where the stored state or the configuration changed, the newer once more', async () => {
      await read(NEWER)
      await database.db.execute(sql`update instruments set industry = 'Banks' where id = ${ID}`)
      expect((await read()).pointer?.recipe).toBe(recipeName(RECIPE))
      const { pointer } = await read(NEWER)
      expect((await read()).pointer).toEqual(pointer)
      const configured = { ...RECIPE, config_version: 8, tolerance: 0.02 }
      expect((await read(configured)).pointer?.recipe).toBe(recipeName(configured))
    })

    it('a newer version that was taken back is not waited for', async () => {
      await read(NEWER)
      stage.now = new Date(stage.now.getTime() + YIELDS_MS - 1)
      expect((await read()).pointer?.recipe).toBe(recipeName(NEWER))
      stage.now = new Date(stage.now.getTime() + 1)
      expect((await read()).pointer?.recipe).toBe(recipeName(RECIPE))
    })

    it('of a form that only the newer reads, the older makes a book beside it', async () => {
      await read(NEWER)
      await database.db.execute(
        sql`update company_books set made_by = made_by || '{"form": 1000}', book = ${(await read(NEWER)).pointer?.book}`,
      )
      const newest = await pointerNow()
      const older = { ...RECIPE, assumptions: { ...RECIPE.assumptions, discount_rate: 0.2 } }
      const { pointer } = await read(older)
      expect(pointer?.book).not.toBe(newest?.book)
      expect(await contentOfBook(pointer?.book ?? '')).toEqual(await derived(older))
      expect(await pointerNow()).toEqual(newest)
      expect(await upkeep(older)).toBe(0)
    })

    it('a row of a version that did not say who made it is stale', async () => {
      await read()
      await database.db.execute(sql`update company_books set made_by = null, recipe = 'former'`)
      expect((await read()).pointer?.recipe).toBe(recipeName(RECIPE))
    })
  })

  it('facts that come by another way than a read make it stale', async () => {
    const { pointer } = await read()
    const more = given([{ ...revenue, concept: 'goodwill', period: 'FY2025', value: '7' }])
    await formerStore(database.db, more.instrument, more.facts, stage.now)
    expect((await fillFilings(database.db)).filled).toBe(1)
    const filled = (await read()).pointer
    expect(filled?.book).not.toBe(pointer?.book)
    const mapped = given([{ ...revenue, concept: 'intangibles', period: 'FY2025', value: '7' }])
    await storeMappedAgain(database.db, mapped, [], stage.now)
    const again = (await read()).pointer
    const concepts = (await contentOfBook(again?.book ?? ''))?.facts.map((f) => f.concept)
    expect(concepts).toEqual(expect.arrayContaining(['goodwill', 'intangibles']))
    expect(await contentOfBook(again?.book ?? '')).toEqual(await derived())
  })

  it('a changed identity and a split of today make it stale', async () => {
    const before = await read()
    await database.db.execute(sql`update instruments set industry = 'Banks' where id = ${ID}`)
    const named = await read()
    expect(named.pointer?.book).not.toBe(before.pointer?.book)
    expect(named.pointer?.state).not.toBe(before.pointer?.state)
    await database.db.execute(sql`
      insert into fetches (instrument, dataset, provider, outcome, asked_at, served_at)
      values (${ID}, 'actions', 'yahoo', 'served', now(), now())`)
    await database.db.execute(sql`
      insert into items (instrument, dataset, provider, key, hash, item, at, source_url, known_at, retrieved_at, seen_at)
      values (${ID}, 'actions', 'yahoo', 'split', 'h', ${JSON.stringify({ kind: 'split', ex_date: '2026-11-25', ratio: '4' })}::jsonb,
        '2026-11-25', 'https://example.com/', '2026-11-01', '2026-11-01', '2026-11-01')`)
    // A split of a day to come changes nothing yet.
    const early = await read()
    expect(early.pointer?.book).toBe(named.pointer?.book)
    const split = await readPointer(database.db, ID, RECIPE, new Date('2026-11-25T12:00:00.000Z'))
    expect(split.state).not.toBe(split.pointer?.state)
  })

  describe('what a read says beside the book', () => {
    const pointerNow = (db: Pick<typeof database.db, 'execute'> = database.db) =>
      readPointer(db, ID, RECIPE, stage.now)
    beforeEach(async () => {
      await database.db.execute(sql`delete from items where instrument = ${ID}`)
      await database.db.execute(sql`delete from fetches where dataset = 'actions'`)
    })
    const forget = () => database.db.execute(sql`update company_books set told = null`)
    const split = sql`
      insert into items (instrument, dataset, provider, key, hash, item, at, source_url, known_at, retrieved_at, seen_at)
      values (${ID}, 'actions', 'yahoo', 'split', 'h', ${JSON.stringify({ kind: 'split', ex_date: '2026-11-01', ratio: '4' })}::jsonb,
        '2026-11-01', 'https://example.com/', '2026-11-01', '2026-11-01', '2026-11-01')`
    const actions = sql`
      insert into fetches (instrument, dataset, provider, outcome, asked_at, served_at)
      values (${ID}, 'actions', 'yahoo', 'served', now(), now())`

    it('is left in its row, and then one statement of one row gives it', async () => {
      await read()
      const whole = await pointerNow()
      database.statements()
      expect(await pointerNow()).toEqual(whole)
      expect(database.statements()).toEqual([expect.stringMatching(/from company_books where/)])
      // Splits come into effect by days.
      stage.now = new Date(stage.now.getTime() + 86_400_000)
      expect(await pointerNow()).toEqual(whole)
      expect(database.statements()).toHaveLength(3)
    })

    it('is read anew after each change of what it was read from', async () => {
      await read()
      const changes = [
        sql`update instruments set name = 'Another' where id = ${ID}`,
        sql`update instruments set named = '{"sec": {"name": "Another", "at": ""}}' where id = ${ID}`,
        sql`update fetches set detail = 'changed' where instrument = ${ID}`,
        actions,
        split,
        sql`update items set item = item || '{"ratio": "5"}' where instrument = ${ID}`,
        sql`delete from items where instrument = ${ID}`,
        sql`delete from fetches where instrument = ${ID} and dataset = 'actions'`,
      ]
      for (const change of changes) {
        const before = await pointerNow()
        // As if the book had been made of this, so that the row alone is read.
        await database.db.execute(sql`update company_books set state = ${before.state}`)
        await pointerNow()
        database.statements()
        await pointerNow()
        expect(database.statements()).toHaveLength(1)
        await database.db.execute(change)
        const after = await pointerNow()
        await forget()
        expect(await pointerNow()).toEqual(after)
        if (change !== actions) expect(after).not.toEqual(before)
      }
    })

    it('stays where nothing changed but when it was stored', async () => {
      await read()
      await pointerNow()
      await database.db.execute(sql`update instruments set updated_at = now() where id = ${ID}`)
      database.statements()
      await pointerNow()
      expect(database.statements()).toHaveLength(1)
    })

    it('is not kept when it changed while it was read', async () => {
      await read()
      await forget()
      let statements = 0
      /** Changes the name after the reader's second statement, which has read it. */
      const changing: Pick<typeof database.db, 'execute'> = Object.create(database.db, {
        execute: {
          value: async (query: Parameters<typeof database.db.execute>[0]) => {
            const result = await database.db.execute(query)
            statements += 1
            if (statements === 2)
              await database.db.execute(
                sql`update instruments set name = 'Another' where id = ${ID}`,
              )
            return result
          },
        },
      })
      const before = await pointerNow(changing)
      expect(statements).toBe(3)
      const after = await pointerNow()
      expect([before.instrument?.name, after.instrument?.name]).toEqual(['Apple Inc.', 'Another'])
    })

    it('is not kept with a split that a clock ahead of this one has stored', async () => {
      await read()
      await database.db.execute(actions)
      await database.db.execute(split)
      const ahead = new Date(stage.now.getTime() + 5_000).toISOString()
      await database.db.execute(
        sql`update items set known_at = ${ahead}::timestamptz, retrieved_at = ${ahead}::timestamptz`,
      )
      const early = await pointerNow()
      stage.now = new Date(ahead)
      expect((await pointerNow()).state).not.toBe(early.state)
    })
  })

  it('a write that fails leaves facts and book as they were', async () => {
    const { pointer } = await read()
    const before = await count()
    const broken = storeAnswer(
      database.db,
      given([{ ...revenue, value: '1' }]),
      [],
      stage.now,
      stage.now,
      async (tx) => {
        await makeBook(tx, { instrument: ID, market: 'US', recipe: RECIPE }, stage.now)
        throw new Error('cut')
      },
    )
    await expect(broken).rejects.toThrow()
    expect((await read()).pointer).toEqual(pointer)
    expect(await count()).toEqual(before)
  })

  it('of two writers at once the book has what both wrote', async () => {
    await read()
    const write = (concept: 'goodwill' | 'intangibles') =>
      storeAnswer(
        database.db,
        given([{ ...revenue, concept, period: 'FY2025', value: '7' }]),
        [],
        stage.now,
        stage.now,
        (tx) => makeBook(tx, { instrument: ID, market: 'US', recipe: RECIPE }, stage.now),
      )
    await Promise.all([write('goodwill'), write('intangibles')])
    const { pointer } = await readPointer(database.db, ID, RECIPE, stage.now)
    const concepts = (await contentOfBook(pointer?.book ?? ''))?.facts.map((f) => f.concept)
    expect(concepts).toEqual(expect.arrayContaining(['goodwill', 'intangibles']))
  })

  it('damaged bytes are found by the hash, made again, and told in the log', async () => {
    const { pointer } = await read()
    const hash = pointer?.book ?? ''
    await database.db.execute(sql`update books set bytes = '\\x00' where hash = ${hash}`)
    const deps = remaker()
    const found = await findBytes(hash, deps)
    expect(found.ok).toBe(true)
    expect(deps.told).toEqual(['book.damaged', 'book.made_again'])
    keptBytes.clear()
    const again = remaker()
    expect(await findBytes(hash, again)).toEqual(found)
    expect(again.told).toEqual([])
  })

  it('damaged bytes that cannot be made again are no book', async () => {
    const { pointer } = await read()
    const hash = pointer?.book ?? ''
    await database.db.execute(sql`update books set bytes = '\\x00' where hash = ${hash}`)
    const changed = { ...RECIPE, assumptions: { ...RECIPE.assumptions, discount_rate: 0.11 } }
    expect(await findBytes(hash, remaker(changed))).toMatchObject({
      ok: false,
      reason: 'book_damaged',
    })
    expect(await findFigures('0'.repeat(64), remaker())).toMatchObject({
      reason: 'book_not_found',
    })
  })

  it('old books go, but for the newest of a company and those of reports', async () => {
    const first = await read()
    const other = await read({ ...RECIPE, tolerance: 0.02, askable: ['recorded'] })
    expect(other.pointer?.book).not.toBe(first.pointer?.book)
    const later = new Date(stage.now.getTime() + 1)
    expect(await dropOldBooks(database.db, stage.now)).toBe(0)
    await database.db.execute(sql`
      insert into reports (id, request, market, symbol, language, model, status, created_at, lease_expires_at, book)
      values ('rep_of_first', '{}', 'US', 'AAPL', 'en', 'builtin', 'complete', now(), now(), ${first.pointer?.book})`)
    expect(await dropOldBooks(database.db, later)).toBe(0)
    await database.db.execute(sql`delete from reports`)
    expect(await dropOldBooks(database.db, later)).toBe(1)
    expect((await count())?.books).toBe(1)
    expect((await findBytes(other.pointer?.book ?? '', remaker())).ok).toBe(true)
  })

  it('the upkeep makes stale and missing books within its time', async () => {
    await read()
    const changed = { ...RECIPE, version: 'v3' }
    const slice = (until: number) =>
      remakeStale(database.db, 'US', changed, { now: () => stage.now, until, most: 5 })
    expect(await slice(stage.now.getTime())).toBe(0)
    expect(await slice(stage.now.getTime() + 1)).toBe(1)
    expect(await slice(stage.now.getTime() + 1)).toBe(0)
    await database.db.execute(sql`delete from company_books`)
    expect(await slice(stage.now.getTime() + 1)).toBe(1)
    expect(
      await remakeStale(database.db, 'CN', changed, {
        now: () => stage.now,
        until: stage.now.getTime() + 1,
        most: 5,
      }),
    ).toBe(0)
  })
})
