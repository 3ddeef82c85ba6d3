/**
 * The same as `equal-answers.test.ts` with the full recorded answers of every provider and with the
 * small inputs that once failed, on 50 random past days of each company.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPEN_TIMEOUT_MS, type TestDatabase, testDatabases } from '../../e2e/fakes/database.ts'
import { owesEight } from '../../e2e/fakes/asia-answers.ts'
import { companyFactsSchema } from '../providers/sec/raw.ts'
import { toFacts } from '../providers/sec/to-facts.ts'
import {
  companies,
  type Company,
  companyOfCase,
  comparePastDays,
  compareStored,
} from './equal-answers.fixture.ts'

const DAYS = 50
const INPUTS = join(import.meta.dirname, '../../../../shared/cases')
const textOf = (path: string): string => readFileSync(join(INPUTS, path), 'utf8')

/** A company of the United States from a document beside the repository. */
const filed = (file: string): Company => {
  const symbol = file.replace('.json', '')
  const companyFacts = companyFactsSchema.parse(JSON.parse(textOf(`us/${file}`)))
  const facts = toFacts({ companyFacts, documents: new Map(), fiscalYearEnd: '12-31' })
  if (!facts.ok) throw new Error(facts.field)
  const name = companyFacts.entityName
  return {
    name: `input ${symbol}`,
    instrument: {
      id: `US:${symbol}`,
      market: 'US',
      symbol,
      name,
      names: { en: name },
      exchange: null,
      industry: null,
      fiscal_year_end: '12-31',
      identifiers: {},
    },
    facts: facts.data,
  }
}

/** The table of a file by the part of the request that asks for it. */
const TABLES: Record<string, string> = {
  RPT_F10_FINANCE_MAINFINADATA: 'asia/01-eastmoney-600801-ind.json',
  RPT_F10_FINANCE_GINCOME: 'asia/01-eastmoney-600801-inc.json',
  RPT_F10_FINANCE_GBALANCE: 'asia/01-eastmoney-600801-bal.json',
  RPT_F10_FINANCE_GCASHFLOW: 'asia/01-eastmoney-600801-cf.json',
}

/** The inputs with statements: the others are prices, multiples, searches and sentences. */
const inputs = async (): Promise<Company[]> => {
  if (!existsSync(INPUTS)) return []
  const us = readdirSync(join(INPUTS, 'us')).filter((file) => file.endsWith('.json'))
  const [given] = owesEight
  if (!given) throw new Error('there is no case of this company')
  const answers = Object.entries(TABLES).map(([match, path]) => ({
    match,
    body: () => textOf(path),
  }))
  return [...us.map(filed), await companyOfCase({ ...given, answers })]
}

describe('every company', async () => {
  const all = [...(await companies()), ...(await inputs())]

  it.each(all.map((company, at) => [company.name, company, at + 1] as const))(
    '%s on 50 past days',
    (_, company, seed) => {
      expect(comparePastDays(company, seed, DAYS)).toBeGreaterThan(0)
    },
    600_000,
  )

  describe.each(testDatabases())('stored (%s)', (_, open) => {
    let database: TestDatabase
    beforeAll(async () => {
      database = await open()
    }, OPEN_TIMEOUT_MS)
    afterAll(() => database.close())

    it('has the book that is derived from what is stored', async () => {
      let compared = 0
      for (const company of all) compared += await compareStored(database.db, company)
      expect(compared).toBeGreaterThan(50_000)
    }, 600_000)
  })
})
