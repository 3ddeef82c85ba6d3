/** Finds configured models, and finds what is wrong with their list. Pure. */
import { AUTO, MODEL_KINDS, type ModelEntry, type Models } from '#shared/contracts/models.ts'

export const findModel = (models: Models, id: string): ModelEntry | undefined =>
  models.list.find((entry) => entry.id === id)

/** Whether a report may ask for this model. `auto` is not a model, so a module may not name it. */
export const isKnownModel = (models: Models, id: string): boolean =>
  findModel(models, id) !== undefined

/** What is wrong with the list of models, with paths into `system.models`. */
export const modelFaults = (models: Models): { path: string; message: string }[] => {
  const { default: fallback, list } = models
  const ids = list.map((entry) => entry.id)
  const entries = list.flatMap((entry, i) => {
    const faults: { path: string; message: string }[] = []
    if (ids.indexOf(entry.id) !== i)
      faults.push({ path: `list.${i}.id`, message: `${entry.id} is used twice` })
    const { needs_key } = MODEL_KINDS[entry.kind]
    if (needs_key && entry.key === undefined)
      faults.push({ path: `list.${i}.key`, message: `a model of kind ${entry.kind} needs a key` })
    if (!needs_key && entry.key !== undefined)
      faults.push({ path: `list.${i}.key`, message: `a model of kind ${entry.kind} has no key` })
    const days = entry.prices_usd_per_million_tokens.map((price) => price.from)
    days.forEach((day, k) => {
      if (days.indexOf(day) !== k)
        faults.push({
          path: `list.${i}.prices_usd_per_million_tokens.${k}.from`,
          message: `there are two prices from ${day}`,
        })
    })
    return faults
  })
  return fallback === AUTO || isKnownModel(models, fallback)
    ? entries
    : [{ path: 'default', message: `there is no model ${fallback}` }, ...entries]
}
