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
  const schema = [
    'paths',
    '/api/reports',
    'post',
    'requestBody',
    'content',
    'application/json',
    'schema',
  ]
  expect(document).toHaveProperty([...schema, 'required'], ['market', 'symbol'])
})

test('administrator routes say so, and every failure is a problem', () => {
  expect(document).toHaveProperty(
    ['paths', '/api/config/system', 'put', 'security'],
    [{ administrator: [] }],
  )
  expect(document).not.toHaveProperty(['paths', '/api/config/system', 'get', 'security'])
  expect(document).toHaveProperty([
    'components',
    'responses',
    'Problem',
    'content',
    'application/problem+json',
    'schema',
    'properties',
    'reason',
  ])
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
  const quote = expect.objectContaining({
    properties: expect.objectContaining({
      symbol: expect.anything(),
      price: expect.anything(),
      quoted_at: expect.anything(),
    }),
    required: ['market', 'symbol', 'source', 'price', 'currency', 'quoted_at'],
  })
  const quotes = { type: 'array', items: quote, minItems: 1, maxItems: 1_000 }
  expect(document).toHaveProperty(schema, {
    anyOf: [quote, expect.objectContaining({ properties: { quotes }, required: ['quotes'] })],
  })
})
