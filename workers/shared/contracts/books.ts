/** data-aggregator: a company as one book, and narrow reads of it. */
import { z } from 'zod'
import {
  absenceSchema,
  asOfSchema,
  attemptSchema,
  derivedSchema,
  factSchema,
  servedBySchema,
} from './facts.ts'
import { instrumentSchema } from './instrument.ts'
import { packedBookSchema } from './packed-book.ts'
import { codeSchema, instantSchema, sha256Schema } from '../schemas/texts.ts'
import { MAX_FEW, MAX_RECORDS } from '../lengths.ts'

export const bookHashSchema = sha256Schema.describe(
  'SHA-256 (hex) of the stored bytes of the book: gzip of its JSON',
)

const params = z.object({ symbol: z.string().min(1).max(64) })

const currencySchema = z
  .string()
  .toUpperCase()
  .regex(/^[A-Z]{3}$/, 'an ISO 4217 code, such as USD')

export const companyQuerySchema = z.strictObject({
  market: codeSchema,
  as_of: asOfSchema.optional(),
  cross_check: z
    .enum(['true', 'false'])
    .optional()
    .describe('Also ask a second provider, and flag the figures on which the two differ'),
  currency: currencySchema
    .optional()
    .describe(
      'Convert all money at one stated rate, an older series in another currency at the rates of its periods',
    ),
})

export const companyAnswerSchema = z.object({
  instrument: instrumentSchema,
  as_of: instantSchema,
  book: bookHashSchema.describe('Its figures are at /api/books/{hash}'),
  served_by: servedBySchema,
  attempts: z
    .array(attemptSchema)
    .max(MAX_FEW)
    .describe('Who was asked in this read, in order, and what came of it'),
})
/** When and from whom a company was read. */
export const readingSchema = companyAnswerSchema.omit({ instrument: true, book: true })

export type CompanyAnswer = z.infer<typeof companyAnswerSchema>

/** Names and periods, separated by commas. */
const listSchema = z
  .string()
  .min(1)
  .max(4_000)
  .transform((text) => [...new Set(text.split(','))])
  .pipe(z.array(z.string().min(1).max(100)).max(MAX_FEW))

export const figureAnswerSchema = z.object({
  token: z.string().max(200).describe('name@period'),
  name: codeSchema,
  period: codeSchema,
  fact: factSchema.optional().describe('Set for a filed figure: the figure with its origin'),
  derived: derivedSchema.optional().describe('Set for a figure computed from others'),
})

export const bookRoutes = {
  getCompany: {
    method: 'GET',
    path: '/api/v1/companies/:symbol',
    public: '/api/companies/{market}/{symbol}',
    access: 'reader',
    summary: 'Who a company is, when and from whom it was read, and the book that has its figures',
    params,
    query: companyQuerySchema,
    response: companyAnswerSchema,
  },
  getBook: {
    method: 'GET',
    path: '/api/v1/books/:hash',
    public: '/api/books/{hash}',
    access: 'reader',
    stored_only: true,
    summary: 'The figures of a company in columns, immutable under their hash',
    params: z.object({ hash: bookHashSchema }),
    response: packedBookSchema,
  },
  getFigures: {
    method: 'GET',
    path: '/api/v1/figures/:symbol',
    public: '/api/figures/{market}/{symbol}',
    access: 'reader',
    summary: 'Named figures of a company in named periods, each with its origin',
    params,
    query: z.strictObject({
      market: codeSchema,
      names: listSchema.describe('Concepts and formulas: revenue,roe'),
      periods: listSchema.describe('As in tokens: FY2025,2025Q3,TTM'),
      as_of: asOfSchema.optional(),
    }),
    response: z.object({
      instrument: codeSchema,
      as_of: instantSchema,
      book: bookHashSchema,
      figures: z.array(figureAnswerSchema).max(MAX_RECORDS),
      absences: z
        .array(absenceSchema)
        .max(MAX_RECORDS)
        .describe('Of what was asked for and is not there, where a reason is known'),
    }),
  },
  maintainBooks: {
    method: 'POST',
    path: '/api/v1/books/maintenance',
    access: 'internal',
    summary:
      'Called by the cron trigger: removes old books that nothing refers to, and makes a slice of the stale ones anew',
    response: z.object({ dropped: z.int(), made: z.int() }),
  },
} as const
