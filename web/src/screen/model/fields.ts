/**
 * The catalogue of figures as a reader finds them: by name, alias or words of the definition. Pure.
 */
import type { Language } from '#shared/names.ts'
import type { Field } from '#shared/screen/fields.ts'

/** A text as it is compared: width, case and accents set aside. */
const folded = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()

/** How well a name fits, 0 the best; null where it does not. */
const fitOf = (name: string, wish: string): number | null => {
  const text = folded(name)
  if (text === wish) return 0
  if (text.startsWith(wish)) return 1
  const place = text.indexOf(wish)
  if (place < 0) return null
  return /\s|[_/(（]/.test(text[place - 1] ?? '') ? 2 : 3
}

/** What a field that is found by its definition alone comes after. */
const BY_DEFINITION = 4

const bestFit = (field: Field, wish: string): number | null => {
  const fits = [field.id, field.id.replaceAll('_', ' '), field.en, field.zh, ...field.aliases].map(
    (name) => fitOf(name, wish),
  )
  const best = Math.min(...fits.map((fit) => fit ?? Number.POSITIVE_INFINITY))
  if (best < BY_DEFINITION) return best
  const { en, zh } = field.definition
  return [en, zh].some((text) => folded(text).includes(wish)) ? BY_DEFINITION : null
}

/**
 * The fields that a typed text names, the best first; all in their order where nothing is typed.
 */
export const findFields = (fields: readonly Field[], typed: string): readonly Field[] => {
  const wish = folded(typed)
  if (wish === '') return fields
  return fields
    .flatMap((field, place) => {
      const fit = bestFit(field, wish)
      return fit === null ? [] : [{ field, fit, place }]
    })
    .sort((a, b) => a.fit - b.fit || a.place - b.place)
    .map(({ field }) => field)
}

export const fieldName = (field: Pick<Field, 'en' | 'zh'>, language: Language): string =>
  field[language]

/** The fields of each group, in the order in which the groups first come. */
export const byGroup = (fields: readonly Field[]): { group: string; fields: Field[] }[] => {
  const groups = new Map<string, Field[]>()
  for (const field of fields) {
    const known = groups.get(field.group)
    if (known) known.push(field)
    else groups.set(field.group, [field])
  }
  return [...groups].map(([group, members]) => ({ group, fields: members }))
}
