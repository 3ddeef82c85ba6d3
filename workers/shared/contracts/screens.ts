/** data-aggregator: selection. A whole market is tested on filed figures, as known on a day. */
import { z } from 'zod'
import { MARKETS } from '../names.ts'
import { MAX_FEW, MAX_RECORDS } from '../lengths.ts'
import { MAX_LIMIT, MAX_SCREEN_TEXT } from '../screen/limits.ts'
import { CELL_REASONS } from '../screen/table.ts'
import { marketSchema } from '../schemas/names.ts'
import { contract } from './route.ts'
import {
  addressSchema,
  calendarDateSchema,
  codeSchema,
  detailSchema,
  idSchema,
  instantSchema,
  nameSchema,
  proseSchema,
  sha256Schema,
} from '../schemas/texts.ts'

/** Companies of a market, with room. */
const MAX_COMPANIES = 40_000
export { MAX_SCREEN_TEXT }
/** Columns that a run shows. */
export const MAX_SHOWN = 30
/** Rows that a run answers at most. */
export const MAX_ROWS = MAX_LIMIT
/** Pairs of currencies of one question; all markets report in about ten currencies. */
export const MAX_RATE_PAIRS = 20
/** Columns of a snapshot: every figure in every year. */
const MAX_COLUMNS = 5_000

const screenTextSchema = z.string().max(MAX_SCREEN_TEXT)
const expressionTextSchema = z.string().min(1).max(1_000)
const countSchema = z.int().min(0)

export const fieldSchema = z.object({
  id: codeSchema,
  en: nameSchema,
  zh: nameSchema,
  aliases: z.array(nameSchema).max(MAX_FEW),
  unit: z.enum(['ratio', 'x', 'days', 'money', 'money/share', 'shares', 'score', 'per_year']),
  scope: z.enum(['annual', 'ttm', 'newest', 'market']),
  group: codeSchema,
  definition: z.object({ en: proseSchema, zh: proseSchema }),
  years: z.int().min(1).max(30),
})

/** One source of a snapshot and its day, told beside every view of it. */
const sourceSchema = z.object({
  kind: z.enum(['filings', 'prices', 'universe']),
  provider: codeSchema,
  /** As of when: a day, or a range in words. */
  day: codeSchema,
  recorded: z.boolean().describe('It ships with the project and was not asked for now'),
  note: z.object({ en: proseSchema, zh: proseSchema }),
})

export const manifestSchema = z.object({
  market: marketSchema,
  as_of: calendarDateSchema.describe('Figures that were known by the end of this day'),
  made_at: instantSchema,
  sources: z.array(sourceSchema).max(MAX_FEW),
  companies: z.object({ hash: sha256Schema, rows: countSchema }),
  columns: z
    .array(
      z.object({
        field: codeSchema,
        lag: z.int().min(0).max(30).describe('Fiscal years back from the newest one'),
        hash: sha256Schema,
        known: countSchema.describe('Companies with a value'),
        newest_known_at: instantSchema.nullable(),
      }),
    )
    .max(MAX_COLUMNS),
})
export type Manifest = z.infer<typeof manifestSchema>

/** How far a snapshot is that is being made. */
export const progressSchema = z.object({
  market: marketSchema,
  as_of: calendarDateSchema,
  done: countSchema.describe('Companies'),
  of: countSchema,
})

const cellOriginSchema = z.object({
  period: codeSchema,
  formula: codeSchema.nullable().describe('Null for a filed figure'),
  definition: z.object({ en: proseSchema, zh: proseSchema }).nullable(),
  inputs: z
    .array(
      z.object({
        name: codeSchema,
        period: codeSchema,
        value: codeSchema,
        unit: codeSchema,
        provider: codeSchema,
        provider_field: idSchema,
        record: idSchema,
        form: codeSchema.nullable(),
        known_at: instantSchema,
        source_url: addressSchema,
      }),
    )
    .max(MAX_RECORDS),
})
export type CellOrigin = z.infer<typeof cellOriginSchema>

export const cellSchema = z.object({
  value: z.number().nullable(),
  reason: z.enum(CELL_REASONS).describe('`known` where there is a value'),
  in_doubt: z.boolean(),
  unit: codeSchema,
  period: codeSchema.nullable(),
  known_at: instantSchema
    .nullable()
    .describe(
      'When the newest of the filed figures that it rests on became known; null where it rests on none, as a price',
    ),
  origin: cellOriginSchema.optional(),
})

const reasonCountsSchema = z.partialRecord(z.enum(CELL_REASONS), countSchema)

const outcomeSchema = z.object({
  passed: countSchema,
  failed: countSchema,
  not_testable: countSchema,
  reasons: reasonCountsSchema.describe('Why companies were not testable'),
})

export const runRequestSchema = z.strictObject({
  text: screenTextSchema.optional().describe('The screen as text; else `screen`'),
  screen: z.unknown().optional().describe('The screen as a tree (its JSON form)'),
  markets: z
    .array(marketSchema)
    .min(1)
    .max(MARKETS.length)
    .optional()
    .describe('Default: those that the text names, else US'),
  as_of: calendarDateSchema.optional(),
  columns: z.array(expressionTextSchema).max(MAX_SHOWN).optional(),
  limit: z.int().min(1).max(MAX_ROWS).default(100),
  origins: z.boolean().default(false),
})

export const runAnswerSchema = z.object({
  text: screenTextSchema.describe('The screen as it was understood'),
  screen: z.unknown(),
  markets: z.array(marketSchema).max(MARKETS.length),
  as_of: calendarDateSchema,
  sources: z.array(sourceSchema).max(MAX_FEW),
  total: outcomeSchema.extend({ tested: countSchema }),
  conditions: z
    .array(outcomeSchema.extend({ text: screenTextSchema }))
    .max(MAX_RECORDS)
    .describe('Each condition of the top level for itself'),
  columns: z
    .array(
      z.object({ text: expressionTextSchema, unit: codeSchema, en: nameSchema, zh: nameSchema }),
    )
    .max(MAX_SHOWN + 1),
  rows: z
    .array(
      z.object({
        instrument: idSchema,
        name: nameSchema,
        market: marketSchema,
        industry: nameSchema.nullable(),
        currency: codeSchema.nullable(),
        cells: z.array(cellSchema).max(MAX_SHOWN + 1),
      }),
    )
    .max(MAX_ROWS),
  not_testable: z
    .array(
      z.object({
        instrument: idSchema,
        name: nameSchema,
        condition: screenTextSchema,
        reason: z.enum(CELL_REASONS),
      }),
    )
    .max(MAX_ROWS),
  notes: z
    .array(z.object({ en: detailSchema, zh: detailSchema }))
    .max(MAX_FEW)
    .describe('What the list cannot say: coverage, survivorship, currencies, wider peer groups'),
})
export type RunAnswer = z.infer<typeof runAnswerSchema>

export const savedScreenSchema = z.object({
  id: idSchema,
  version: z.int().min(1),
  name: nameSchema,
  text: screenTextSchema,
  markets: z.array(marketSchema).max(MARKETS.length),
  columns: z.array(expressionTextSchema).max(MAX_SHOWN),
  saved_at: instantSchema,
})
export type SavedScreen = z.infer<typeof savedScreenSchema>

const saveSchema = savedScreenSchema
  .pick({ name: true, text: true, markets: true, columns: true })
  .strict()
  .extend({ name: z.string().trim().min(1).max(200) })

const screenParams = z.object({ id: z.string().min(1).max(64) })

/** Shipped screens: config/screens/<id>.json. */
export const presetSchema = z.strictObject({
  id: codeSchema,
  name: z.object({ en: nameSchema, zh: nameSchema }),
  text: screenTextSchema,
  columns: z.array(expressionTextSchema).max(MAX_SHOWN),
  source: z.object({ en: proseSchema, zh: proseSchema }).describe('Who stated it, and where'),
  misses: z.object({ en: proseSchema, zh: proseSchema }).describe('What it cannot see'),
})
export type Preset = z.infer<typeof presetSchema>

const changeSchema = z.object({
  entered: z.array(idSchema).max(MAX_COMPANIES),
  left: z.array(idSchema).max(MAX_COMPANIES),
  since: instantSchema.nullable().describe('When this version ran last; null at its first run'),
  since_day: calendarDateSchema.nullable().describe('As of which day it ran then'),
})

export const peersAnswerSchema = z.object({
  instrument: idSchema,
  as_of: calendarDateSchema,
  industry: nameSchema.nullable(),
  level: z.enum(['industry', 'kind', 'market']).describe('How wide the group had to be'),
  size: z
    .enum(['market_cap', 'revenue'])
    .nullable()
    .describe('By what they are near in size; null where that of the company is not known'),
  group: countSchema.describe('Companies of the group, the company included'),
  columns: runAnswerSchema.shape.columns,
  company: z.array(cellSchema).max(MAX_SHOWN + 1),
  peers: runAnswerSchema.shape.rows,
  percentiles: z
    .array(z.number().min(0).max(100).nullable())
    .max(MAX_SHOWN + 1)
    .describe('Of the company among all of its group, by column'),
  medians: z
    .array(z.number().nullable())
    .max(MAX_SHOWN + 1)
    .optional()
    .describe('Of the group without the company; null where too few are known'),
  ranks: z
    .array(z.int().min(1).nullable())
    .max(MAX_SHOWN + 1)
    .optional()
    .describe('Of the company among its group; 1 is the highest value'),
})
export type PeersAnswer = z.infer<typeof peersAnswerSchema>

export const screenRoutes = contract({
  getFields: {
    method: 'GET',
    path: '/api/v1/screens/fields',
    public: '/api/screens/fields',
    access: 'reader',
    stored_only: true,
    summary: 'Every figure that a screen may name, with unit, definition and names',
    query: z.strictObject({}),
    response: z.object({ fields: z.array(fieldSchema).max(MAX_RECORDS) }),
  },
  getPresets: {
    method: 'GET',
    path: '/api/v1/screens/presets',
    public: '/api/screens/presets',
    access: 'reader',
    stored_only: true,
    summary: 'The shipped screens, each with its source and what it misses',
    query: z.strictObject({}),
    response: z.object({ presets: z.array(presetSchema).max(MAX_FEW) }),
  },
  getUniverse: {
    method: 'GET',
    path: '/api/v1/universe/:market',
    public: '/api/universe/{market}',
    access: 'reader',
    stored_only: true,
    summary:
      'The columns of a market as known on a day, by hash; or how far they are, while they are made',
    params: z.object({ market: marketSchema }),
    query: z.strictObject({ as_of: calendarDateSchema.optional() }),
    response: z.union([
      z.object({ manifest: manifestSchema }),
      z.object({ progress: progressSchema }),
    ]),
  },
  getColumn: {
    method: 'GET',
    path: '/api/v1/columns/:hash',
    public: '/api/columns/{hash}',
    access: 'reader',
    stored_only: true,
    summary: 'A column of a snapshot, or its companies; immutable bytes under their hash',
    params: z.object({ hash: sha256Schema }),
    response: z.unknown().describe('The bytes of shared/screen/column-bytes.ts'),
  },
  runScreen: {
    method: 'POST',
    path: '/api/v1/screens/run',
    public: '/api/screens/run',
    access: 'reader',
    summary: 'Tests every company of the markets; rows, counts, and what could not be tested',
    body: runRequestSchema,
    response: z.union([runAnswerSchema, z.object({ progress: progressSchema })]),
  },
  getScreenRates: {
    method: 'GET',
    path: '/api/v1/screens/rates',
    public: '/api/screens/rates',
    access: 'reader',
    summary: 'The exchange rates by which a screen compares amounts, each with its day and source',
    query: z.strictObject({
      market: marketSchema,
      pairs: z
        .string()
        .max(MAX_RATE_PAIRS * 8)
        .regex(/^[A-Z]{3}-[A-Z]{3}(?:,[A-Z]{3}-[A-Z]{3}){0,19}$/)
        .describe('USD-CNY,USD-JPY: one unit of the first in units of the second'),
      as_of: calendarDateSchema.optional(),
    }),
    response: z.object({
      rates: z
        .array(
          z.object({
            from: codeSchema,
            to: codeSchema,
            rate: z.number().positive(),
            day: calendarDateSchema,
            provider: codeSchema,
          }),
        )
        .max(MAX_RATE_PAIRS)
        .describe('Those that are known; the others are left out'),
    }),
  },
  getCellOrigin: {
    method: 'GET',
    path: '/api/v1/screens/origin/:symbol',
    public: '/api/screens/origin/{market}/{symbol}',
    access: 'reader',
    stored_only: true,
    summary: 'Formula, inputs and filings of one cell',
    params: z.object({ symbol: z.string().min(1).max(64) }),
    query: z.strictObject({
      market: marketSchema,
      field: codeSchema,
      lag: z.coerce.number().int().min(0).max(30).default(0),
      as_of: calendarDateSchema.optional(),
    }),
    response: z.object({ cell: cellSchema }),
  },
  listScreens: {
    method: 'GET',
    path: '/api/v1/screens',
    public: '/api/screens',
    access: 'reader',
    stored_only: true,
    summary: 'The saved screens, each in its newest version',
    query: z.strictObject({}),
    response: z.object({ screens: z.array(savedScreenSchema).max(MAX_RECORDS) }),
  },
  createScreen: {
    method: 'POST',
    path: '/api/v1/screens',
    public: '/api/screens',
    access: 'writer',
    summary: 'Saves a screen',
    body: saveSchema,
    response: savedScreenSchema,
  },
  // Before the routes of {id}: the router takes the first pattern that fits.
  translateScreen: {
    method: 'POST',
    path: '/api/v1/screens/translate',
    public: '/api/screens/translate',
    access: 'writer',
    summary: 'Makes the text of a screen from a sentence; nothing is run',
    body: z.strictObject({
      sentence: z.string().trim().min(1).max(1_000),
      language: z.enum(['en', 'zh']).default('en'),
    }),
    response: z.object({
      text: screenTextSchema,
      by: z.enum(['rules', 'model']),
      understood: z.array(detailSchema).max(MAX_FEW),
      not_understood: z.array(detailSchema).max(MAX_FEW),
    }),
  },
  updateScreen: {
    method: 'PUT',
    path: '/api/v1/screens/:id',
    public: '/api/screens/{id}',
    access: 'writer',
    summary: 'Saves a new version of a screen; the earlier ones stay',
    params: screenParams,
    body: saveSchema,
    response: savedScreenSchema,
  },
  deleteScreen: {
    method: 'POST',
    path: '/api/v1/screens/:id/delete',
    public: '/api/screens/{id}/delete',
    access: 'writer',
    summary: 'Deletes a saved screen with all of its versions and remembered runs',
    params: screenParams,
    body: z.strictObject({
      version: z
        .int()
        .min(1)
        .describe('Its newest version as the caller knows it; refused when there is a newer one'),
    }),
    response: z.object({ deleted: idSchema }),
  },
  getScreenVersions: {
    method: 'GET',
    path: '/api/v1/screens/:id/versions',
    public: '/api/screens/{id}/versions',
    access: 'reader',
    stored_only: true,
    summary: 'All versions of a saved screen, newest first',
    params: screenParams,
    query: z.strictObject({}),
    response: z.object({ versions: z.array(savedScreenSchema).max(MAX_RECORDS) }),
  },
  runSavedScreen: {
    method: 'POST',
    path: '/api/v1/screens/:id/run',
    public: '/api/screens/{id}/run',
    access: 'writer',
    summary: 'Runs a saved screen, and says who entered and who left since its last run',
    params: screenParams,
    body: z.strictObject({
      as_of: calendarDateSchema.optional(),
      limit: z.int().min(1).max(MAX_ROWS).default(100),
    }),
    response: z.union([
      runAnswerSchema.extend({ change: changeSchema }),
      z.object({ progress: progressSchema }),
    ]),
  },
  getPeers: {
    method: 'GET',
    path: '/api/v1/peers/:symbol',
    public: '/api/peers/{market}/{symbol}',
    access: 'reader',
    stored_only: true,
    summary:
      'Companies of the same industry and market near in size, with the same figures, on a day (default: today). There is no standing, and the reason says why, where what is stored of the market is over half a year older than that day (market_outdated), or where too few companies of the market or of the group have a figure that can be compared (too_few_peers). Figures against a price are left out without a price of the last month',
    params: z.object({ symbol: z.string().min(1).max(64) }),
    query: z.strictObject({
      market: marketSchema,
      as_of: calendarDateSchema.optional(),
      limit: z.coerce.number().int().min(1).max(50).default(10),
    }),
    response: z.union([peersAnswerSchema, z.object({ progress: progressSchema })]),
  },
})
