/**
 * For tests: every company that is shipped or that a provider's case answers, read on its own as of
 * random past days and, out of a database, as of now.
 */
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import type { BookContent } from '#shared/book/packed.ts'
import { differences, openedBook } from '#shared/book/same-answers.fixture.ts'
import { systemSchema } from '#shared/contracts/config-documents.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import { ok } from '#shared/contracts/problem.ts'
import type { Database } from '#shared/db/client.ts'
import { owesEight } from '../../e2e/fakes/asia-answers.ts'
import { financialsFrom } from '../../e2e/fakes/read-path.ts'
import systemJson from '../../../config/system.json' with { type: 'json' }
import { toContent } from '../facts/financials.ts'
import { readCompany } from '../facts/read.ts'
import { storeAnswer } from '../facts/store.ts'
import type { NewFact } from '../model/provider.ts'
import { caseContext, caseQuery, type ProviderCase } from '../providers/test/case.ts'
import { CASES } from '../providers/test/cases.ts'
import { providerOf } from '../providers/test/play.ts'
import { FILES } from '../providers/shipped/files.ts'
import { decode } from '../providers/shipped/format.ts'
import { findFigures } from './find.ts'
import { makeBook } from './make.ts'
import type { Recipe } from './recipe.ts'

/** Later than the time at which every case is played. */
const NOW = Date.UTC(2026, 11, 10, 12)
const TOLERANCE = 0.005

export interface Company {
  name: string
  instrument: Instrument
  facts: readonly NewFact[]
}

const shipped = (): Promise<Company[]> =>
  Promise.all(
    Object.entries(FILES).map(async ([name, load]) => {
      const { instrument, facts } = decode((await load()).default)
      return { name: `shipped ${name}`, instrument, facts }
    }),
  )

export const companyOfCase = async (given: ProviderCase): Promise<Company> => {
  const provider = providerOf(given)
  const { context } = caseContext(given, { key: provider.key ? 'key' : null })
  const result = await provider.datasets.statements?.fetch(caseQuery(given), context)
  if (!result?.ok) throw new Error(`${given.provider} does not serve`)
  const { instrument, facts } = result.data
  return { name: `${given.provider} ${instrument.id}`, instrument, facts }
}

export const companies = async (): Promise<Company[]> => {
  const cases = [...CASES.filter(({ dataset }) => dataset === 'statements'), ...owesEight]
  return [...(await shipped()), ...(await Promise.all(cases.map(companyOfCase)))]
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

/** Days from the first filing to now; the same for the same seed. */
const daysOf = ({ facts }: Company, seed: number, count: number): string[] => {
  const random = randomFrom(seed)
  const from = facts.reduce((first, { known_at }) => Math.min(first, Date.parse(known_at)), NOW)
  return Array.from({ length: count }, () =>
    new Date(from + random() * (NOW - from)).toISOString().slice(0, 10),
  )
}

/** What is derived on demand as of a day; null when nothing that can be read was known. */
const derivedAt = ({ instrument, facts }: Company, asOf: string): BookContent | null => {
  const known = facts.filter(({ known_at }) => known_at <= `${asOf}T23:59:59.999Z`)
  if (!known.some(({ unit }) => /^[A-Z]{3}$/.test(unit))) return null
  const {
    as_of: _,
    served_by: __,
    attempts: ___,
    ...content
  } = financialsFrom({
    instrument,
    facts,
    asOf,
  })
  return content
}

/** Compares a company on `count` random past days. Returns how many values were compared. */
export const comparePastDays = (company: Company, seed: number, count: number): number => {
  let compared = 0
  for (const day of daysOf(company, seed, count)) {
    const content = derivedAt(company, day)
    if (!content) continue
    const found = differences(openedBook(content), content)
    expect({ company: company.name, day, differ: found.differ }).toMatchObject({ differ: [] })
    compared += found.compared
  }
  return compared
}

const recipeOf = (provider: string): Recipe => ({
  version: 'v1',
  version_at: null,
  config_version: 1,
  chain: [provider],
  askable: [provider],
  assumptions: systemSchema.parse(systemJson).valuation,
  tolerance: TOLERANCE,
})

/** Compares the stored newest book of a company with what is derived from what is stored. */
export const compareStored = async (db: Database, company: Company): Promise<number> => {
  await db.execute(sql`truncate instruments, facts, filings, fetches, sources, books cascade`)
  const { instrument, facts } = company
  const provider = facts[0]?.provider ?? 'none'
  const recipe = recipeOf(provider)
  const now = new Date(NOW)
  const answer = {
    instrument,
    facts: facts.map((fact) => ({ ...fact, source: null })),
    sources: [],
    recorded: null,
  }
  const fetched = { provider, outcome: 'served', reason: null, detail: null, askedAt: now } as const
  let hash = ''
  await storeAnswer(
    db,
    answer,
    [{ ...fetched, retryAt: null, recorded: null }],
    now,
    now,
    async (tx) => {
      const made = await makeBook(
        tx,
        { instrument: instrument.id, market: instrument.market, recipe },
        now,
      )
      hash = made?.book ?? ''
    },
  )
  const about = { instrument: instrument.id, asOf: now, years: 10, chain: recipe.askable }
  const reading = await readCompany(db, about)
  const [servedBy] = reading.fetches
  if (!servedBy) throw new Error('nobody served')
  const { assumptions, tolerance } = recipe
  const content = toContent({ reading, servedBy, years: 10, assumptions, tolerance })
  expect({ company: company.name, book: hash !== '' }).toEqual({
    company: company.name,
    book: content !== null,
  })
  if (!content) return 0
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const figures = await findFigures(hash, {
    db,
    now: () => now,
    log,
    recipeOf: async () => ok(recipe),
  })
  if (!figures.ok) throw new Error(figures.detail)
  const found = differences(figures.data.book, content)
  expect({ company: company.name, differ: found.differ }).toMatchObject({ differ: [] })
  return found.compared
}
