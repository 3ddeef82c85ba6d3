/**
 * For tests: every document that differs from a given one in one place. Each place is deleted,
 * blanked, doubled, renamed, given another type or a number that is far off.
 */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export interface Mutation {
  /** What was done, and where. */
  name: string
  value: Json
}

/** Stands for a place that is deleted. */
const DELETED = Symbol('deleted')
type Replaced = Json | typeof DELETED

/** Numbers of another unit, the ends of what a number can be, and a part of a whole number. */
const numbersInstead = (number: number): number[] => [
  number * 1_000,
  number / 1_000,
  number * 100,
  number / 60,
  -number,
  0,
  1,
  number + 0.5,
  Number.MAX_SAFE_INTEGER,
]

const textsInstead = (text: string): string[] => [
  '',
  '   ',
  '\u200b',
  `${text}x`,
  ` ${text}`,
  text.toUpperCase(),
  'constructor',
  'nonsense',
]

const instead = (value: Json): [string, Replaced][] => {
  const all: [string, Replaced][] = [
    ['deleted', DELETED],
    ['null', null],
    ['a list', []],
    ['an object', {}],
    ['turned', value !== true],
  ]
  if (typeof value === 'number') {
    all.push(['a text', String(value)])
    for (const number of numbersInstead(value)) all.push([`${number}`, number])
  } else if (typeof value === 'string') {
    all.push(['a number', 7])
    for (const text of textsInstead(value)) all.push([JSON.stringify(text), text])
  } else if (Array.isArray(value)) {
    all.push(['reversed', value.toReversed()])
    value.forEach((entry, at) => {
      all.push([`${at} twice`, [...value, entry]])
      all.push([`without ${at}`, value.toSpliced(at, 1)])
    })
  } else if (value !== null && typeof value === 'object') {
    all.push(['with another key', { ...value, nonsense: 1 }])
    // Two values change places.
    const keys = Object.keys(value)
    keys.slice(1).forEach((key, at) => {
      const before = keys[at] ?? key
      all.push([
        `${before} and ${key} swapped`,
        { ...value, [key]: value[before] ?? null, [before]: value[key] ?? null },
      ])
    })
  }
  return all
}

/** Every value that differs from `value` in one place, with the changes of that place named. */
export const mutationsOf = (value: Json, path = ''): Mutation[] => {
  const here = instead(value).flatMap(([name, replaced]) =>
    replaced === DELETED ? [] : [{ name: `${path || 'all'}: ${name}`, value: replaced }],
  )
  if (value === null || typeof value !== 'object') return here
  const isList = Array.isArray(value)
  const inside = Object.entries(value).flatMap(([key, part]) => {
    const at = path ? `${path}.${key}` : key
    const changed = mutationsOf(part, at).map(({ name, value: to }) => ({
      name,
      value: isList ? value.with(Number(key), to) : { ...value, [key]: to },
    }))
    if (isList) return changed
    const { [key]: _, ...rest } = value
    return [...changed, { name: `${at}: deleted`, value: rest }]
  })
  return [...here, ...inside]
}
