/**
 * The frames that ship with the project: three early quarters of the SEC's data sets in the form in
 * which they are stored (`npm run record` makes them). They are loaded into the database on first
 * need, each in one transaction, and never over a quarter that was imported here.
 */
import { z } from 'zod'
import type { Database } from '#shared/db/client.ts'
import { marketSchema } from '#shared/schemas/names.ts'
import type { Market } from '#shared/names.ts'
import { type PackedBatch, storedParts, storePacked } from '../frames/store.ts'
import { unpackUniverse } from '../universe/pack.ts'
import { SEC_DATA_SETS, storeUniverse } from '../universe/store.ts'
import { loadShippedUniverse } from './shipped-universes.ts'
import index from './shipped/index.json' with { type: 'json' }

const aboutSchema = z.object({
  market: marketSchema,
  provider: z.string(),
  batch: z.string(),
  /** As of the stored part: what it was made from. */
  source: z.string(),
  /** The day on which the archive was published or recorded. */
  recorded: z.string(),
  /** The last day of the quarter. */
  day: z.string(),
})
export type ShippedAbout = z.infer<typeof aboutSchema>

/** Bytes are in base64. Frames: concept, period, first and last known, rows, bytes. */
const frameSchema = z.tuple([
  z.string(),
  z.string(),
  z.number(),
  z.number(),
  z.number(),
  z.string(),
])
export const shippedBatchSchema = aboutSchema.extend({
  universe: z.string(),
  filings: z.object({ rows: z.number(), from: z.number(), to: z.number(), bytes: z.string() }),
  frames: z.array(frameSchema),
})
export type ShippedBatch = z.infer<typeof shippedBatchSchema>

const FILES: Record<string, () => Promise<{ default: unknown }>> = {
  '2009q3': () => import('./shipped/2009q3.json', { with: { type: 'json' } }),
  '2010q1': () => import('./shipped/2010q1.json', { with: { type: 'json' } }),
  '2010q2': () => import('./shipped/2010q2.json', { with: { type: 'json' } }),
}

const INDEX = z.array(aboutSchema).parse(index)

const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))

const packedOf = ({ filings, frames }: ShippedBatch): PackedBatch => ({
  filings: {
    rows: filings.rows,
    bytes: bytesOf(filings.bytes),
    knownFrom: new Date(filings.from),
    knownTo: new Date(filings.to),
  },
  frames: frames.map(([concept, period, from, to, rows, bytes]) => ({
    concept,
    period,
    knownFrom: new Date(from),
    knownTo: new Date(to),
    rows,
    bytes: bytesOf(bytes),
  })),
})

/** Whether what is stored of a batch is this recording, or was brought in here and stays. */
const isThere = async (db: Database, about: ShippedAbout): Promise<boolean> => {
  const parts = await storedParts(db, about)
  return parts.some(({ recorded, source }) => recorded === null || source === about.source)
}

const load = async (db: Database, about: ShippedAbout, now: Date): Promise<void> => {
  const file = FILES[about.batch]
  if (!file) throw new Error(`no file of the shipped batch ${about.batch}`)
  const batch = shippedBatchSchema.parse((await file()).default)
  const packed = packedOf(batch)
  const { market, provider, batch: name, source, recorded, day } = about
  await db.transaction(async (tx) => {
    const part = { market, provider, batch: name, part: 0, parts: 1, source, recorded }
    await storePacked(tx, { ...part, newestOnly: false }, packed, now)
    await storeUniverse(
      tx,
      { market, source: SEC_DATA_SETS, batch: name, day },
      unpackUniverse(bytesOf(batch.universe)),
    )
  })
}

/** The last day of the last batch that ships of a market; null without any. */
export const shippedUntil = (market: Market): string | null =>
  INDEX.filter((about) => about.market === market)
    .map(({ day }) => day)
    .sort()
    .at(-1) ?? null

/**
 * Loads what ships of a market and is not there yet: frames, the list of today and its prices.
 * Returns how many of them it loaded.
 */
export const loadShipped = async (db: Database, market: Market, now: Date): Promise<number> => {
  let loaded = (await loadShippedUniverse(db, market)).length
  for (const about of INDEX) {
    if (about.market !== market || (await isThere(db, about))) continue
    await load(db, about, now)
    loaded += 1
  }
  return loaded
}
