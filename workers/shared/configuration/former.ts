/**
 * Turns documents that were written in an older form into today's form. A value that already has
 * today's form comes back unchanged. Pure.
 */
type JsonObject = Record<string, unknown>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The name of the key of the only provider that the older form had. */
const GEMINI_KEY = 'GEMINI_API_KEY'

/**
 * In the older form, models were a choice of two kinds, with one Gemini model and the prices of
 * several. They become a list. Prices of models that were not in use are dropped.
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

/**
 * Returns the system document in today's form. A value that is not in the older form is returned
 * unchanged, and the schema judges it.
 */
export const systemInTodaysForm = (written: unknown): unknown =>
  isObject(written) && isObject(written.models)
    ? { ...written, models: formerModels(written.models) }
    : written

/** Returns a whole configuration, as a report stored it, in today's form. */
export const snapshotInTodaysForm = <T extends { system: unknown }>(stored: T): T => ({
  ...stored,
  system: systemInTodaysForm(stored.system),
})
