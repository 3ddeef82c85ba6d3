/**
 * The fault drill over the chain and a database. Each case of each provider is broken in each known
 * way, with another provider behind it. The reason is reported, the chain moves on, and nothing of
 * the broken answer is stored.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ItemDataset, ProviderId } from '#shared/names.ts'
import { embeddedDatabase, OPEN_TIMEOUT_MS, type TestDatabase } from '../../e2e/fakes/database.ts'
import { instrumentId } from '#shared/symbol.ts'
import {
  CASE_TIME,
  CANARY_KEY,
  caseContext,
  caseQuery,
  type ProviderCase,
  type Spoilt,
} from '../providers/test/case.ts'
import { CASES } from '../providers/test/cases.ts'
import { providerOf } from '../providers/test/play.ts'
import type {
  Datasets,
  ItemsAnswer,
  ItemsCapability,
  ProviderFailureReason,
  StatementsAnswer,
} from '../model/provider.ts'
import type { CompanyReading } from '../model/company-reading.ts'
import type { ItemsReading } from '../items/read.ts'
import { checkItems, checkStatements } from './check.ts'
import { readThrough, type DatasetStore, type StoredReading } from './read-through.ts'
import { itemsStore, statementsStore } from './dataset-stores.ts'
import { dataSources, openDeps, providerNamed } from './deps.fixture.ts'

/**
 * What the provider behind says: the broken provider's own right answer, so that it is a sound one.
 */
const BACKUP: ProviderId = 'recorded'

const FAULTS: Record<
  string,
  (
    given: ProviderCase,
    right: { text: string; encode(text: string): Uint8Array<ArrayBuffer> },
  ) => Response | Promise<Response>
> = {
  'HTML instead of data': () => new Response('<!DOCTYPE html><html></html>'),
  'half an answer': (_, { text, encode }) =>
    new Response(encode(text).slice(0, Math.floor(encode(text).length / 2))),
  '401': () => new Response('{}', { status: 401 }),
  '403': () => new Response('{}', { status: 403 }),
  '429': () => new Response('{}', { status: 429, headers: { 'retry-after': '120' } }),
  '500': () => new Response('{}', { status: 500 }),
  'a hang': () => new Promise<Response>(() => {}),
  ...Object.fromEntries(
    (['other_company', 'null_field', 'wrong_type', 'empty'] satisfies (keyof Spoilt)[]).map(
      (how) => [
        how,
        (
          given: ProviderCase,
          { text, encode }: { text: string; encode(text: string): Uint8Array<ArrayBuffer> },
        ) => new Response(encode(given.spoilt[how](text))),
      ],
    ),
  ),
}

const EXPECTED: Record<string, readonly ProviderFailureReason[]> = {
  'HTML instead of data': ['transient'],
  'half an answer': ['malformed'],
  '401': ['auth'],
  '403': ['plan', 'rate_limit', 'auth'],
  '429': ['rate_limit'],
  '500': ['transient'],
  'a hang': ['timeout'],
  other_company: ['wrong_instrument'],
  null_field: ['malformed'],
  wrong_type: ['malformed'],
  empty: ['empty'],
}

const reasonsOf = (given: ProviderCase, fault: string): readonly string[] => {
  const own = given.outcomes?.[fault as keyof Spoilt]
  return own ? [own] : (EXPECTED[fault] ?? [])
}

/**
 * Search has no dataset store, and an exchange rate belongs to no company: both are drilled beside
 * their providers.
 */
const cases = CASES.filter((given) => given.dataset !== 'instrument' && given.dataset !== 'fx')

let database: TestDatabase
beforeAll(async () => {
  database = await embeddedDatabase()
}, OPEN_TIMEOUT_MS)
afterAll(() => database.close())

const EMPTIED = sql`with a as (delete from facts), b as (delete from fetches), c as (delete from sources), d as (delete from items),
  e as (delete from bars), f as (delete from filings) delete from instruments`

const COUNTS = sql`select
  (select count(*)::int from facts) as facts, (select count(*)::int from items) as items, (select count(*)::int from bars) as bars,
  (select count(*)::int from sources) as sources, (select count(*)::int from instruments) as instruments`

describe.each(
  cases.map((given): [string, ProviderCase] => [
    `${given.provider} ${given.dataset} ${given.market}`,
    given,
  ]),
)('%s', (_, given) => {
  test.each(Object.entries(FAULTS))('%s', async (name, fault) => {
    vi.spyOn(console, 'info').mockImplementation(() => {})
    // Deleting the few rows of the run before is ten times as fast as a truncation.
    await database.db.execute(EMPTIED)
    const provider = providerOf(given)
    const key = provider.key ? CANARY_KEY : null
    const { context } = caseContext(given, {
      key,
      timeoutMs: name === 'a hang' ? 20 : 5_000,
      spoil: (right) => fault(given, right),
    })
    const right = caseContext(given, { key }).context
    const { market, symbol, dataset } = given
    const capability = provider.datasets[
      dataset as Exclude<ItemDataset, 'instrument' | 'fx'>
    ] as ItemsCapability<ItemDataset>
    const behind = providerNamed(BACKUP, {
      [dataset]: { ...capability, fetch: (query: never) => capability.fetch(query, right) },
    } as Datasets)
    const about = {
      db: database.db,
      market,
      symbol,
      asOf: () => CASE_TIME,
      catalogued: () => given.query?.known ?? null,
    }
    const everything = { from: new Date(0), to: new Date('2100-01-01'), limit: 500, isNow: true }
    // Asked for the dates of the case, not of a refresh: a recording may be of years ago.
    const query = caseQuery(given)
    const asked = { provider: given.provider, market, symbol, known: query.known }
    const statements: DatasetStore<CompanyReading, StatementsAnswer> = {
      ...statementsStore(about, 30, 1),
      enough: () => true,
      fetch: async (p, _, c) =>
        checkStatements(
          asked,
          await (p.datasets.statements as NonNullable<Datasets['statements']>).fetch(query, c),
        ),
    }
    const records: DatasetStore<ItemsReading<ItemDataset>, ItemsAnswer<ItemDataset>> = {
      ...itemsStore(dataset as ItemDataset, about, everything),
      fetch: async (p, _, c) =>
        checkItems(
          dataset as ItemDataset,
          asked,
          await (p.datasets[dataset as 'news'] as ItemsCapability<ItemDataset>).fetch(query, c),
        ),
    }
    const store = (dataset === 'statements' ? statements : records) as DatasetStore<
      StoredReading,
      ItemsAnswer<ItemDataset> | StatementsAnswer
    >
    const sources = dataSources({ [market]: { [dataset]: [given.provider, BACKUP] } })
    const deps = {
      ...openDeps(() => CASE_TIME),
      providers: [provider, behind],
      contextOf: () => context,
    }
    const answered = await readThrough({ market, symbol, sources }, store, deps)
    if (!answered.ok) throw new Error(answered.detail)
    const [first, second] = answered.data.attempts
    const reasons = reasonsOf(given, name)
    if (reasons.includes('served')) return expect(first?.outcome).toBe('served')
    expect(reasons).toContain(first?.reason)
    expect(second).toMatchObject({ provider: BACKUP, outcome: 'served' })
    const { rows } = await database.db.execute(
      sql`select provider, instrument from fetches where served_at is not null`,
    )
    expect(rows).toEqual([{ provider: BACKUP, instrument: instrumentId(market, symbol) }])
    const { rows: counted } = await database.db.execute<Record<string, number>>(COUNTS)
    expect(counted[0]?.instruments).toBe(1)
    if (dataset !== 'statements')
      expect(
        (
          await database.db.execute(
            sql`select distinct provider from items union select distinct provider from bars`,
          )
        ).rows,
      ).toEqual([{ provider: BACKUP }])
    expect(
      (await database.db.execute(sql`select distinct provider from sources`)).rows.filter(
        (row) => row.provider !== BACKUP,
      ),
    ).toEqual([])
  })
})
