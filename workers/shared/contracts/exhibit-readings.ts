/**
 * What a module is given of an exhibit: which of its figures belong to it, by their tokens, and the
 * records beside them. It holds no time of reading, so that the same content is the same input.
 */
import { z } from 'zod'
import { MAX_RECORDS } from '../lengths.ts'
import { passageSchema } from './exhibit-records.ts'
import { tokenSchema } from './exhibit-rows.ts'
import {
  actionsExhibitSchema,
  holdersExhibitSchema,
  insidersExhibitSchema,
  peersExhibitSchema,
} from './exhibits.ts'

const rowsRead = { tokens: z.array(tokenSchema).max(MAX_RECORDS) }
const passagesRead = {
  passages: z.array(passageSchema.omit({ retrieved_at: true })).max(100),
}

export const exhibitReadingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('market'), ...rowsRead }),
  z.object({ kind: z.literal('valuation'), ...rowsRead }),
  peersExhibitSchema.pick({ kind: true, group: true, metrics: true, peers: true }).extend(rowsRead),
  z.object({ kind: z.literal('estimates'), ...rowsRead }),
  holdersExhibitSchema.pick({ kind: true, scope: true, holders: true }).extend(rowsRead),
  insidersExhibitSchema.pick({ kind: true, trades: true }).extend(rowsRead),
  actionsExhibitSchema.pick({ kind: true, unread: true }).extend(rowsRead),
  z.object({ kind: z.literal('news'), ...passagesRead }),
  z.object({ kind: z.literal('filings'), ...passagesRead }),
])
export type ExhibitReading = z.infer<typeof exhibitReadingSchema>
export type ExhibitReadingOf<K extends ExhibitReading['kind']> = Extract<
  ExhibitReading,
  { kind: K }
>
