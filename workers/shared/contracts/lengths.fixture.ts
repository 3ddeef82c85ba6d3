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
}
const definitionOf = (schema: z.ZodType): Definition => schema._zod.def as unknown as Definition

/** True when a text that matches has a largest length: anchored, and nothing repeats for ever. */
export const isBounded = ({ source }: RegExp): boolean => {
  const bare = source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x')
  return bare.startsWith('^') && bare.endsWith('$') && !/[*+]|\{\d+,\}/.test(bare)
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
export const unbounded = (schema: z.ZodType, path = ''): string[] => {
  const definition = definitionOf(schema)
  const inside = (part: z.ZodType | undefined, name = ''): string[] =>
    part ? unbounded(part, `${path}${name}`) : []
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
    case 'pipe':
      // What is read is bounded before it is turned into something else.
      return inside(definition.in)
    case 'nullable':
    case 'optional':
    case 'default':
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
