/**
 * The form of a book in the description of the interface; `shared/book/packed.ts` says it in types.
 */
import { z } from 'zod'
import type { BOOK_FORM, PackedBook } from '../book/packed.ts'
import { MAX_FEW, MAX_FIGURES_OF_COMPANY, MAX_RECORDS } from '../lengths.ts'
import { absenceSchema, breakSchema, factSchema, financialsSchema } from './facts.ts'
import { codeSchema, decimalSchema, detailSchema, idSchema, proseSchema } from '../schemas/texts.ts'

const { former, mended_from, converted_from } = factSchema.shape

const column = <S extends z.ZodType>(entry: S) => z.array(entry).max(MAX_FIGURES_OF_COMPANY)
/** Places in another list. */
const places = column(z.int().min(0))
const placeOrId = z.union([z.int().min(0), idSchema])
const extra = <S extends z.ZodType>(said: S) => column(z.tuple([z.int().min(0), said]))
const { shape: financials } = financialsSchema

export const packedBookSchema: z.ZodType<PackedBook> = z.object({
  form: z.int() as unknown as z.ZodLiteral<typeof BOOK_FORM>,
  instrument: financials.instrument,
  industry_kind: financials.industry_kind.unwrap().nullable(),
  reporting_currency: codeSchema,
  fiscal_years: financials.fiscal_years,
  texts: column(proseSchema).describe('Every text that a column names, once'),
  frames: z
    .object({
      period: column(codeSchema),
      label: column(codeSchema.nullable()),
      start: column(codeSchema.nullable()),
      end: column(codeSchema),
    })
    .describe('Spans and days, each once'),
  filings: z
    .object({
      provider: column(factSchema.shape.provider),
      record: column(factSchema.shape.provider_record),
      form: column(factSchema.shape.form),
      source_url: column(factSchema.shape.source_url),
      filed_at: column(factSchema.shape.filed_at),
      known_at: column(factSchema.shape.known_at),
      retrieved_at: column(factSchema.shape.retrieved_at),
      consolidation: column(factSchema.shape.basis.shape.consolidation),
      standard: column(factSchema.shape.basis.shape.standard),
    })
    .describe('What the facts of one filing share'),
  facts: z.object({
    concept: places,
    frame: places,
    value: column(decimalSchema),
    unit: places,
    filing: places,
    field: places,
    extra: extra(
      z.object({
        id: idSchema.optional(),
        quality: z
          .array(
            z.object({
              check: idSchema,
              detail: detailSchema,
              others: z.array(z.tuple([placeOrId, decimalSchema])).max(MAX_FEW),
            }),
          )
          .max(MAX_FEW)
          .optional(),
        former,
        mended_from,
        converted_from,
      }),
    ).describe('By place: what few facts have beside the columns'),
  }),
  derived: z.object({
    name: places,
    formula: places,
    frame: places,
    value: column(decimalSchema),
    unit: places,
    inputs: column(z.array(placeOrId).max(MAX_RECORDS)).describe(
      'Places of facts, and of derived figures counted on after the last fact',
    ),
    extra: extra(
      z.object({
        id: idSchema.optional(),
        doubts: z
          .array(z.tuple([codeSchema, placeOrId]))
          .max(MAX_RECORDS)
          .optional(),
        converted_from,
      }),
    ),
  }),
  absences: z.object({
    name: places,
    period: places,
    absent: column(absenceSchema.shape.absent),
    detail: places,
    detail_zh: column(z.int().min(0).nullable()).optional(),
  }),
  breaks: column(breakSchema),
  dictionary: financials.dictionary,
  quality_checks: financials.quality_checks.unwrap().nullable(),
  conversion: financials.conversion.unwrap().unwrap().nullable(),
}) as unknown as z.ZodType<PackedBook>
