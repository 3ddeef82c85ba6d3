/** What the seal of a report is made over. Pure. */
import type { reports } from '#shared/db/schema/index.ts'
import { sha256 } from './seal.ts'
import type { SectionRow } from './store/rows.ts'

/** Of the figures: the hash of the book with its reading, and the exhibits by their hashes. */
export const sealedInputs = ({
  book,
  reading,
  exhibits,
}: Pick<typeof reports.$inferSelect, 'book' | 'reading' | 'exhibits'>): unknown => ({
  book,
  ...reading,
  ...(exhibits && { exhibits }),
})

/**
 * Selects the parts of a section that are sealed: what it says and what it was made from. The times
 * and the number of attempts are not sealed.
 */
const sealed = ({
  module,
  position,
  names,
  needs,
  status,
  reason,
  detail,
  inputHash,
  reusedFrom,
  text,
  cited,
  unverified,
  findings,
  usage,
  fallback,
}: SectionRow) => ({
  module,
  position,
  names,
  needs,
  status,
  reason,
  detail,
  input_hash: inputHash,
  ...(reusedFrom !== null && { reused_from: reusedFrom }),
  text,
  cited,
  unverified,
  ...(findings !== null && { findings }),
  usage,
  ...(fallback !== null && { fallback }),
})

/**
 * SHA-256 (hex) over the canonical JSON of `{ inputs, config, sections }`. The inputs are the hash
 * of the book with its reading, in reports of before books the whole answer.
 */
export const sealOf = (
  inputs: unknown,
  config: unknown,
  sections: readonly SectionRow[],
): Promise<string> => sha256({ inputs, config, sections: sections.map(sealed) })
