/**
 * Facts, derived figures and absences: the form of every figure in the system. The comments below
 * give units and sources.
 */
import { z } from 'zod'
import { FIGURE_GROUPS } from '#shared/figure-groups.ts'
import { INDUSTRY_KINDS } from '#shared/industry.ts'
import { instrumentSchema } from './instrument.ts'
import {
  addressSchema,
  calendarDateSchema,
  codeSchema,
  decimalSchema,
  detailSchema,
  idSchema,
  instantSchema,
  nameSchema,
  proseSchema,
} from '../schemas/texts.ts'
import { MAX_FEW, MAX_FIGURES_OF_COMPANY, MAX_INSTANT, MAX_RECORDS } from '../lengths.ts'

/** A date (everything filed on or before it, in the zone of the market) or an instant. */
export const asOfSchema = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true }).max(MAX_INSTANT)],
  'a date (2025-12-31) or an instant with its zone (2025-12-31T09:00:00Z)',
)

export const basisSchema = z.object({
  consolidation: z.enum(['consolidated', 'parent']),
  standard: z.enum(['US-GAAP', 'IFRS', 'CAS', 'J-GAAP', 'HKFRS', 'unstated']),
})
export type Basis = z.infer<typeof basisSchema>

export const qualitySchema = z.union([
  z.literal('ok'),
  z
    .array(
      z.object({
        check: idSchema,
        detail: detailSchema,
        other_values: z.array(z.object({ fact: idSchema, value: decimalSchema })).max(MAX_FEW),
      }),
    )
    .max(MAX_FEW),
])

/**
 * The figure before a convenience translation: exact, in the unit in which it was filed or
 * computed.
 */
export const convertedFromSchema = z.object({
  value: decimalSchema,
  unit: codeSchema,
  rate: z
    .object({
      kind: z.enum(['average', 'closing']),
      value: decimalSchema,
      unit: codeSchema.describe('USD/CNY: dollars for a yuan'),
      from: calendarDateSchema.describe('The first day whose rate counts'),
      to: calendarDateSchema.describe('The last one'),
      days: z.int().min(1).describe('How many daily rates it is made of'),
      provider: codeSchema,
      source_url: addressSchema,
    })
    .optional()
    .describe('The rate of its own period, of a figure that is not in the reporting currency'),
})

/**
 * A reason to doubt a figure: a check that failed for it, or for a figure that it was computed
 * from.
 */
export const doubtSchema = z.object({
  check: codeSchema.describe('Id of the check, as in quality_checks'),
  figure: idSchema.describe('Id of the fact that failed it'),
})
export type Doubt = z.infer<typeof doubtSchema>

/** One figure with its whole origin. */
export const factSchema = z.object({
  id: idSchema.describe('Stable: a hash over what the fact says and who said it'),
  concept: codeSchema,
  period: codeSchema.describe(
    'FY2024, 2024Q3, 2024H1, 2024-9M, @2025-09-27, or start/end when no label fits',
  ),
  period_label: codeSchema.nullable().describe("The company's own label, where it differs"),
  start: calendarDateSchema.nullable().describe('Null for an instant'),
  end: calendarDateSchema,
  value: decimalSchema,
  unit: codeSchema.describe('USD, USD/share, shares, ratio, x, score, persons, days; scale is 1'),
  basis: basisSchema,
  provider: codeSchema,
  provider_field: idSchema,
  provider_record: idSchema.describe('Accession number, announcement id or row key'),
  form: codeSchema.nullable().describe('10-K, 10-Q, 年报 ...'),
  source_url: addressSchema,
  filed_at: calendarDateSchema
    .nullable()
    .describe('Date of filing in the market’s zone; null when the provider does not say'),
  known_at: instantSchema.describe('From when anyone could know it'),
  retrieved_at: instantSchema,
  quality: qualitySchema,
  former: z
    .object({
      value: decimalSchema,
      known_at: instantSchema,
      provider_field: idSchema,
    })
    .optional()
    .describe('What the same provider stated for it before, where that was another value'),
  mended_from: z
    .object({
      value: decimalSchema.describe('As filed, in the unit of the fact as filed'),
      check: codeSchema.describe('The identity that leaves one reading'),
    })
    .optional()
    .describe('Set when the sign or scale was mended; `quality` says why'),
  converted_from: convertedFromSchema.optional(),
})
export type Fact = z.infer<typeof factSchema>

/** The fields that the facts of one filing share, beside its record. */
const SHARED_IN_FILING = {
  provider: true,
  form: true,
  filed_at: true,
  known_at: true,
  retrieved_at: true,
  source_url: true,
  basis: true,
} as const

/** What the facts of one filing share. A record that was read in two ways is two filings. */
export const filingSchema = factSchema
  .pick(SHARED_IN_FILING)
  .extend({ record: factSchema.shape.provider_record })
export type Filing = z.infer<typeof filingSchema>

/** A fact beside the list of filings; `shared/fact-origins.ts` puts the two together. */
export const sentFactSchema = factSchema
  .omit({ ...SHARED_IN_FILING, provider_record: true })
  .extend({
    filing: z
      .int()
      .min(0)
      .max(MAX_FIGURES_OF_COMPANY)
      .describe('The place of its filing in `filings`, from 0'),
  })
export type SentFact = z.infer<typeof sentFactSchema>

/** A figure computed in code from named facts or other derived figures. */
export const derivedSchema = z.object({
  id: idSchema.describe('name@period'),
  name: codeSchema.describe(
    'The figure: a formula id (roe) or a concept (revenue, for a derived quarter)',
  ),
  formula: codeSchema.describe('Key into dictionary.formulas'),
  period: codeSchema,
  start: calendarDateSchema.nullable(),
  end: calendarDateSchema,
  value: decimalSchema,
  unit: codeSchema,
  inputs: z
    .array(idSchema)
    .max(MAX_RECORDS)
    .describe('Ids of the facts and derived figures it was computed from'),
  doubts: z
    .array(doubtSchema)
    .max(MAX_RECORDS)
    .optional()
    .describe(
      'Failed checks of the facts it rests on, through all steps; absent when there is none',
    ),
  converted_from: convertedFromSchema.optional(),
})
export type Derived = z.infer<typeof derivedSchema>

export const BREAK_REASONS = ['restated', 'line', 'currency', 'standard', 'consolidation'] as const

/**
 * Two neighbouring fiscal years of one figure that cannot be compared: no growth, average or
 * compound rate leads across them.
 */
export const breakSchema = z.object({
  name: z.string().max(100).describe('Concept or formula'),
  from: z.string().max(40).describe('The older year'),
  to: z.string().max(40),
  reason: z
    .enum(BREAK_REASONS)
    .describe(
      'restated: one was filed again with another value, the other was not; line: one is now filed under another line; currency, standard, consolidation: the two differ in it',
    ),
  detail: z.string().max(500),
})
export type Break = z.infer<typeof breakSchema>

export const ABSENCE_REASONS = [
  'not_reported',
  'not_applicable',
  'provider_failed',
  'not_yet_known',
  'not_in_recording',
  'refused',
] as const
export const absenceSchema = z.object({
  name: nameSchema,
  period: codeSchema,
  absent: z.enum(ABSENCE_REASONS),
  detail: detailSchema,
  detail_zh: detailSchema.optional().describe('The same in Chinese, where there is one'),
})
export type Absence = z.infer<typeof absenceSchema>

export const attemptSchema = z.object({
  provider: codeSchema,
  outcome: z.enum(['served', 'stored', 'failed', 'not_found', 'skipped']),
  /**
   * A reason of the error taxonomy: auth, plan, rate_limit, not_found, empty, bad_request,
   * transient, malformed, wrong_instrument, timeout, unreachable.
   */
  reason: codeSchema.nullable(),
  detail: detailSchema.nullable(),
  left_out: z
    .int()
    .min(1)
    .optional()
    .describe(
      'Records or figures of its answer that could not be read or were too long; absent for none',
    ),
})
export type Attempt = z.infer<typeof attemptSchema>

export const fiscalYearSchema = z.object({
  label: codeSchema,
  start: calendarDateSchema,
  end: calendarDateSchema,
})
export type FiscalYear = z.infer<typeof fiscalYearSchema>

export const termSchema = z.object({
  en: nameSchema,
  zh: nameSchema,
  group: codeSchema.describe(FIGURE_GROUPS.join(', ')),
  kind: z.enum(['flow', 'stock', 'per_share', 'ratio', 'amount']),
  definition: proseSchema,
  definition_zh: proseSchema,
})
export type Term = z.infer<typeof termSchema>

export const servedBySchema = z.object({
  provider: codeSchema,
  retrieved_at: instantSchema.describe('When this system last read the provider'),
  recorded: z
    .object({ original_provider: codeSchema, recorded_at: calendarDateSchema, note: proseSchema })
    .nullable()
    .describe('Set when the figures come from the shipped recording, not from a live call'),
})

/**
 * One check of the figures against each other or against other providers: what it asserts, how
 * often it ran, and how often it failed.
 */
export const checkSummarySchema = z.object({
  id: idSchema.describe('As in the quality of a fact'),
  en: nameSchema,
  zh: nameSchema,
  definition_en: proseSchema,
  definition_zh: proseSchema,
  tolerance: decimalSchema.describe(
    'The fraction it may be off by (of a jump: the factor); the definition says of what',
  ),
  made: z.int().min(0).describe('Only where all its inputs are there'),
  failed: z.int().min(0),
})
export type CheckSummary = z.infer<typeof checkSummarySchema>

/**
 * A convenience translation: figures in the reporting currency at one stated rate, and those of an
 * older series in another currency at the rates of their own periods.
 */
export const conversionSchema = z.object({
  from: codeSchema.describe('The reporting currency'),
  to: codeSchema,
  rate: z
    .object({
      id: idSchema.describe('Stable: a hash over what the rate says and who said it'),
      value: decimalSchema,
      unit: codeSchema.describe('USD/CNY: dollars for a yuan'),
      at: instantSchema,
      provider: codeSchema,
      source_url: addressSchema,
      retrieved_at: instantSchema,
    })
    .nullable()
    .describe('Null where the reporting currency is the wanted one'),
  at_period_rates: z
    .int()
    .min(1)
    .optional()
    .describe('Figures in another currency that were translated at the rate of their own period'),
  unconverted: z
    .array(z.object({ id: idSchema, unit: codeSchema }))
    .max(MAX_FIGURES_OF_COMPANY)
    .describe('Figures in another currency than `from` of whose period no rate is known: as filed'),
  note_en: proseSchema,
  note_zh: proseSchema,
})
export type Conversion = z.infer<typeof conversionSchema>

/**
 * The financials of a company as known at `as_of`: facts, figures derived from them, and what is
 * missing.
 */
export const financialsSchema = z.object({
  instrument: instrumentSchema,
  as_of: instantSchema,
  industry_kind: z
    .enum(INDUSTRY_KINDS)
    .optional()
    .describe('The kind of company: its industry together with what it files'),
  reporting_currency: codeSchema,
  fiscal_years: z.array(fiscalYearSchema).max(MAX_RECORDS).describe('Oldest first'),
  facts: z.array(factSchema).max(MAX_FIGURES_OF_COMPANY),
  derived: z.array(derivedSchema).max(MAX_FIGURES_OF_COMPANY),
  absences: z
    .array(absenceSchema)
    .max(MAX_FIGURES_OF_COMPANY)
    .describe('For the fiscal years and the TTM shown'),
  breaks: z
    .array(breakSchema)
    .max(MAX_FIGURES_OF_COMPANY)
    .optional()
    .describe('Absent when there is none'),
  dictionary: z.object({
    concepts: z.record(codeSchema, termSchema),
    formulas: z.record(codeSchema, termSchema),
  }),
  served_by: servedBySchema,
  attempts: z
    .array(attemptSchema)
    .max(MAX_FEW)
    .describe('Who was asked in this read, in order, and what came of it'),
  quality_checks: z.array(checkSummarySchema).max(MAX_FEW).optional(),
  conversion: conversionSchema.nullable().optional(),
})
export type Financials = z.infer<typeof financialsSchema>

/** The same as it is sent and stored: each filing said once. */
export const sentFinancialsSchema = financialsSchema.omit({ facts: true }).extend({
  filings: z
    .array(filingSchema)
    .max(MAX_FIGURES_OF_COMPANY)
    .describe('What the facts of a filing share; a fact names its filing by its place here'),
  facts: z.array(sentFactSchema).max(MAX_FIGURES_OF_COMPANY),
})
export type SentFinancials = z.infer<typeof sentFinancialsSchema>

/** What a report was written from. Reports of an earlier version keep whole facts. */
export const reportInputsSchema = z.union([sentFinancialsSchema, financialsSchema])
export type ReportInputs = z.infer<typeof reportInputsSchema>
