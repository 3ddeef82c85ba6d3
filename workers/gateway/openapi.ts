/** The OpenAPI 3.1 document of the public API, generated from the contracts. Pure. */
import { z } from 'zod'
import { problemSchema } from '#shared/contracts/problem.ts'
import { quoteWritesDescribed } from '#shared/contracts/quote-writes.ts'
import type { Route } from '#shared/contracts/route.ts'
import { byPattern, PUBLIC_ROUTES, type PublicRoute } from './public-routes.ts'

type JsonSchema = Record<string, unknown>

/** Returns the JSON Schema 2020-12 of a schema, as sent (`input`) or as answered (`output`). */
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const propertiesOf = (schema: z.ZodType | undefined): { names: JsonSchema; required: string[] } => {
  const json = schema ? jsonSchema(schema, 'input') : {}
  return {
    names: (json.properties ?? {}) as JsonSchema,
    required: (json.required ?? []) as string[],
  }
}

/**
 * Returns the path parameters of the public path (some are query parameters at the service), then
 * the other query parameters.
 */
const parameters = (target: PublicRoute): JsonSchema[] => {
  const params = propertiesOf(target.route.params)
  const query = propertiesOf(target.route.query)
  const inPath = [...target.public.matchAll(/\{([a-z_]+)\}/g)].map((m) => m[1] as string)
  return [
    ...inPath.map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: params.names[name] ?? query.names[name] ?? { type: 'string' },
    })),
    ...Object.entries(query.names)
      .filter(([name]) => !inPath.includes(name))
      .map(([name, schema]) => ({
        name,
        in: 'query',
        required: query.required.includes(name),
        schema,
      })),
  ]
}

/** The version that a writer read, where the route compares it. */
const ifMatch = ({ if_match }: Route): JsonSchema[] =>
  if_match
    ? [
        {
          name: 'If-Match',
          in: 'header',
          required: false,
          description:
            'The ETag of what was read: its version in quotes. Needed where the body names no version',
          schema: { type: 'string', examples: ['"3"'] },
        },
      ]
    : []

/** What a route answers that compares versions. */
const CONFLICTS = {
  '412': { $ref: '#/components/responses/Changed' },
  '428': { $ref: '#/components/responses/Problem' },
}

const successContent = (operation: string, route: Route): JsonSchema => {
  const schema = jsonSchema(route.response, 'output')
  if (operation === 'exportReport') return { 'text/markdown': { schema } }
  if (operation === 'getColumn') return { 'application/octet-stream': { schema } }
  if (route.stream === 'websocket') return { 'application/json': { schema } }
  return {
    ...(route.stream !== 'always' && { 'application/json': { schema } }),
    ...(route.stream && {
      'text/event-stream': { schema: route.stream === 'always' ? schema : { type: 'string' } },
    }),
  }
}

const SUCCESS: Record<string, string> = { createReport: '202', runAgain: '202', streamQuote: '101' }

/**
 * Bodies whose parts are checked one by one. The route's own schema describes only what makes the
 * whole request fail, so the document uses these schemas.
 */
const DESCRIBED: Record<string, z.ZodType> = { writeQuotes: quoteWritesDescribed }

const requestBody = ({ operation, route }: PublicRoute): JsonSchema | null => {
  const body = DESCRIBED[operation] ?? route.body
  return body
    ? { required: true, content: { 'application/json': { schema: jsonSchema(body, 'input') } } }
    : null
}

const operationOf = (target: PublicRoute): JsonSchema => ({
  operationId: target.operation,
  summary: target.route.summary,
  tags: [target.service.name],
  parameters: [...parameters(target), ...ifMatch(target.route)],
  ...(target.route.body && { requestBody: requestBody(target) }),
  responses: {
    [SUCCESS[target.operation] ?? '200']: {
      description:
        target.route.stream === 'websocket' ? 'Switching to a WebSocket; its messages' : 'Success',
      content: successContent(target.operation, target.route),
    },
    ...(target.route.if_match && CONFLICTS),
    default: { $ref: '#/components/responses/Problem' },
  },
  ...(target.route.access === 'admin' && { security: [{ administrator: [] }] }),
})

export const openApiDocument = (): JsonSchema => ({
  openapi: '3.1.0',
  info: {
    title: 'Fundamental analysis',
    version: '1',
    description: 'Companies’ filed statements and the reports written from them.',
  },
  paths: Object.fromEntries(
    [...byPattern(PUBLIC_ROUTES).values()].map((routes) => [
      routes[0]?.public,
      Object.fromEntries(routes.map((r) => [r.route.method.toLowerCase(), operationOf(r)])),
    ]),
  ),
  components: {
    securitySchemes: { administrator: { type: 'http', scheme: 'bearer' } },
    responses: {
      Changed: {
        description:
          'Somebody else wrote meanwhile (reason `version_conflict`): `conflicts` has document, version, author and changes. Nothing was written',
        content: { 'application/problem+json': { schema: jsonSchema(problemSchema, 'output') } },
      },
      Problem: {
        description: 'What went wrong (RFC 9457)',
        content: { 'application/problem+json': { schema: jsonSchema(problemSchema, 'output') } },
      },
    },
  },
})
