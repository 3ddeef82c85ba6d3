/** What differs between two versions of a document of the configuration. Pure. */
import type { ConfigChange, ConfigChanges } from '../contracts/config-changes.ts'
import { cutTo, MAX_FEW, MAX_PATH, MAX_PROSE } from '../lengths.ts'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A name that an entry of a list goes by, wherever it stands in the list. */
const nameOfEntry = (entry: unknown): string | null => {
  if (!isObject(entry)) return null
  if (typeof entry.id === 'string') return entry.id
  return typeof entry.market === 'string' && typeof entry.symbol === 'string'
    ? `${entry.market}:${entry.symbol}`
    : null
}

/** The entries of a list by their names; null when one has no name or two have the same. */
const byName = (list: readonly unknown[]): Map<string, unknown> | null => {
  const entries = new Map<string, unknown>()
  for (const entry of list) {
    const name = nameOfEntry(entry)
    if (name === null || entries.has(name)) return null
    entries.set(name, entry)
  }
  return entries
}

/** JSON with the keys of objects in order, so that equal values have equal texts. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (!isObject(value)) return value
  const keys = Object.keys(value).toSorted()
  return Object.fromEntries(keys.map((key) => [key, inOrder(value[key])]))
}
const jsonOf = (value: unknown): string | null =>
  value === undefined ? null : JSON.stringify(inOrder(value))

export const isSameDocument = (before: unknown, after: unknown): boolean =>
  jsonOf(before) === jsonOf(after)

const under = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

/** Of two lists of named entries: what changed inside them, and their order. */
const listChanges = (
  path: string,
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): ConfigChange[] => {
  const names = new Set([...before.keys(), ...after.keys()])
  const changes = [...names].flatMap((name) =>
    valueChanges(under(path, name), before.get(name), after.get(name)),
  )
  const common = (from: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>) =>
    jsonOf([...from.keys()].filter((name) => other.has(name)))
  const [was, is] = [common(before, after), common(after, before)]
  return was === is
    ? changes
    : [...changes, { path: under(path, '(order)'), before: was, after: is }]
}

const valueChanges = (path: string, before: unknown, after: unknown): ConfigChange[] => {
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...keys].flatMap((key) => valueChanges(under(path, key), before[key], after[key]))
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const [was, is] = [byName(before), byName(after)]
    if (was && is) return listChanges(path, was, is)
  }
  const [was, is] = [jsonOf(before), jsonOf(after)]
  return was === is ? [] : [{ path, before: was, after: is }]
}

/**
 * Largest product of the numbers of lines that are compared one by one. Beyond it two texts differ
 * as a whole, between their common beginning and end.
 */
const MOST_COMPARISONS = 1_000_000

/**
 * Lengths of the longest common runs of lines of two ends: `[i][j]` of `a` from i and `b` from j.
 */
const commonLengths = (a: readonly string[], b: readonly string[]): Uint16Array[] => {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const [row, next] = [lengths[i], lengths[i + 1]]
      if (row && next)
        row[j] = a[i] === b[j] ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0)
    }
  return lengths
}

/** A run of lines that is replaced: from line `at` of the older text, counted from 0. */
interface Replaced {
  at: number
  before: string[]
  after: string[]
}

const replacedLines = (a: readonly string[], b: readonly string[], from: number): Replaced[] => {
  if (a.length * b.length > MOST_COMPARISONS) return [{ at: from, before: [...a], after: [...b] }]
  const lengths = commonLengths(a, b)
  const found: Replaced[] = []
  let open: Replaced | null = null
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      open = null
      i++
      j++
      continue
    }
    if (open === null) {
      open = { at: from + i, before: [], after: [] }
      found.push(open)
    }
    const isAdded =
      i === a.length || (j < b.length && (lengths[i]?.[j + 1] ?? 0) > (lengths[i + 1]?.[j] ?? 0))
    if (isAdded) open.after.push(b[j++] ?? '')
    else open.before.push(a[i++] ?? '')
  }
  return found
}

const linesOf = (lines: readonly string[]): string | null =>
  lines.length === 0 ? null : lines.join('\n')

const textChanges = (before: string, after: string): ConfigChange[] => {
  const [a, b] = [before.split('\n'), after.split('\n')]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  )
    end++
  return replacedLines(a.slice(start, a.length - end), b.slice(start, b.length - end), start).map(
    ({ at, ...lines }) => ({
      path: `line ${at + 1}`,
      before: linesOf(lines.before),
      after: linesOf(lines.after),
    }),
  )
}

const cut = (text: string | null): string | null => text && cutTo(MAX_PROSE, text)

/**
 * What differs from `before` to `after`: settings by their paths, entries of lists by their names,
 * prompts by their lines. Undefined stands for a document that there was not.
 */
export const changesBetween = (before: unknown, after: unknown): ConfigChanges => {
  const all =
    typeof before === 'string' && typeof after === 'string'
      ? textChanges(before, after)
      : valueChanges('', before, after)
  const changes = all.slice(0, MAX_FEW).map((change) => ({
    path: cutTo(MAX_PATH, change.path),
    before: cut(change.before),
    after: cut(change.after),
  }))
  return { changes, changes_left_out: all.length - changes.length }
}
