/** Restatements: a provider gives the same figure again with another value. */
import { z } from 'zod'
import { basisSchema, factSchema } from './facts.ts'
import {
  calendarDateSchema,
  codeSchema,
  decimalSchema,
  idSchema,
  instantSchema,
} from '../schemas/texts.ts'
import { MAX_RECORDS } from '../lengths.ts'

/**
 * `split`: the old value on the basis of a later split; `rounded`: the same value with fewer or
 * more digits; `restated`: anything else.
 */
export const RESTATEMENT_CAUSES = ['split', 'rounded', 'restated'] as const

export const restatementVersionSchema = factSchema
  .pick({
    value: true,
    filed_at: true,
    known_at: true,
    form: true,
    source_url: true,
    provider_record: true,
  })
  .extend({ fact: idSchema.describe('Id of the fact that says so') })

export const restatementSchema = z.object({
  concept: codeSchema,
  period: codeSchema,
  start: calendarDateSchema.nullable().describe('Null for an instant'),
  end: calendarDateSchema,
  basis: basisSchema,
  provider: codeSchema,
  unit: codeSchema,
  versions: z
    .array(restatementVersionSchema)
    .min(2)
    .max(MAX_RECORDS)
    .describe('Oldest first, each different from the one before'),
  change: decimalSchema
    .nullable()
    .describe(
      'From the first version to the last, as a fraction of the size of the first; null when that is 0',
    ),
  cause: z.enum(RESTATEMENT_CAUSES),
})
export type Restatement = z.infer<typeof restatementSchema>

export const restatementsSchema = z.object({
  instrument: idSchema,
  as_of: instantSchema,
  restatements: z.array(restatementSchema).max(MAX_RECORDS).describe('Newest period first'),
  more: z.boolean().describe('There are restatements of earlier periods beyond the limit'),
})
export type Restatements = z.infer<typeof restatementsSchema>
