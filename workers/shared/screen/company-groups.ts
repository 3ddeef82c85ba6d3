/**
 * Companies in groups: of one market, of one kind in a market, of one industry in a market. Groups
 * are numbered, so that ranks are made over typed arrays. Schemes of industries differ by market,
 * so no group spans two markets.
 */
import { nameKey } from './characters.ts'
import type { Companies } from './table.ts'

export interface Groups {
  /** By row; -1 where it is unknown. */
  of: Int32Array
  count: number
}

export type GroupLevel = 'industry' | 'kind' | 'market'

/** Texts as numbers: by row its place among the different ones; -1 for null. */
export interface Codes {
  of: Int32Array
  /** Each text once, as it is first spelled. */
  texts: string[]
  /** The same in plain lower case: texts that differ in case or width alone are one. */
  keys: string[]
}

const codesOf = (texts: readonly (string | null)[]): Codes => {
  const codes = new Map<string, number>()
  const keys = new Map<string, number>()
  const spelled: string[] = []
  const of = new Int32Array(texts.length)
  for (let row = 0; row < texts.length; row++) {
    const text = texts[row] ?? null
    if (text === null) {
      of[row] = -1
      continue
    }
    let code = codes.get(text)
    if (code === undefined) {
      const key = nameKey(text)
      code = keys.get(key) ?? spelled.push(text) - 1
      keys.set(key, code)
      codes.set(text, code)
    }
    of[row] = code
  }
  return { of, texts: spelled, keys: [...keys.keys()] }
}

const crossed = (markets: Codes, other: Codes): Groups => {
  const of = new Int32Array(other.of.length)
  const width = other.texts.length
  for (let row = 0; row < of.length; row++) {
    const code = other.of[row] as number
    of[row] = code < 0 ? -1 : (markets.of[row] as number) * width + code
  }
  return { of, count: markets.texts.length * width }
}

type GroupedText = 'markets' | 'industries' | 'exchanges' | 'kinds' | 'currencies'

/** What the engine reads of the companies, each made when it is first asked for. */
export class CompanyGroups {
  readonly #companies: Companies
  readonly #codes = new Map<GroupedText, Codes>()
  readonly #groups = new Map<GroupLevel, Groups>()
  #places: Uint32Array | null = null

  constructor(companies: Companies) {
    this.#companies = companies
  }

  codes(column: GroupedText): Codes {
    const known = this.#codes.get(column)
    if (known) return known
    const made = codesOf(this.#companies[column])
    this.#codes.set(column, made)
    return made
  }

  /** By row the place of its id among all ids in ascending order, by which ties are settled. */
  places(): Uint32Array {
    if (this.#places) return this.#places
    const { ids } = this.#companies
    const rows = Uint32Array.from(ids, (_, row) => row)
    const isInOrder = ids.every((id, row) => row === 0 || (ids[row - 1] ?? '') <= id)
    if (!isInOrder) {
      const inOrder = [...rows].sort((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1))
      for (const [place, row] of inOrder.entries()) rows[row] = place
    }
    this.#places = rows
    return rows
  }

  groups(level: GroupLevel): Groups {
    const known = this.#groups.get(level)
    if (known) return known
    const markets = this.codes('markets')
    const made =
      level === 'market'
        ? { of: markets.of, count: markets.texts.length }
        : crossed(markets, this.codes(level === 'kind' ? 'kinds' : 'industries'))
    this.#groups.set(level, made)
    return made
  }
}

/** The groups follow from the companies, which never change. */
const known = new WeakMap<Companies, CompanyGroups>()

export const groupsOf = (companies: Companies): CompanyGroups => {
  const groups = known.get(companies) ?? new CompanyGroups(companies)
  known.set(companies, groups)
  return groups
}
