/**
 * The tags whose frames are brought: those that the chains and the debt read, and that at least
 * fifty companies use. Rarer tags cost a call a period for hardly any company, which is read one by
 * one instead. Data: `[tag, unit in the path, instant or duration, companies]`; how many companies
 * use a tag was counted by dgunning/edgartools (MIT licence) in filings of 2021 to 2025.
 */
import { z } from 'zod'
import json from './frame-tags.json' with { type: 'json' }

const rowSchema = z.tuple([
  z.string().regex(/^(us-gaap|dei):\w{1,200}$/),
  // A unit with a slash breaks the path: every period is then 404.
  z.enum(['USD', 'shares', 'USD-per-shares']),
  z.enum(['instant', 'duration']),
  z.int(),
])

export interface FrameTag {
  /** `us-gaap:Assets`. */
  tag: string
  unit: z.infer<typeof rowSchema>[1]
  kind: z.infer<typeof rowSchema>[2]
}

export const FRAME_TAGS: readonly FrameTag[] = z
  .array(rowSchema)
  .parse(json)
  .map(([tag, unit, kind]) => ({ tag, unit, kind }))
