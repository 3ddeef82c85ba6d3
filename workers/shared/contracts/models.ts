/**
 * The models that can write a section, as the configuration lists them. A new provider is a name
 * in MODEL_KINDS, a file with its line in workers/analysis/models/registry.ts, and an entry in
 * config/system.json.
 */
import { z } from 'zod'

/** The kinds of models. The analysis service has one implementation of each. */
export const MODEL_KINDS = {
  /** Rules in code: no key, no network, no cost. */
  builtin: { needs_key: false },
  /** Google's API. */
  gemini: { needs_key: true },
} as const satisfies Record<string, { needs_key: boolean }>
export type ModelKind = keyof typeof MODEL_KINDS
const KIND_NAMES = Object.keys(MODEL_KINDS) as [ModelKind, ...ModelKind[]]

/** Stands for the first model in the list whose key is set. */
export const AUTO = 'auto'
/** The name that a module uses to leave the choice to the report. */
export const DEFAULT = 'default'

const id = z.string().regex(/^[a-z][a-z0-9._-]{0,62}$/)

/** The id of a configured model, or `auto`. */
export const modelChoiceSchema = id.describe(
  `Id of a configured model, or ${AUTO}: the first one whose key is set`,
)
/** The id of a configured model, or `default`. */
export const moduleModelSchema = id.describe(
  `Id of a configured model, or ${DEFAULT}: what the report asks for`,
)

export const modelEntrySchema = z.strictObject({
  id: id.refine((name) => name !== AUTO && name !== DEFAULT, 'the word is taken'),
  kind: z.enum(KIND_NAMES),
  model: z.string().min(1).max(100).describe("The provider's own name of the model"),
  key: z
    .templateLiteral([z.string().regex(/[A-Z][A-Z0-9_]{0,60}/), '_API_KEY'])
    .optional()
    .describe('Name of the secret that holds the key; left out where the kind needs none'),
  thinking_level: z.enum(['low', 'medium', 'high']).optional(),
  prices_usd_per_million_tokens: z
    .array(
      z.strictObject({
        from: z.iso.date(),
        input: z.number().min(0).max(100_000),
        output: z.number().min(0).max(100_000),
      }),
    )
    .max(50)
    .describe('Each holds from its day on, until the next; empty when unknown'),
})
export type ModelEntry = z.infer<typeof modelEntrySchema>

export const modelsSchema = z.strictObject({
  default: modelChoiceSchema.describe(
    `What a report is written by that asks for ${AUTO}: an id, or ${AUTO} again`,
  ),
  list: z.array(modelEntrySchema).min(1).max(20).describe(`In the order in which ${AUTO} looks`),
})
export type Models = z.infer<typeof modelsSchema>
