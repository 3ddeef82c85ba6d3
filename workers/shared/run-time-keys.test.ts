import { describe, expect, test } from 'vitest'
import { PROVIDERS } from '../aggregator/providers/registry.ts'
import { holderOf, PROVIDER_KEY_NAMES } from './key-names.ts'
import { withRunTimeKeys } from './run-time-keys.ts'

/** A Worker's environment, whose keys of run time are these; null where nobody answers. */
const envOf = (keys: Record<string, string> | null, own: Record<string, string> = {}) => ({
  KEYS: {
    fetch: () =>
      keys === null ? Promise.reject(new Error('away')) : Promise.resolve(Response.json({ keys })),
  },
  ...own,
})

describe('keys that are set at run time', () => {
  test('stand beside those of the environment, with their names', async () => {
    const env = envOf({ FMP_API_KEY: 'run' }, { EDINET_API_KEY: 'own' })
    expect(await withRunTimeKeys(env, 'r')).toMatchObject({
      FMP_API_KEY: 'run',
      EDINET_API_KEY: 'own',
      RUN_TIME_KEYS: ['FMP_API_KEY'],
    })
    expect(env).not.toHaveProperty('FMP_API_KEY')
  })
  test.each([
    ['goes before it', 'own', 'own', undefined],
    ['that is blank does not', ' ', 'run', ['FMP_API_KEY']],
  ])('a key of the environment %s', async (_, own, expected, names) => {
    const env = await withRunTimeKeys(envOf({ FMP_API_KEY: 'run' }, { FMP_API_KEY: own }), 'r')
    expect(env).toHaveProperty('FMP_API_KEY', expected)
    expect(env).toHaveProperty('KEYS')
    expect('RUN_TIME_KEYS' in env ? env.RUN_TIME_KEYS : undefined).toEqual(names)
  })
  test('that cannot be read leave the environment as it is', async () => {
    const env = envOf(null, { FMP_API_KEY: 'own' })
    expect(await withRunTimeKeys(env, 'r')).toBe(env)
  })
  test('of data providers are those that providers declare, and all others are of models', () => {
    const declared = PROVIDERS.flatMap(({ key }) => key?.variable ?? [])
    expect([...PROVIDER_KEY_NAMES].toSorted()).toEqual(declared.toSorted())
    expect(PROVIDER_KEY_NAMES.map(holderOf)).toEqual(declared.map(() => 'data-aggregator'))
    expect(holderOf('GEMINI_API_KEY')).toBe('analysis-service')
  })
})
