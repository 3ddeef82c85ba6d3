/** JSON Schemas (2020-12) of the OpenAPI document: each named one once, under `components`. */
import { z } from 'zod'
import { namedSchemas } from './named-schemas.ts'

export type JsonSchema = Record<string, unknown>
/**
 * Whether a schema describes what a client sends (`input`) or what the API answers (`output`). A
 * field with a default may be missing in a request and is always there in an answer.
 */
export type SchemaDirection = 'input' | 'output'

const LOCAL = '#/$defs/'
const SHARED = '#/components/schemas/'

const isObject = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Zod describes a record over an enumeration by `propertyNames` and `required` alone. A reader of
 * the document looks for what is required among `properties`.
 */
const listProperties = (schema: JsonSchema): void => {
  const { required, additionalProperties } = schema
  if (!Array.isArray(required) || schema.properties || !isObject(additionalProperties)) return
  schema.properties = Object.fromEntries(
    required.map((name) => [String(name), structuredClone(additionalProperties)]),
  )
}

const refName = (value: unknown, before: string): string | null =>
  typeof value === 'string' && value.startsWith(before) ? value.slice(before.length) : null

/** The same schema with each reference as `rename` has it. */
const withRefs = (value: unknown, rename: (ref: unknown) => string): unknown => {
  if (Array.isArray(value)) return value.map((one) => withRefs(one, rename))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) =>
      key === '$ref' ? [key, rename(one)] : [key, withRefs(one, rename)],
    ),
  )
}

const namedBy = (
  registry: ReturnType<typeof namedSchemas>,
  way: SchemaDirection,
): Map<string, JsonSchema> => {
  const { schemas } = z.toJSONSchema(registry, {
    io: way,
    uri: (id) => `${SHARED}${id}`,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => listProperties(jsonSchema as JsonSchema),
  })
  return new Map(
    Object.entries(schemas).map(([name, { $schema, $id, ...schema }]) => [name, schema]),
  )
}

const refsOf = (schema: JsonSchema): Set<string> => {
  const found = new Set<string>()
  withRefs(schema, (ref) => {
    const name = refName(ref, SHARED)
    if (name) found.add(name)
    return ''
  })
  return found
}

/** The names whose schema is another one as sent than as answered, or refers to such a one. */
const differing = (
  sent: ReadonlyMap<string, JsonSchema>,
  answered: ReadonlyMap<string, JsonSchema>,
): Set<string> => {
  const different = new Set(
    [...sent.keys()].filter(
      (name) => JSON.stringify(sent.get(name)) !== JSON.stringify(answered.get(name)),
    ),
  )
  const refs = [...sent].map(([name, schema]) => [name, refsOf(schema)] as const)
  for (let before = -1; before < different.size; ) {
    before = different.size
    for (const [name, to] of refs)
      if ([...to].some((one) => different.has(one))) different.add(name)
  }
  return different
}

/** The schemas of a document. Those that are named are written once and kept as they are used. */
export class Schemas {
  readonly #registry = namedSchemas()
  readonly #named: Record<SchemaDirection, ReadonlyMap<string, JsonSchema>>
  readonly #different: ReadonlySet<string>
  readonly #used = new Map<string, JsonSchema>()

  constructor() {
    this.#named = {
      input: namedBy(this.#registry, 'input'),
      output: namedBy(this.#registry, 'output'),
    }
    this.#different = differing(this.#named.input, this.#named.output)
  }

  /** The schema, in which everything that has a name is a reference. */
  of(schema: z.ZodType, way: SchemaDirection): JsonSchema {
    const { $schema, $defs, ...written } = z.toJSONSchema(schema, {
      io: way,
      metadata: this.#registry,
      unrepresentable: 'any',
      override: ({ jsonSchema }) => listProperties(jsonSchema as JsonSchema),
    })
    return this.#withNames(written, way, LOCAL)
  }

  /** All that were used by now, by name. */
  components(): JsonSchema {
    return Object.fromEntries([...this.#used].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }

  #withNames(schema: JsonSchema, way: SchemaDirection, before: string): JsonSchema {
    return withRefs(schema, (ref) => {
      const name = refName(ref, before)
      if (name === null) throw new Error(`a schema refers to ${String(ref)}`)
      return `${SHARED}${this.#use(name, way)}`
    }) as JsonSchema
  }

  #use(name: string, way: SchemaDirection): string {
    const as = way === 'input' && this.#different.has(name) ? `${name}Input` : name
    const schema = this.#named[way].get(name)
    if (!schema) throw new Error(`no schema is named ${name}`)
    if (!this.#used.has(as)) {
      this.#used.set(as, schema)
      this.#used.set(as, this.#withNames(schema, way, SHARED))
    }
    return as
  }
}
