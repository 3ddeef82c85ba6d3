/** The OpenAPI 3.1 document of the public API, generated from the contracts. Pure. */
import type { z } from 'zod'
import { PROBLEMS, problemSchema } from '#shared/contracts/problem.ts'
import { quoteWritesDescribed } from '#shared/contracts/quote-writes.ts'
import type { Route } from '#shared/contracts/route.ts'
import { byPattern, PUBLIC_ROUTES, type PublicRoute } from '../public-routes.ts'
import { problemsOf } from './problems.ts'
import { type JsonSchema, Schemas } from './schemas.ts'

const propertiesOf = (
  schema: z.ZodType | undefined,
  schemas: Schemas,
): { names: JsonSchema; required: string[] } => {
  const json = schema ? schemas.of(schema, 'input') : {}
  return {
    names: (json.properties ?? {}) as JsonSchema,
    required: (json.required ?? []) as string[],
  }
}

/**
 * Returns the path parameters of the public path (some are query parameters at the service), then
 * the other query parameters.
 */
const parameters = (target: PublicRoute, schemas: Schemas): JsonSchema[] => {
  const params = propertiesOf(target.route.params, schemas)
  const query = propertiesOf(target.route.query, schemas)
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

const successContent = (operation: string, route: Route, schemas: Schemas): JsonSchema => {
  const schema = schemas.of(route.response, 'output')
  if (operation === 'exportReport') return { 'text/markdown': { schema } }
  if (operation === 'exposeMetrics') return { 'text/plain': { schema } }
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

const requestBody = ({ operation, route }: PublicRoute, schemas: Schemas): JsonSchema | null => {
  const body = DESCRIBED[operation] ?? route.body
  return body
    ? { required: true, content: { 'application/json': { schema: schemas.of(body, 'input') } } }
    : null
}

const PROBLEM = '#/components/schemas/Problem'

/** The answers that say what went wrong, each with the reasons it can have. */
const problemAnswers = (target: PublicRoute): JsonSchema =>
  Object.fromEntries(
    [...problemsOf(target)].map(([status, reasons]) => [
      String(status),
      {
        description: reasons.map((reason) => `${PROBLEMS[reason].title} (${reason})`).join('; '),
        content: {
          'application/problem+json': {
            schema: {
              allOf: [
                { $ref: PROBLEM },
                {
                  type: 'object',
                  properties: { status: { const: status }, reason: { enum: reasons } },
                },
              ],
            },
          },
        },
      },
    ]),
  )

/** Either of the two will do. OpenAPI has scopes of a bearer as roles that are told to people. */
const securityOf = ({ access }: Route): JsonSchema[] =>
  access === 'public' ? [] : [{ token: [access] }, { session: [access] }]

const operationOf = (target: PublicRoute, schemas: Schemas): JsonSchema => ({
  operationId: target.operation,
  summary: target.route.summary,
  tags: [target.service.name],
  parameters: [...parameters(target, schemas), ...ifMatch(target.route)],
  ...(target.route.body && { requestBody: requestBody(target, schemas) }),
  responses: {
    [SUCCESS[target.operation] ?? '200']: {
      description:
        target.route.stream === 'websocket' ? 'Switching to a WebSocket; its messages' : 'Success',
      content: successContent(target.operation, target.route, schemas),
    },
    ...problemAnswers(target),
    default: { $ref: '#/components/responses/Problem' },
  },
  security: securityOf(target.route),
})

const TAGS = [
  { name: 'api-gateway', description: 'Who the caller is, sign-in, sessions and tokens' },
  { name: 'config-service', description: 'Settings, data sources, modules, prompts, watchlist' },
  { name: 'data-aggregator', description: 'Companies, filed figures, prices, screens' },
  { name: 'report-orchestrator', description: 'Reports, their sections, events, exhibits, cost' },
  { name: 'log-collector', description: 'Log lines, timelines, figures of the last hours' },
]

/** The description of the API that answers at the address the document was got from. */
export const openApiDocument = (): JsonSchema => {
  const schemas = new Schemas()
  const problem = schemas.of(problemSchema, 'output')
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fundamental analysis',
      version: '1',
      description: 'Companies’ filed statements and the reports written from them.',
      license: { name: 'All rights reserved', identifier: 'LicenseRef-All-Rights-Reserved' },
    },
    servers: [{ url: '/', description: 'The gateway that this document was got from' }],
    tags: TAGS,
    paths: Object.fromEntries(
      [...byPattern(PUBLIC_ROUTES).values()].map((routes) => [
        routes[0]?.public,
        Object.fromEntries(
          routes.map((target) => [target.route.method.toLowerCase(), operationOf(target, schemas)]),
        ),
      ]),
    ),
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description:
            'An API token of the scope that the operation names, or of a wider one (reader, writer, admin); or the administrator token of the deployment',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-session',
          description:
            'The session of a browser that was signed in by a link. Over plain HTTP, on one machine, the cookie is called session-{port}',
        },
      },
      responses: {
        Problem: {
          description: 'What went wrong (RFC 9457)',
          content: { 'application/problem+json': { schema: problem } },
        },
      },
      schemas: schemas.components(),
    },
  }
}
