/**
 * On every recorded company and on random past days, this version reads value by value what the
 * version before `filings` reads from its own columns: before its facts have a filing, while they
 * are given one, afterwards, and when its columns are empty.
 */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import type { NewFact } from '../model/provider.ts'
import { caseContext, caseQuery } from '../providers/test/case.ts'
import { CASES } from '../providers/test/cases.ts'
import { providerOf } from '../providers/test/play.ts'
import { FILES } from '../providers/shipped/files.ts'
import { decode } from '../providers/shipped/format.ts'
import { fillFilings, fillSlices } from './fill-filings.ts'
import { formerReading, formerRestatements, formerStore } from './former-version.fixture.ts'
import { readCompany } from './read.ts'
import { readRestatements } from './read-restatements.ts'
import { storeAnswer } from './store.ts'

const DAYS = 50
const DAY_MS = 86_400_000
const NOW = Date.UTC(2026, 10, 22)

interface Company {
  name: string
  instrument: Parameters<typeof formerStore>[1]
  facts: readonly NewFact[]
}

const shipped = async (): Promise<Company[]> =>
  Promise.all(
    Object.entries(FILES).map(async ([name, load]) => {
      const { instrument, facts } = decode((await load()).default)
      return { name, instrument, facts }
    }),
  )

const ofCases = async (): Promise<Company[]> => {
  const companies: Company[] = []
  for (const given of CASES.filter(({ dataset }) => dataset === 'statements')) {
    const provider = providerOf(given)
    const { context } = caseContext(given, { key: provider.key ? 'key' : null })
    const result = await provider.datasets.statements?.fetch(caseQuery(given), context)
    if (!result?.ok) throw new Error(`${given.provider} does not serve`)
    const { instrument, facts } = result.data
    companies.push({ name: `${given.provider} ${instrument.id}`, instrument, facts })
  }
  return companies
}

/** The same numbers for the same seed (mulberry32). */
const randomFrom = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

describe.each(testDatabases())('equal answers (%s)', (_, open) => {
  let database: TestDatabase
  let companies: Company[]
  beforeAll(async () => {
    database = await open()
    companies = [...(await shipped()), ...(await ofCases())]
  }, OPEN_TIMEOUT_MS)
  afterAll(() => database.close())

  /** Random days of the company's history, and the instants of the readings themselves. */
  const daysOf = ({ facts }: Company, random: () => number): Date[] => {
    const known = facts.map(({ known_at }) => Date.parse(known_at))
    const from = known.reduce((least, one) => Math.min(least, one), NOW)
    return Array.from({ length: DAYS }, () => new Date(from + random() * (NOW + DAY_MS - from)))
  }

  /** Readings of what was known by then: the earlier ones by the former version. */
  const storeHistory = async ({ instrument, facts }: Company, random: () => number) => {
    const { db } = database
    const times = [NOW - 900 * DAY_MS, NOW - 400 * DAY_MS, NOW - 2 * DAY_MS]
    for (const [n, time] of times.entries()) {
      const at = new Date(time)
      // Some figures are stated otherwise in the second reading, and set right in the third.
      const said = facts
        .filter(({ known_at }) => Date.parse(known_at) <= time)
        .map((fact) => (n === 1 && random() < 0.1 ? { ...fact, value: `${fact.value}1` } : fact))
      await formerStore(db, instrument, said, at)
    }
    const last = { instrument, facts: [...facts], sources: [], recorded: null }
    const answer = { ...last, facts: last.facts.map((fact) => ({ ...fact, source: null })) }
    const half = answer.facts.filter(() => random() < 0.5)
    await storeAnswer(db, { ...answer, facts: half }, [], new Date(NOW - DAY_MS), new Date(NOW))
    await formerStore(db, instrument, facts, new Date(NOW))
  }

  const queryOf = ({ instrument, facts }: Company, asOf: Date) => ({
    instrument: instrument.id,
    asOf,
    years: 10,
    chain: [facts[0]?.provider ?? 'sec'],
  })
  /** Restatements are read too on every fifth day, because they take as long again. */
  const isWhole = (k: number): boolean => k % 5 === 0
  const read = async (company: Company, asOf: Date, whole: boolean) => {
    const query = { ...queryOf(company, asOf), limit: 100 }
    const { facts, others } = await readCompany(database.db, query)
    if (!whole) return { facts, others }
    const { restatements, more } = await readRestatements(database.db, query)
    return { facts, others, restatements, more }
  }
  const formerRead = async (company: Company, asOf: Date, whole: boolean) => {
    const query = { ...queryOf(company, asOf), limit: 100 }
    const reading = await formerReading(database.db, query)
    return { ...reading, ...(whole && (await formerRestatements(database.db, query))) }
  }

  it('has companies of every market and most providers', () => {
    expect(companies.length).toBeGreaterThan(15)
  })

  /** Each state of what is stored, and how it comes from the one before. */
  const STATES: [string, (slice: number) => Promise<unknown>][] = [
    ['some facts have a filing', async () => {}],
    ['more facts have a filing', (slice) => fillFilings(database.db, slice)],
    ['every fact has a filing', () => fillSlices(database.db, () => true)],
    [
      'the former columns are empty',
      () =>
        database.db.execute(sql`
          update facts set consolidation = null, standard = null, provider = null, provider_record = null, form = null, source_url = null,
            filed_at = null, known_at = null, retrieved_at = null, source = null`),
    ],
  ]

  it('gives equal answers in every state of what is stored', async () => {
    let compared = 0
    for (const [at, company] of companies.entries()) {
      await database.db.execute(sql`truncate instruments, facts, filings, fetches, sources cascade`)
      const random = randomFrom(at + 1)
      await storeHistory(company, random)
      const days = daysOf(company, random)
      const former: Awaited<ReturnType<typeof formerRead>>[] = []
      for (const [k, day] of days.entries()) former.push(await formerRead(company, day, isWhole(k)))
      for (const [n, [state, reach]] of STATES.entries()) {
        await reach(Math.ceil(company.facts.length / 3))
        for (const [k, day] of days.entries()) {
          if (k % STATES.length !== n) continue
          const now = await read(company, day, isWhole(k))
          expect(now, `${company.name} as of ${day.toISOString()}, ${state}`).toEqual(former[k])
          compared += now.facts.length
        }
      }
    }
    expect(compared).toBeGreaterThan(100_000)
  }, 600_000)
})
