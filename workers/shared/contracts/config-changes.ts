/** What differs between two versions of a document of the configuration, and who wrote which. */
import { z } from 'zod'
import { MAX_FEW, MAX_PATH } from '../lengths.ts'
import { idSchema, instantSchema, nameSchema, proseSchema } from '../schemas/texts.ts'

/** One place at which two versions of a document differ. */
export const changeSchema = z.object({
  path: z
    .string()
    .max(MAX_PATH)
    .describe(
      'Into the document: list.gemini.model; entries with an id stand under it. Of a prompt: "line 12", counted in the older text',
    ),
  before: proseSchema
    .nullable()
    .describe('As JSON, or the lines of a prompt; null where there was nothing'),
  after: proseSchema.nullable().describe('The same of the newer version'),
})
export type ConfigChange = z.infer<typeof changeSchema>

/** What changed, as far as it fits, and how many changes more there are. */
export const changesShape = {
  changes: z.array(changeSchema).max(MAX_FEW),
  changes_left_out: z.int().min(0),
}
const changesSchema = z.object(changesShape)
export type ConfigChanges = z.infer<typeof changesSchema>

/** How a version came about. */
export const VERSION_ORIGINS = ['write', 'rollback', 'import'] as const

export const versionSchema = z.object({
  version: z.int().describe('Of the document'),
  config_version: z.int().describe('Of the configuration as a whole'),
  updated_at: instantSchema,
  author: nameSchema.nullable().describe('Null where who wrote it is not known'),
  origin: z.enum(VERSION_ORIGINS),
  rolled_back_to: z
    .int()
    .nullable()
    .describe('Of a rollback: the version that it equals; 0 for the shipped document'),
})
export type DocumentVersion = z.infer<typeof versionSchema>

/** What somebody else wrote into a document between the version that a writer read and now. */
export const conflictSchema = z.object({
  document: idSchema,
  expected_version: z.int().describe('The version that the writer read'),
  current_version: z.int(),
  author: nameSchema.nullable().describe('Of the current version'),
  updated_at: instantSchema.nullable(),
  ...changesShape,
})
export type ConfigConflict = z.infer<typeof conflictSchema>
