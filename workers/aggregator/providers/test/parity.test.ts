/**
 * The parity matrix is what the cases prove. The checked-in matrix, which the page and PARITY.md
 * show, must equal the one made from the cases.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type ParityCell, paritySchema } from '#shared/contracts/data-sources.ts'
import { CANARY_KEY, caseContext, type ProviderCase } from './case.ts'
import { CASES } from './cases.ts'
import { BULK_CASES } from './bulk-cases.ts'
import { bulkCells, parityMarkdown, parityOf } from './parity.ts'
import { play, type Played, providerOf } from './play.ts'
import { PROVIDERS } from '../registry.ts'

const JSON_FILE = join(import.meta.dirname, '../parity.json')
const MARKDOWN_FILE = join(import.meta.dirname, '../PARITY.md')

const BULK = bulkCells(PROVIDERS, BULK_CASES)

const playAll = async (cases: readonly ProviderCase[]): Promise<Map<ProviderCase, Played>> => {
  const played = new Map<ProviderCase, Played>()
  for (const given of cases) {
    const result = await play(
      given,
      caseContext(given, { key: providerOf(given).key ? CANARY_KEY : null }).context,
    )
    if (result.ok) played.set(given, result)
  }
  return played
}

/** The shipped recordings have their own tests (recorded.test.ts). */
const ofRecordings = (cell: ParityCell): ParityCell =>
  cell.provider === 'recorded'
    ? { ...cell, proof: 'recorded', evidence: ['providers/shipped/data'] }
    : cell

const checkedIn = () => z.array(paritySchema).parse(JSON.parse(readFileSync(JSON_FILE, 'utf8')))

test('the matrix holds what the cases prove', async () => {
  const played = await playAll(CASES)
  const refused = CASES.filter((given) => !played.has(given))
  expect(refused.map((c) => `${c.provider} ${c.dataset} ${c.market}:${c.symbol}`)).toEqual([])
  const cells = parityOf(PROVIDERS, played).map(ofRecordings)
  if (process.env.UPDATE_PARITY) {
    writeFileSync(
      JSON_FILE,
      `[\n${cells.map((cell) => `  ${JSON.stringify(cell)}`).join(',\n')}\n]\n`,
    )
    writeFileSync(MARKDOWN_FILE, parityMarkdown(cells, BULK))
  }
  expect(checkedIn()).toEqual(cells)
})

test('the page and the document say the same', () => {
  expect(readFileSync(MARKDOWN_FILE, 'utf8')).toBe(parityMarkdown(checkedIn(), BULK))
})

test('every capability for a whole market has a case, of one of its markets at least', () => {
  const of = ({ provider, kind }: (typeof BULK)[number]) => `${provider} ${kind}`
  const proven = new Set(BULK.filter(({ proof }) => proof !== 'unproven').map(of))
  expect(BULK.length).toBeGreaterThan(10)
  expect(BULK.map(of).filter((one) => !proven.has(one))).toEqual([])
})

test('every provider declares what it is: limits, terms, delay of its prices, a probe it has', () => {
  for (const provider of PROVIDERS) {
    if (provider.probe)
      expect(provider.datasets[provider.probe.dataset]?.markets).toContain(provider.probe.market)
    else expect(Object.keys(provider.bulk ?? {}).length, provider.id).toBeGreaterThan(0)
    for (const market of provider.datasets.quote?.markets ?? [])
      expect(provider.delay[market], `${provider.id} ${market}`).toBeDefined()
    if (provider.id !== 'recorded') expect(provider.budget.length).toBeGreaterThan(0)
    expect(provider.terms.note).not.toBe('')
  }
})
