/**
 * The models that can write a section, as the configuration lists them. A new provider is a name
 * in shared/model-kinds.ts, a file with its line in workers/analysis/models/registry.ts, and an
 * entry in config/system.json.
 */
import { z } from 'zod'
import { MODEL_KIND_NAMES } from '../model-kinds.ts'

/**
 * Longest time that one call of a model may take. The step of a module has twice that time and a
 * little more, so a correction fits in as well.
 */
export const MODEL_TIMEOUT_SECONDS = 80

/** Stands for the first model in the list whose key is set. */
export const AUTO = 'auto'
/** The name that a module uses to leave the choice to the report. */
export const DEFAULT = 'default'

/** How much a model thinks before it writes; `off` where it may be told not to. */
export const THINKING_LEVELS = ['off', 'low', 'medium', 'high'] as const
export type ThinkingLevel = (typeof THINKING_LEVELS)[number]

/** Servers of kind `openai-compatible` whose requests or answers differ from each other. */
export const MODEL_QUIRKS = ['openai', 'deepseek', 'qwen', 'ollama', 'vllm'] as const
export type ModelQuirks = (typeof MODEL_QUIRKS)[number]

const ratesSchema = z.strictObject({
  input: z.number().min(0).max(100_000),
  cached_input: z
    .number()
    .min(0)
    .max(100_000)
    .optional()
    .describe('For input that the provider had kept from before; left out: as other input'),
  output: z.number().min(0).max(100_000),
})
const timeSchema = z
  .string()
  .max(5)
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)

export const priceSchema = ratesSchema.extend({
  from: z.iso.date(),
  peak: ratesSchema
    .extend({
      time_zone: z.string().min(1).max(60).describe('IANA name, e.g. Asia/Shanghai'),
      weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).describe('1 is Monday'),
      hours: z
        .array(z.strictObject({ from: timeSchema, to: timeSchema }))
        .min(1)
        .max(12),
    })
    .optional()
    .describe('Other prices at these hours of these weekdays'),
})
export type ModelPrice = z.infer<typeof priceSchema>

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
  kind: z.enum(MODEL_KIND_NAMES),
  model: z.string().min(1).max(100).describe("The provider's own name of the model"),
  key: z
    .templateLiteral([z.string().regex(/[A-Z][A-Z0-9_]{0,60}/), '_API_KEY'])
    .optional()
    .describe('Name of the secret that holds the key; left out where the kind needs none'),
  base_url: z
    .url()
    .max(300)
    .optional()
    .describe('Where an openai-compatible model is called, up to before /chat/completions'),
  quirks: z
    .enum(MODEL_QUIRKS)
    .optional()
    .describe('Which openai-compatible server it is; default: openai'),
  context: z
    .int()
    .min(1_000)
    .max(100_000_000)
    .optional()
    .describe('Tokens that prompt and answer may have together; needed for ollama'),
  thinking_level: z.enum(THINKING_LEVELS).optional(),
  prices_usd_per_million_tokens: z
    .array(priceSchema)
    .max(50)
    .describe('Each holds from its day on, until the next; empty when unknown'),
})
export type ModelEntry = z.infer<typeof modelEntrySchema>

export const modelsSchema = z.strictObject({
  default: modelChoiceSchema.describe(
    `What a report is written by that asks for ${AUTO}: an id, or ${AUTO} again`,
  ),
  fallback: modelChoiceSchema
    .optional()
    .describe(
      'Id of the model that writes a section whose own model failed; left out: the section fails',
    ),
  list: z.array(modelEntrySchema).min(1).max(20).describe(`In the order in which ${AUTO} looks`),
})
export type Models = z.infer<typeof modelsSchema>
