/** The figures of a list by id and by name, and the names nearest to an unknown one. */
import { isIdeograph, isSpaceAt, isWordAt, nameKey, normalised } from './characters.ts'
import type { Field, FieldList } from './fields.ts'
import { nearNames } from './near-names.ts'
import { COMPARE_WORDS, KEYWORDS } from './words.ts'

/** Characters of a name that are compared with a text. Longer names are found by id only. */
const MAX_NAME_LENGTH = 80

/** Words of languages without spaces that end a name before them. */
const JOINING = [...Object.keys(KEYWORDS), ...Object.keys(COMPARE_WORDS)]
  .filter((word) => isIdeograph(word.charAt(0)))
  .sort((a, b) => b.length - a.length)

const JOINING_STARTS = new Set(JOINING.map((word) => word.charAt(0)))

/** The operator in a language without spaces that begins here. */
export const joiningWordAt = (lower: string, at: number): string | null =>
  JOINING_STARTS.has(lower.charAt(at))
    ? (JOINING.find((word) => lower.startsWith(word, at)) ?? null)
    : null

/** Whether a name may end before this place. */
const endsAt = (lower: string, at: number): boolean =>
  !isWordAt(lower, at) || !isWordAt(lower, at - 1) || joiningWordAt(lower, at) !== null

export class Catalogue {
  readonly #byId: ReadonlyMap<string, Field>
  readonly #byName: ReadonlyMap<string, readonly Field[]>
  readonly #namesOf: readonly { id: string; names: readonly string[] }[]
  readonly #longest: number
  readonly #starts: ReadonlySet<string>

  constructor(fields: FieldList) {
    this.#byId = new Map(fields.map((field) => [field.id, field]))
    const byName = new Map<string, Field[]>()
    const add = (name: string, field: Field): void => {
      const key = nameKey(name)
      const same = byName.get(key)
      if (!same) byName.set(key, [field])
      else if (!same.includes(field)) same.push(field)
    }
    for (const field of fields)
      for (const name of [field.en, field.zh, ...field.aliases]) add(name, field)
    // An id stands for its own figure, whatever else is called so.
    for (const field of fields) byName.set(nameKey(field.id), [field])
    this.#byName = byName
    this.#namesOf = fields.map(({ id, en, zh, aliases }) => ({
      id,
      names: [...new Set([id, id.replaceAll('_', ' '), en, zh, ...aliases].map(nameKey))],
    }))
    this.#starts = new Set([...byName.keys()].map((name) => name.charAt(0)))
    this.#longest = Math.min(
      MAX_NAME_LENGTH,
      Math.max(0, ...[...byName.keys()].map((name) => name.length)),
    )
  }

  byId(id: string): Field | null {
    return this.#byId.get(id) ?? null
  }

  /** All figures of that name; several when it is not a name of one alone. */
  named(name: string): readonly Field[] {
    return this.#byName.get(nameKey(name)) ?? []
  }

  /** The longest name that stands at this place of a normalised text. */
  longestAt(lower: string, from: number): { fields: readonly Field[]; to: number } | null {
    if (!this.#starts.has(lower.charAt(from))) return null
    let found: { fields: readonly Field[]; to: number } | null = null
    let name = ''
    for (let at = from; at < lower.length && name.length < this.#longest; ) {
      if (isSpaceAt(lower, at)) {
        name += ' '
        while (isSpaceAt(lower, at)) at++
      } else {
        name += lower.charAt(at)
        at++
        if (endsAt(lower, at)) {
          const fields = this.#byName.get(name)
          if (fields) found = { fields, to: at }
        }
      }
    }
    return found
  }

  near(text: string): string[] {
    return nearNames(normalised(text), this.#namesOf)
  }
}

const catalogues = new WeakMap<FieldList, Catalogue>()

/** The catalogue of a list, made once for each list. */
export const catalogueOf = (fields: FieldList): Catalogue => {
  const known = catalogues.get(fields)
  if (known) return known
  const made = new Catalogue(fields)
  catalogues.set(fields, made)
  return made
}
