/**
 * `node workers/dev/bench/mapping.ts FORMER [--filer FILE]... [--sets FOLDER] [--rounds 9]`: how
 * long the mapping of EDGAR's answers takes here, as a ratio to another checkout of the project in
 * one run. FORMER is that checkout, with its packages installed. FILE is a companyfacts document:
 * it is mapped whole, and with the first quarter and half of its filings' values, which shows how
 * the time grows with the number of values. FOLDER has zip archives of the SEC's Financial
 * Statement Data Sets: all annual reports of fiscal year 2009 are mapped. Each round maps with
 * both, one after the other, and the medians of the rounds are compared. It exits with 1 when a
 * ratio is above 1.3.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { companyFactsSchema, type CompanyFacts } from '../../aggregator/providers/sec/raw.ts'
import type { FactsInput } from '../../aggregator/providers/sec/to-facts.ts'
import { ROOT } from '../paths.ts'
import { filersOf } from '../testbed/filers.ts'
import { median } from './load.ts'

const YEAR = 2009
/** No more than this many times as slow as the former mapping. */
const SLOWEST = 1.3
/** Parts of the largest filer: one, two and four times as many values. */
const PARTS = [0.25, 0.5, 1]

type Mapping = (input: FactsInput) => { ok: boolean }
const MAPPING = 'workers/aggregator/providers/sec/to-facts.ts'

const mappingOf = async (checkout: string): Promise<Mapping> => {
  const module: { toFacts: Mapping } = await import(pathToFileURL(join(checkout, MAPPING)).href)
  return module.toFacts
}

interface Tags {
  [tag: string]: { units: Record<string, { accn: string; filed: string }[]> }
}
const rowsOf = ({ facts }: CompanyFacts) =>
  Object.values(facts).flatMap((tags) =>
    Object.values(tags as unknown as Tags).flatMap(({ units }) => Object.values(units).flat()),
  )

/** The values of the first filings, until they make up this part of all values. */
const partOf = (document: CompanyFacts, part: number): CompanyFacts => {
  const rows = rowsOf(document)
  const byFiling = Map.groupBy(rows, ({ accn, filed }) => `${filed} ${accn}`)
  const kept = new Set<string>()
  let count = 0
  for (const [filing, of] of [...byFiling].sort(([a], [b]) => a.localeCompare(b))) {
    if (count >= part * rows.length) break
    kept.add(filing)
    count += of.length
  }
  const facts = Object.fromEntries(
    Object.entries(document.facts).map(([taxonomy, tags]) => [
      taxonomy,
      Object.fromEntries(
        Object.entries(tags as unknown as Tags).map(([tag, { units }]) => [
          tag,
          {
            units: Object.fromEntries(
              Object.entries(units).map(([unit, of]) => [
                unit,
                of.filter(({ accn, filed }) => kept.has(`${filed} ${accn}`)),
              ]),
            ),
          },
        ]),
      ),
    ]),
  )
  return { ...document, facts }
}

/** Milliseconds of the processor, which other programs on the machine do not lengthen. */
const timed = (map: Mapping, documents: readonly CompanyFacts[]): number => {
  const began = process.cpuUsage()
  for (const companyFacts of documents)
    if (!map({ companyFacts, documents: new Map(), fiscalYearEnd: null }).ok)
      throw new Error(`${companyFacts.entityName} is not mapped`)
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    filer: { type: 'string', multiple: true, default: [] },
    sets: { type: 'string' },
    rounds: { type: 'string', default: '9' },
  },
})
const [former] = positionals
const rounds = Math.max(1, Number(values.rounds) || 1)
if (former === undefined || (values.filer.length === 0 && values.sets === undefined)) {
  console.error(
    'usage: node workers/dev/bench/mapping.ts FORMER_CHECKOUT [--filer COMPANYFACTS.json]... [--sets FOLDER] [--rounds 9]',
  )
  process.exit(2)
}
const [now, before] = [await mappingOf(ROOT), await mappingOf(resolve(former))]

/** Prints the medians and the ratio, and gives the time here. */
const compared = (name: string, documents: readonly CompanyFacts[]): number => {
  const times: { now: number; before: number; ratio: number }[] = []
  for (const map of [now, before]) timed(map, documents)
  for (let round = 0; round < rounds; round++) {
    const one = timed(before, documents)
    const other = timed(now, documents)
    times.push({ now: other, before: one, ratio: other / one })
  }
  const rows = documents.reduce((sum, document) => sum + rowsOf(document).length, 0)
  const here = median(times.map((time) => time.now))
  const ratio = median(times.map((time) => time.ratio))
  console.log(
    `${name}: ${rows} values, here ${here.toFixed(1)} ms, before ${median(times.map((time) => time.before)).toFixed(1)} ms, ratio ${ratio.toFixed(2)}; ${((here / rows) * 1000).toFixed(2)} ms a thousand values`,
  )
  if (ratio > SLOWEST) process.exitCode = 1
  return here
}

for (const file of values.filer) {
  const document = companyFactsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const times = PARTS.map((part) =>
    compared(`${document.entityName}, ${part * 100} % of the values`, [partOf(document, part)]),
  )
  const [one = 1] = times
  console.log(
    `  growth with 1, 2 and 4 times the values: ${times.map((time) => (time / one).toFixed(2)).join(', ')}`,
  )
}
if (values.sets !== undefined) {
  const filers = await filersOf(values.sets, YEAR)
  compared(
    `${filers.length} annual reports of ${YEAR}`,
    filers.map(({ companyFacts }) => companyFacts),
  )
}
