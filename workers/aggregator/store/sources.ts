/**
 * Raw answers of providers, stored compressed under the hash of their content, and the readings
 * that they were heard in.
 */
import { sql } from 'drizzle-orm'
import { rawReadings } from '#shared/db/schema/raw-readings.ts'
import { sources } from '#shared/db/schema/sources.ts'
import type { RawAnswer } from '../model/provider.ts'
import type { RawReading } from '../model/raw-reading.ts'
import { type PackedSource, packSource } from './pack-source.ts'
import type { Writer } from './writer.ts'

/** One call of a stored reading. `hash` is null where no answer was kept. */
export interface StoredHeard {
  asked: string
  status: number
  hash: string | null
}

/** The raw answers of one dataset, ready to be stored. */
export interface PackedAnswers {
  provider: string
  packed: readonly PackedSource[]
  /** The hash of each of the adapter's `sources`, in their order. */
  hashes: readonly string[]
  reading: { of: RawReading; heard: StoredHeard[] } | null
}

interface RawAnswers {
  sources: readonly RawAnswer[]
  reading?: RawReading
}

const addressIn = (asked: string): string => asked.split(' ')[1] ?? asked

/** Compresses the answers one after the other, before a transaction opens; each body once. */
export const packAnswers = async (
  { sources: given, reading }: RawAnswers,
  provider: string,
): Promise<PackedAnswers> => {
  const byBody = new Map<Uint8Array, PackedSource>()
  const pack = async (answer: RawAnswer): Promise<PackedSource> => {
    const packed = byBody.get(answer.body) ?? (await packSource(answer))
    byBody.set(answer.body, packed)
    return packed
  }
  const hashes: string[] = []
  for (const answer of given) hashes.push((await pack(answer)).hash)
  const heard: StoredHeard[] = []
  for (const { asked, status, body } of reading?.heard ?? []) {
    const hash = body === null ? null : (await pack({ url: addressIn(asked), body })).hash
    heard.push({ asked, status, hash })
  }
  // In the order of the hashes: two transactions that lock the same rows then never wait in a
  // circle.
  const packed = [...new Map([...byBody.values()].map((one) => [one.hash, one])).values()].sort(
    (a, b) => (a.hash < b.hash ? -1 : 1),
  )
  return { provider, packed, hashes, reading: reading ? { of: reading, heard } : null }
}

/** Stores the raw answers, and the reading that they were heard in. */
export const storeAnswers = async (
  db: Writer,
  { provider, packed, reading }: PackedAnswers,
  retrievedAt: Date,
): Promise<void> => {
  // An answer may go when it is old, so it is never older than a reading that refers to it.
  const readAt = reading?.of.askedAt ?? retrievedAt
  if (packed.length > 0)
    await db
      .insert(sources)
      .values(packed.map((source) => ({ ...source, provider, retrievedAt: readAt })))
      .onConflictDoUpdate({
        target: sources.hash,
        set: { retrievedAt: sql`greatest(${sources.retrievedAt}, excluded.retrieved_at)` },
      })
  if (reading) {
    const { instrument, dataset, askedAt, question, recalled } = reading.of
    const { heard } = reading
    await db
      .insert(rawReadings)
      .values({ instrument, dataset, provider, askedAt, question, recalled, heard })
  }
}
