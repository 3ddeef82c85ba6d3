/**
 * What an analysis may cite besides the figures of a book: one exhibit a kind, each with rows that
 * carry token, value, unit and origin. An exhibit is stored once under the hash of its content.
 */
import { z } from 'zod'
import { MAX_FEW, MAX_RECORDS } from '../lengths.ts'
import { ratingExhibitSchema } from './rating.ts'
import { RATE_STEPS_MOST } from '../valuation/discounting.ts'
import { LIMIT_CODES } from '../valuation/limits.ts'
import { METHODS } from '../valuation/method-names.ts'
import { REFUSAL_REASONS } from '../valuation/refusals.ts'
import {
  addressSchema,
  calendarDateSchema,
  codeSchema,
  decimalSchema,
  idSchema,
  instantSchema,
  nameSchema,
  sha256Schema,
} from './texts.ts'

const tokenSchema = z.string().max(200).describe('name@period')
const tokensSchema = z.array(tokenSchema).max(MAX_FEW)

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

const rowsShape = {
  instrument: idSchema,
  as_of: instantSchema,
  rows: z.array(exhibitRowSchema).max(MAX_RECORDS),
  absences: z.array(exhibitAbsenceSchema).max(MAX_RECORDS),
}

const priceSchema = z.object({
  kind: z
    .enum(['live', 'last_close'])
    .describe('live: by the strict rule of live prices; last_close: of the day named, not live'),
  value: decimalSchema,
  currency: codeSchema,
  day: calendarDateSchema,
  at: instantSchema,
  provider: codeSchema,
})

const rateSchema = z.object({
  rate: z.number(),
  source: z.string().max(300),
  as_of: calendarDateSchema,
})

const methodSchema = z.discriminatedUnion('ok', [
  z.object({
    id: z.enum(METHODS),
    ok: z.literal(true),
    per_share: z.number(),
    in_range: z.boolean().describe('Whether it counts in the range of values'),
    inputs: tokensSchema,
    assumed: z.record(codeSchema, z.number()).describe('Rates that were set, not filed'),
    limits: z.array(z.enum(LIMIT_CODES)).max(MAX_FEW),
  }),
  z.object({
    id: z.enum(METHODS),
    ok: z.literal(false),
    reason: refusalReasonSchema,
    inputs: tokensSchema,
  }),
])

const gridSchema = z.array(z.number()).max(RATE_STEPS_MOST)

export const marketExhibitSchema = z.object({
  kind: z.literal('market'),
  ...rowsShape,
  price: priceSchema.nullable(),
  rate: z
    .object({ from: codeSchema, to: codeSchema, value: decimalSchema, at: instantSchema })
    .nullable()
    .describe('The one rate at which the price is put into the currency of the statements'),
})

export const valuationExhibitSchema = z.object({
  kind: z.literal('valuation'),
  ...rowsShape,
  currency: codeSchema,
  cost_of_equity: z.object({
    rate: z.number(),
    terminal_growth: z.number(),
    sources: z.array(rateSchema).max(MAX_FEW),
  }),
  methods: z.array(methodSchema).max(METHODS.length),
  sensitivity: z
    .object({
      rates: gridSchema,
      growths: gridSchema,
      values: z.array(z.array(z.number().nullable()).max(RATE_STEPS_MOST)).max(RATE_STEPS_MOST),
    })
    .nullable(),
})

export const exhibitSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('figures'),
    instrument: idSchema,
    as_of: instantSchema,
    book: sha256Schema.describe('The book whose figures these are'),
  }),
  marketExhibitSchema,
  valuationExhibitSchema,
  z.object({ kind: z.literal('peers'), ...rowsShape, names: z.array(nameSchema).max(MAX_FEW) }),
  z.object({ kind: z.literal('estimates'), ...rowsShape }),
  z.object({ kind: z.literal('actions'), ...rowsShape }),
  ratingExhibitSchema,
])
export type Exhibit = z.infer<typeof exhibitSchema>
export type ExhibitOf<K extends Exhibit['kind']> = Extract<Exhibit, { kind: K }>
