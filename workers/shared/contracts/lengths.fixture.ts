/** For tests: finds the texts and lists in a schema that may be of any length. */
import type { z } from 'zod'

/** What the library keeps of a schema; each kind of schema has its own parts. */
interface Definition {
  type: string
  pattern?: RegExp
  checks?: { _zod: { def: { check: string; maximum?: number; pattern?: RegExp } } }[]
  element?: z.ZodType
  shape?: Record<string, z.ZodType>
  catchall?: z.ZodType
  keyType?: z.ZodType
  valueType?: z.ZodType
  options?: z.ZodType[]
  in?: z.ZodType
  innerType?: z.ZodType
  items?: z.ZodType[]
  rest?: z.ZodType | null
  left?: z.ZodType
  right?: z.ZodType
  getter?: () => z.ZodType
}
const definitionOf = (schema: z.ZodType): Definition => schema._zod.def as unknown as Definition

/** True when one of several alternatives stands outside all groups; the anchors are not its own. */
const isParted = (bare: string): boolean => {
  let depth = 0
  for (const character of bare) {
    if (character === '(') depth += 1
    else if (character === ')') depth -= 1
    else if (character === '|' && depth === 0) return true
  }
  return false
}

/** True when a text that matches has a largest length: anchored, and nothing repeats for ever. */
export const isBounded = ({ source, multiline }: RegExp): boolean => {
  const bare = source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x')
  if (!bare.startsWith('^') || !bare.endsWith('$') || multiline || isParted(bare)) return false
  return !/[*+]|\{\d+,\}/.test(bare)
}

const hasLongest = ({ checks = [] }: Definition): boolean =>
  checks.some(({ _zod: { def } }) => def.check === 'max_length' && def.maximum !== undefined)

const patternsOf = ({ pattern, checks = [] }: Definition): RegExp[] => [
  ...(pattern ? [pattern] : []),
  ...checks.flatMap(({ _zod: { def } }) => def.pattern ?? []),
]

/**
 * The places in a schema where a text or a list has no largest length, each as its path. A place
 * where anything may stand is one of them.
 */
export const unbounded = (
  schema: z.ZodType,
  path = '',
  around: ReadonlySet<z.ZodType> = new Set(),
): string[] => {
  // A schema within itself was walked where it stands first.
  if (around.has(schema)) return []
  const within = new Set([...around, schema])
  const definition = definitionOf(schema)
  const inside = (part: z.ZodType | undefined, name = ''): string[] =>
    part ? unbounded(part, `${path}${name}`, within) : []
  switch (definition.type) {
    case 'template_literal':
      return isBounded(schema._zod.pattern ?? /./) ? [] : [path || '.']
    case 'string':
      return hasLongest(definition) || patternsOf(definition).some(isBounded) ? [] : [path || '.']
    case 'array':
      return [...(hasLongest(definition) ? [] : [`${path}[]`]), ...inside(definition.element, '[]')]
    case 'object':
      return [
        ...Object.entries(definition.shape ?? {}).flatMap(([name, part]) =>
          inside(part, `.${name}`),
        ),
        ...inside(definition.catchall, '.*'),
      ]
    case 'record':
      return [...inside(definition.keyType, '.{key}'), ...inside(definition.valueType, '.{}')]
    case 'union':
      return (definition.options ?? []).flatMap((part) => inside(part))
    case 'tuple':
      return [
        ...(definition.items ?? []).flatMap((part, at) => inside(part, `[${at}]`)),
        ...(definition.rest ? [`${path}[]`, ...inside(definition.rest, '[]')] : []),
      ]
    case 'intersection':
      return [...inside(definition.left), ...inside(definition.right)]
    case 'lazy':
      return inside(definition.getter?.())
    case 'pipe':
      // What is read is bounded before it is turned into something else.
      return inside(definition.in)
    case 'nullable':
    case 'optional':
    case 'default':
    case 'readonly':
    case 'catch':
    case 'prefault':
    case 'nonoptional':
      return inside(definition.innerType)
    case 'enum':
    case 'literal':
    case 'number':
    case 'boolean':
    case 'null':
    case 'never':
    case 'transform':
      return []
    default:
      return [`${path} (${definition.type})`]
  }
}
