/** Raw answers of providers, stored compressed under the hash of their content. */
import { sources } from '#shared/db/schema/sources.ts'
import type { RawAnswer } from '../model/provider.ts'
import { type PackedSource, packSource } from './pack-source.ts'
import type { Writer } from './writer.ts'

/** Compresses the answers, before a transaction opens. */
export const packSources = (sources_: readonly RawAnswer[]): Promise<PackedSource[]> =>
  Promise.all(sources_.map(packSource))

export const storeSources = async (
  db: Writer,
  packed: readonly PackedSource[],
  provider: string,
  retrievedAt: Date,
): Promise<void> => {
  if (packed.length > 0)
    await db
      .insert(sources)
      .values(packed.map((source) => ({ ...source, provider, retrievedAt })))
      .onConflictDoNothing()
}
