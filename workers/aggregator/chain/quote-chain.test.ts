import { expect, test } from 'vitest'
import { MARKETS } from '#shared/names.ts'
import { unavailable } from './available.ts'
import { installedProviders } from './installed-providers.ts'
import { dataSources } from './deps.fixture.ts'
import { quoteChain } from './quote-chain.ts'

const URL = 'http://127.0.0.1:9'
const sources = dataSources({ US: { quote: ['yahoo', 'tencent'] } })
const deps = (env: { SIMULATED_EXCHANGE_URL?: string }) => ({
  providers: installedProviders(env),
  hasKey: () => true,
})

test('a quote is asked of the chain that is configured, which may be none', () => {
  expect(MARKETS.map((market) => quoteChain({}, sources, market))).toEqual(
    MARKETS.map((market) => (market === 'US' ? ['yahoo', 'tencent'] : [])),
  )
  expect(quoteChain({ SIMULATED_EXCHANGE_URL: '' }, sources, 'US')).toEqual(['yahoo', 'tencent'])
})

test('beside a simulated exchange it is asked there and nowhere else, in every market', () => {
  const env = { SIMULATED_EXCHANGE_URL: URL }
  for (const market of MARKETS) {
    expect(quoteChain(env, sources, market)).toEqual(['simulated'])
    expect(unavailable('simulated', 'quote', market, sources, deps(env))).toBeNull()
    expect(unavailable('simulated', 'bars', market, sources, deps(env))).toBe('unsupported')
  }
})

test('without one there is no provider of that name to ask', () => {
  expect(unavailable('simulated', 'quote', 'US', sources, deps({}))).toBe('unsupported')
  expect(installedProviders({}).map(({ id }) => id)).not.toContain('simulated')
})
