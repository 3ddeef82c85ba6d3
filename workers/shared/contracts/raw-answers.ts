/**
 * Raw answers of providers: mapping the kept ones again through today's adapters, and how long they
 * are kept.
 */
import { z } from 'zod'
import { datasetSchema } from '../datasets/registry.ts'
import { marketSchema, providerIdSchema } from './names.ts'
import { contract } from './route.ts'

const changeSchema = z.object({
  kind: z
    .enum(['added', 'changed', 'gone'])
    .describe(
      'gone: no kept answer gives it any more; what is stored stays, for facts are only added',
    ),
  name: z.string().describe('The concept, the key of the record, or the adjustment of the bars'),
  period: z.string().nullable().describe('Of a figure; the day of a bar'),
  was: z.string().nullable().describe('The stored value in force, of a figure or a close'),
  now: z.string().nullable(),
  fields: z.array(z.string()).describe('Of a changed record: the fields that differ'),
})
export type RemapChange = z.infer<typeof changeSchema>

export const remapGroupSchema = z.object({
  instrument: z.string(),
  dataset: z.string(),
  provider: z.string(),
  readings: z.int().describe('Kept readings that were mapped again'),
  unmapped: z
    .array(z.object({ asked_at: z.iso.datetime(), reason: z.string(), detail: z.string() }))
    .describe('Readings that could not be mapped again; nothing of them is compared or written'),
  added: z.int(),
  changed: z.int(),
  gone: z.int(),
  changes: z.array(changeSchema).describe('The first 200 of them'),
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
      'Map kept raw answers again through today’s adapters, without asking a provider, and tell what differs from what is stored. Of a dataset whose newest answer is whole, and of bars, only the newest reading counts; of all others an older reading counts for what no newer one has. An answer older than system.raw_answers.keep_days is gone, also where stored facts still name it: those facts stay, and cannot be mapped again',
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
      groups: z.array(remapGroupSchema),
      next: z.string().nullable().describe('Null when everything was looked at'),
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
