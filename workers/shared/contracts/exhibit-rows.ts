/** The rows of exhibits: figures with token, value, unit and origin, and what is missing. */
import { z } from 'zod'
import { MAX_FEW, MAX_RECORDS } from '../lengths.ts'
import { REFUSAL_REASONS } from '../valuation/refusals.ts'
import {
  addressSchema,
  calendarDateSchema,
  codeSchema,
  decimalSchema,
  idSchema,
  instantSchema,
} from '../schemas/texts.ts'

export const tokenSchema = z.string().max(200).describe('name@period')
export const tokensSchema = z.array(tokenSchema).max(MAX_FEW)

export const exhibitOriginSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('stated'),
    provider: codeSchema,
    field: idSchema.describe('What the provider calls it'),
    at: instantSchema.describe('The time that it is of'),
    retrieved_at: instantSchema,
    source_url: addressSchema.nullable(),
  }),
  z.object({
    kind: z.literal('computed'),
    inputs: tokensSchema.describe(
      'Tokens of this exhibit, of another, or of the book; series of prices are named `bars@DAY`',
    ),
  }),
])
export type ExhibitOrigin = z.infer<typeof exhibitOriginSchema>

export const exhibitRowSchema = z.object({
  token: tokenSchema,
  name: codeSchema.describe('Key into the terms of exhibits'),
  period: codeSchema.describe('A day, or a window such as 10y'),
  end: calendarDateSchema,
  value: decimalSchema,
  unit: codeSchema,
  origin: exhibitOriginSchema,
  doubted_by: tokensSchema
    .optional()
    .describe('Figures under it that failed a check; absent when there is none'),
})
export type ExhibitRow = z.infer<typeof exhibitRowSchema>

export const refusalReasonSchema = z.enum(REFUSAL_REASONS)

export const exhibitAbsenceSchema = z.object({
  name: codeSchema,
  period: codeSchema,
  reason: refusalReasonSchema,
})
export type ExhibitAbsence = z.infer<typeof exhibitAbsenceSchema>

/** What every exhibit has. */
export const aboutShape = {
  instrument: idSchema,
  as_of: instantSchema,
}
/** What every exhibit of figures has. */
export const rowsShape = {
  ...aboutShape,
  rows: z.array(exhibitRowSchema).max(MAX_RECORDS),
  absences: z.array(exhibitAbsenceSchema).max(MAX_RECORDS),
}
