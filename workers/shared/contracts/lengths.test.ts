/** Every text and every list of every contract has a largest length. */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aggregatorContract } from './aggregator.ts'
import { analysisContract } from './analysis.ts'
import { configContract } from './config.ts'
import { orchestratorContract } from './orchestrator.ts'
import { problemSchema } from './problem.ts'
import { quoteWritesDescribed } from './quote-writes.ts'
import { streamMessageSchema } from './quotes.ts'
import { unbounded } from './lengths.fixture.ts'

const CONTRACTS = {
  aggregator: aggregatorContract,
  analysis: analysisContract,
  config: configContract,
  orchestrator: orchestratorContract,
}

const SCHEMAS: [string, z.ZodType][] = Object.entries(CONTRACTS).flatMap(([service, routes]) =>
  Object.entries(routes).flatMap(([name, route]) =>
    (['params', 'query', 'body', 'response'] as const).flatMap((part): [string, z.ZodType][] => {
      const schema = (route as Partial<Record<typeof part, z.ZodType>>)[part]
      return schema ? [[`${service}.${name}.${part}`, schema]] : []
    }),
  ),
)

/** Places where anything may stand, and what bounds it there. */
const ANYTHING: Record<string, string[]> = {
  // Each quote is read by itself, by the schema of a written quote; MAX_BODY_BYTES bounds the body.
  'aggregator.writeQuotes.body': ['.quotes[] (unknown)', '.* (unknown)'],
  // A screen as a tree is read by shared/screen/json.ts, which has its own limits.
  'aggregator.runScreen.body': ['.screen (unknown)'],
  'aggregator.runScreen.response': ['.screen (unknown)'],
  'aggregator.runSavedScreen.response': ['.screen (unknown)'],
  // Bytes.
  'aggregator.getColumn.response': [' (unknown)'],
  // A document as it was once accepted by its own schema.
  'config.getHistoryVersion.response': ['.value (unknown)'],
  'config.rollBack.response': ['.value (unknown)'],
  'config.exportConfiguration.response': ['.documents[].value (unknown)'],
  // Each document is read by its own schema; MAX_BODY_BYTES bounds the body.
  'config.importConfiguration.body': ['.file.documents[].value (unknown)'],
}

describe('each text and list of a contract has a largest length', () => {
  test.each([
    ...SCHEMAS,
    ['a problem', problemSchema],
    ['a quote that is written', quoteWritesDescribed],
    ['a message of a stream', streamMessageSchema],
  ] as [string, z.ZodType][])('%s', (name, schema) => {
    expect(unbounded(schema)).toEqual(ANYTHING[name] ?? [])
  })
})

interface Tree {
  name: string
  children: Tree[]
}
const tree: z.ZodType<Tree> = z.object({
  name: z.string(),
  children: z.array(z.lazy(() => tree)),
})
const kind = <K extends string>(k: K) => z.object({ k: z.literal(k), of: z.string() })

describe('the walk finds what has no largest length', () => {
  test.each([
    ['a text', z.string(), ['.']],
    ['a text of a pattern that repeats', z.string().regex(/^a+$/), ['.']],
    ['a text of a pattern that is not anchored', z.string().regex(/a/), ['.']],
    ['a list', z.array(z.int()), ['[]']],
    ['a text in a list', z.array(z.string()).max(3), ['[]']],
    ['a text in an object', z.object({ a: z.string().nullable().optional() }), ['.a']],
    ['a text of a union', z.union([z.int(), z.string().min(1)]), ['.']],
    ['keys and values', z.record(z.string(), z.string()), ['.{key}', '.{}']],
    ['an instant', z.iso.datetime(), ['.']],
    ['an address', z.url(), ['.']],
    ['a text before it is turned', z.string().transform(Number), ['.']],
    ['a text of one of two patterns', z.string().regex(/^a|b$/), ['.']],
    ['a text of lines', z.string().regex(/^a$/m), ['.']],
    ['a text in a pair', z.tuple([z.int(), z.string()]), ['[1]']],
    ['a pair and more', z.tuple([z.int()], z.string().max(3)), ['[]']],
    ['texts in a pair and more', z.tuple([z.int()], z.string()), ['[]', '[]']],
    ['a text of two objects', z.intersection(z.object({ a: z.string() }), z.object({})), ['.a']],
    ['a text that is made later', z.lazy(() => z.object({ a: z.string() })), ['.a']],
    ['a tree of texts', tree, ['.name', '.children[]']],
    ['a text of a kind', z.discriminatedUnion('k', [kind('a'), kind('b')]), ['.of', '.of']],
    ['a text that cannot be changed', z.object({ a: z.string() }).readonly(), ['.a']],
    ['a text with another in its place', z.string().catch('x'), ['.']],
    ['a text in a set', z.set(z.string()), [' (set)']],
    ['anything', z.object({ a: z.unknown() }), ['.a (unknown)']],
  ] as [string, z.ZodType, string[]][])('%s', (_, schema, places) => {
    expect(unbounded(schema)).toEqual(places)
  })
  test.each([
    ['a text with a maximum', z.string().max(3)],
    ['a pattern of a length', z.string().regex(/^[a-z][a-z0-9_]{0,60}$/)],
    ['one of two patterns in a group', z.string().regex(/^(a|b)$/)],
    ['a pair of bounded parts', z.tuple([z.int(), z.string().max(3)])],
    ['a date', z.iso.date()],
    ['a list with both', z.array(z.string().max(3)).max(3)],
  ] as [string, z.ZodType][])('not %s', (_, schema) => {
    expect(unbounded(schema)).toEqual([])
  })
})
