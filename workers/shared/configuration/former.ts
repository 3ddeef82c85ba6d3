/**
 * Documents in forms that were written before, as they are read today. Pure. A value in today's
 * form comes back unchanged.
 */
type JsonObject = Record<string, unknown>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The name of the key that the only provider of the former form had. */
const GEMINI_KEY = 'GEMINI_API_KEY'

/**
 * Models were once a choice of two kinds, with one Gemini model and the prices of several. They
 * become a list; prices of models that were not in use are left out.
 */
const formerModels = (models: JsonObject): JsonObject => {
  const { gemini, default: fallback } = models
  if (!isObject(gemini)) return models
  const { model, thinking_level, prices_usd_per_million_tokens: prices } = gemini
  const own = (Array.isArray(prices) ? prices : []).filter(isObject)
  return {
    default: fallback,
    list: [
      {
        id: 'gemini',
        kind: 'gemini',
        model,
        key: GEMINI_KEY,
        thinking_level,
        prices_usd_per_million_tokens: own
          .filter((price) => price.model === model)
          .map(({ from, input, output }) => ({ from, input, output })),
      },
      { id: 'builtin', kind: 'builtin', model: 'builtin', prices_usd_per_million_tokens: [] },
    ],
  }
}

/** The system document in today's form. What is no former form is left for the schema to judge. */
export const systemInTodaysForm = (written: unknown): unknown =>
  isObject(written) && isObject(written.models)
    ? { ...written, models: formerModels(written.models) }
    : written

/** A whole configuration in today's form, as a report stored it. */
export const snapshotInTodaysForm = <T extends { system: unknown }>(stored: T): T => ({
  ...stored,
  system: systemInTodaysForm(stored.system),
})
