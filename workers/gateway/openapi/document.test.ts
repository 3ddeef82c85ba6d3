import { expect, test } from 'vitest'
import { openApiDocument } from './document.ts'
import { PUBLIC_ROUTES } from '../public-routes.ts'

const document = openApiDocument()

test('every public route is described under its method', () => {
  for (const { public: path, route, operation } of PUBLIC_ROUTES)
    expect(document).toHaveProperty(
      ['paths', path, route.method.toLowerCase(), 'operationId'],
      operation,
    )
})

test('path parameters are declared as such, whatever they are to the service', () => {
  expect(document).toHaveProperty(
    ['paths', '/api/financials/{market}/{symbol}', 'get', 'parameters'],
    expect.arrayContaining([
      expect.objectContaining({ name: 'market', in: 'path', required: true }),
      expect.objectContaining({ name: 'symbol', in: 'path', required: true }),
      expect.objectContaining({ name: 'as_of', in: 'query', required: false }),
    ]),
  )
})

test('a body says which fields it needs, with defaults left out of them', () => {
  expect(document).toHaveProperty(
    ['components', 'schemas', 'ReportRequestInput', 'required'],
    ['market', 'symbol'],
  )
})

test('the events of a report are described, and so are the texts among them', () => {
  const { schemas } = document.components as { schemas: Record<string, unknown> }
  const { paths } = document as { paths: Record<string, unknown> }
  expect(JSON.stringify(paths['/api/reports/{id}/events'])).toContain(
    '{"text/event-stream":{"schema":{"$ref":"#/components/schemas/ReportEvent"}}}',
  )
  const events = JSON.stringify([schemas.ProgressEvent, schemas.DraftEvent])
  for (const type of ['report', 'inputs_ready', 'module', 'text'])
    expect(events).toContain(`"const":"${type}"`)
})

test('routes say who may use them, and every failure is a problem', () => {
  for (const [method, access] of [
    ['put', 'admin'],
    ['get', 'reader'],
  ] as const)
    expect(document).toHaveProperty(
      ['paths', '/api/config/system', method, 'security'],
      [{ token: [access] }, { session: [access] }],
    )
  expect(document).toHaveProperty(['paths', '/api/sign-in', 'post', 'security'], [])
  expect(document).toHaveProperty(['components', 'securitySchemes', 'token', 'scheme'], 'bearer')
  expect(document).toHaveProperty(['components', 'securitySchemes', 'session', 'in'], 'cookie')
  expect(document).toHaveProperty(['components', 'schemas', 'Problem', 'properties', 'reason'])
  for (const { public: path, route } of PUBLIC_ROUTES)
    expect(document).toHaveProperty(
      ['paths', path, route.method.toLowerCase(), 'responses', '403'],
      expect.objectContaining({ description: expect.stringContaining('(cross_site)') }),
    )
})

test('the body of a write of quotes is one quote or quotes, with what each must be, though each is looked at on its own', () => {
  const schema = [
    'paths',
    '/api/market-data/quotes',
    'post',
    'requestBody',
    'content',
    'application/json',
    'schema',
  ]
  const quote = { $ref: '#/components/schemas/QuoteWriteInput' }
  const quotes = { type: 'array', items: quote, minItems: 1, maxItems: 1_000 }
  expect(document).toHaveProperty(schema, {
    anyOf: [quote, expect.objectContaining({ properties: { quotes }, required: ['quotes'] })],
  })
  expect(document).toHaveProperty(
    ['components', 'schemas', 'QuoteWriteInput'],
    expect.objectContaining({
      properties: expect.objectContaining({
        symbol: expect.anything(),
        price: expect.anything(),
        quoted_at: expect.anything(),
      }),
      required: ['market', 'symbol', 'source', 'price', 'currency', 'quoted_at'],
    }),
  )
})

test('a route that compares versions takes If-Match, and says what a conflict answers', () => {
  const routes = PUBLIC_ROUTES.filter(({ route }) => route.if_match)
  expect(routes.map(({ operation }) => operation)).toContain('rollBack')
  for (const { public: path, route } of routes) {
    const at = ['paths', path, route.method.toLowerCase()]
    expect(document).toHaveProperty(
      [...at, 'parameters'],
      expect.arrayContaining([expect.objectContaining({ name: 'If-Match', in: 'header' })]),
    )
    expect(document).toHaveProperty([...at, 'responses', '412'])
    expect(document).toHaveProperty([...at, 'responses', '428'])
  }
  expect(document).not.toHaveProperty(['paths', '/api/reports', 'post', 'responses', '412'])
})
