import { expect, test } from 'vitest'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import { CURRENT_KEY } from '#shared/configuration/published.ts'
import type { Env } from '../env.ts'
import { withKeys } from './run-time-keys.ts'

/** An aggregator for which these names of keys are published, with how often it asks for values. */
const aggregator = (names: string[], own: Record<string, string> = {}) => {
  const config = { ...configuration(), version: 1 }
  const published = { config, watchlist: [], keys: names }
  const asked = { count: 0 }
  const env = {
    CONFIG_KV: {
      get: async (key: string) => (key === CURRENT_KEY ? `v1-${names.join()}` : published),
    },
    CONFIG: { fetch: async () => new Response(null, { status: 503 }) },
    KEYS: {
      fetch: async () => {
        asked.count++
        return Response.json({ keys: Object.fromEntries(names.map((name) => [name, 'run'])) })
      },
    },
    ...own,
  } as unknown as Env
  return { asked, env }
}

test.each([
  ['no key is set at run time', [], {}, 0],
  ['only a model has one', ['GEMINI_API_KEY'], {}, 0],
  ['the environment has the same', ['FMP_API_KEY'], { FMP_API_KEY: 'own' }, 0],
  ['a provider has one', ['EDINET_API_KEY'], {}, 1],
])('values are asked for only as needed: %s', async (_, names, own, times) => {
  const { asked, env } = aggregator(names, own)
  const used = await withKeys(env, 'request-1')
  expect(asked.count).toBe(times)
  expect(used.RUN_TIME_KEYS).toEqual(times === 0 ? undefined : names)
})

test('each request has them anew, so that a key that was replaced is used by the next', async () => {
  const { asked, env } = aggregator(['FMP_API_KEY'])
  for (let i = 0; i < 3; i++) expect((await withKeys(env, 'request-1')).FMP_API_KEY).toBe('run')
  expect(asked.count).toBe(3)
  expect(env.FMP_API_KEY).toBeUndefined()
})
