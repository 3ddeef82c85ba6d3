/** The frames that ship: quarters of the SEC's data sets, packed as the database holds them. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { packBatch } from '../../aggregator/frames/store.ts'
import type { ShippedAbout, ShippedBatch } from '../../aggregator/screens/shipped.ts'
import { packUniverse } from '../../aggregator/universe/pack.ts'
import { listingsOf, mapCompany, readDataSet } from '../import/data-set.ts'
import { ROOT } from '../paths.ts'

const DATA_SETS = join(ROOT, '..', 'shared', 'bulk', 'sec-financial-statement-data-sets')

/** Quarters that ship, their last days, and when the archives were recorded. */
const QUARTERS = [
  { batch: '2009q3', day: '2009-09-30' },
  { batch: '2010q1', day: '2010-03-31' },
  { batch: '2010q2', day: '2010-06-30' },
]
const RECORDED = '2026-11-29'

const pathOf = (batch: string): string => join(DATA_SETS, `${batch}.zip`)

export const hasDataSets = (): boolean => QUARTERS.every(({ batch }) => existsSync(pathOf(batch)))

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

const shippedBatch = async (batch: string, day: string): Promise<ShippedBatch> => {
  const { reports, source } = await readDataSet(pathOf(batch))
  const packed = packBatch([...reports].flatMap(([company, of]) => mapCompany(company, of)))
  if (!packed) throw new Error(`the data set ${batch} has no facts`)
  const { filings, frames } = packed
  const about: ShippedAbout = {
    market: 'US',
    provider: 'sec',
    batch,
    source,
    recorded: RECORDED,
    day,
  }
  return {
    ...about,
    universe: base64(packUniverse([...reports.values()].flatMap(listingsOf))),
    filings: {
      rows: filings.rows,
      from: filings.knownFrom.getTime(),
      to: filings.knownTo.getTime(),
      bytes: base64(filings.bytes),
    },
    frames: frames.map(({ concept, period, knownFrom, knownTo, rows, bytes }) => [
      concept,
      period,
      knownFrom.getTime(),
      knownTo.getTime(),
      rows,
      base64(bytes),
    ]),
  }
}

/** By file name; `index.json` names all without their content. */
export const shippedFrames = async (): Promise<Map<string, unknown>> => {
  const batches: ShippedBatch[] = []
  for (const { batch, day } of QUARTERS) batches.push(await shippedBatch(batch, day))
  const abouts = batches.map(
    ({ market, provider, batch, source, recorded, day }): ShippedAbout => ({
      market,
      provider,
      batch,
      source,
      recorded,
      day,
    }),
  )
  return new Map<string, unknown>([
    ['index.json', abouts],
    ...batches.map((batch) => [`${batch.batch}.json`, batch] as const),
  ])
}
