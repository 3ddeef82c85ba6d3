/**
 * Raw answers of providers: mapping the kept ones again through today's adapters, and how long they
 * are kept.
 */
import { z } from 'zod'
import { datasetSchema } from '../datasets/registry.ts'
import { marketSchema, providerIdSchema } from '../schemas/names.ts'
import { contract } from './route.ts'
import { instantSchema } from '../schemas/texts.ts'
import { MAX_ADDRESS, MAX_DECIMAL, MAX_DETAIL, MAX_FEW, MAX_RECORDS } from '../lengths.ts'

const changeSchema = z.object({
  kind: z
    .enum(['added', 'changed', 'gone'])
    .describe(
      'gone: no kept answer gives it any more; what is stored stays, for facts are only added',
    ),
  name: z
    .string()
    .max(MAX_ADDRESS)
    .describe('The concept, the key of the record, or the adjustment of the bars'),
  period: z.string().max(40).nullable().describe('Of a figure; the day of a bar'),
  was: z
    .string()
    .max(MAX_DECIMAL)
    .nullable()
    .describe('The stored value in force, of a figure or a close'),
  now: z.string().max(MAX_DECIMAL).nullable(),
  fields: z
    .array(z.string().max(200))
    .max(MAX_FEW)
    .describe('Of a changed record: the fields that differ'),
})
export type RemapChange = z.infer<typeof changeSchema>

export const remapGroupSchema = z.object({
  instrument: z.string().max(80),
  dataset: z.string().max(40),
  provider: z.string().max(40),
  readings: z.int().describe('Kept readings that were mapped again'),
  unmapped: z
    .array(
      z.object({
        asked_at: instantSchema,
        reason: z.string().max(60),
        detail: z.string().max(MAX_DETAIL),
      }),
    )
    .max(MAX_RECORDS)
    .describe('Readings that could not be mapped again; nothing of them is compared or written'),
  added: z.int(),
  changed: z.int(),
  gone: z.int(),
  changes: z.array(changeSchema).max(200).describe('The first 200 of them'),
  written: z.boolean(),
})
export type RemapGroup = z.infer<typeof remapGroupSchema>

export const rawAnswersRoutes = contract({
  remapAnswers: {
    method: 'POST',
    path: '/api/v1/raw-answers/remap',
    public: '/api/raw-answers/remap',
    access: 'admin',
    summary:
      'Map kept raw answers again through today’s adapters, without asking a provider, and tell what differs from what is stored. Of each day the last reading is taken. Of a dataset whose newest answer is whole, and of bars, only the newest reading counts; of all others an older reading counts for what no newer one has. An answer older than system.raw_answers.keep_days is gone, also where stored facts still name it: those facts stay, and cannot be mapped again',
    body: z.strictObject({
      market: marketSchema.optional(),
      symbol: z.string().min(1).max(64).optional().describe('Needs its market'),
      provider: providerIdSchema.optional(),
      dataset: datasetSchema.optional(),
      write: z
        .boolean()
        .default(false)
        .describe(
          'Store what was added or changed as new versions, read now and known since when the provider says',
        ),
      after: z
        .string()
        .max(200)
        .optional()
        .describe('Where an earlier call stopped (`next`); nothing before it is looked at again'),
      groups: z
        .int()
        .min(1)
        .max(50)
        .default(10)
        .describe('Most datasets of companies that one call maps'),
    }),
    response: z.object({
      groups: z.array(remapGroupSchema).max(50),
      next: z.string().max(200).nullable().describe('Null when everything was looked at'),
    }),
  },
  maintainRawAnswers: {
    method: 'POST',
    path: '/api/v1/raw-answers/maintenance',
    access: 'internal',
    summary: 'Delete one slice of the raw answers that are older than is configured',
    body: z.strictObject({}),
    response: z.object({
      readings_dropped: z.int(),
      answers_dropped: z.int(),
    }),
  },
})
