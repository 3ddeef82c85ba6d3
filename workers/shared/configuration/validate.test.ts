/**
 * The check of the whole configuration. Each rule rejects what breaks it, and names the document
 * and the path.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dataSourcesSchema } from '#shared/contracts/config.ts'
import { DATASETS } from '#shared/datasets/registry.ts'
import { MARKETS, PROVIDER_IDS, type Dataset, type Market } from '#shared/names.ts'
import { configuration } from './configuration.fixture.ts'
import { providersOf } from './provider-grid.ts'
import { type Configuration, faultsOfWrite, validateConfiguration } from './validate.ts'

const shipped = configuration()
const { system, modules, data_sources: sources, prompts } = shipped

/** Documents and paths of the faults. */
const faults = (over: Partial<Configuration>) =>
  validateConfiguration(configuration(over)).map(({ document, path }) => `${document} ${path}`)

test('what is shipped has no fault, with its own prompts', () => {
  const folder = join(import.meta.dirname, '../../../config/prompts')
  const files = readdirSync(folder).map((name) => [
    name.replace(/\.md$/, ''),
    readFileSync(join(folder, name), 'utf8'),
  ])
  expect(validateConfiguration(configuration({ prompts: Object.fromEntries(files) }))).toEqual([])
})

describe('system', () => {
  const [gemini, builtin] = system.models.list
  if (!gemini || !builtin) throw new Error('two models are shipped')
  const { key: _, ...keyless } = gemini
  const day = { from: '2026-01-01', input: 1, output: 1 }
  test.each([
    ['an unknown default', { default: 'gpt', list: [gemini, builtin] }, 'default'],
    ['one id twice', { default: 'auto', list: [gemini, builtin, gemini] }, 'list.2.id'],
    ['no key where one is needed', { default: 'auto', list: [keyless, builtin] }, 'list.0.key'],
    [
      'a key where none is used',
      { default: 'auto', list: [gemini, { ...builtin, key: 'X_API_KEY' as const }] },
      'list.1.key',
    ],
    [
      'two prices from one day',
      {
        default: 'auto',
        list: [gemini, { ...builtin, prices_usd_per_million_tokens: [day, day] }],
      },
      'list.1.prices_usd_per_million_tokens.1.from',
    ],
  ])('%s', (_, models, path) => {
    expect(faults({ system: { ...system, models } })).toEqual([`system models.${path}`])
  })

  test('growth without end stays below the discount rate', () => {
    const rates = (discount_rate: number, terminal_growth_rate: number) =>
      faults({
        system: {
          ...system,
          valuation: { ...system.valuation, discount_rate, terminal_growth_rate },
        },
      })
    expect(rates(0.03, 0.03)).toEqual(['system valuation.terminal_growth_rate'])
    expect(rates(0.02, 0.025)).toEqual(['system valuation.terminal_growth_rate'])
    expect(rates(0.03, 0.029)).toEqual([])
  })

  test('a watched price is asked for before the watch ends', () => {
    const quotes = (watched: number, lease_seconds: number) =>
      faults({
        system: {
          ...system,
          quotes: {
            ...system.quotes,
            lease_seconds,
            refresh_seconds: { ...system.quotes.refresh_seconds, watched },
          },
        },
      })
    expect(quotes(30, 20)).toEqual(['system quotes.refresh_seconds.watched'])
    expect(quotes(10, 19)).toEqual(['system quotes.refresh_seconds.watched_closed'])
    expect(quotes(30, 30)).toEqual([])
  })
})

describe('analysis modules', () => {
  test('groups that do not exist are refused with their paths', () => {
    const [first, ...rest] = modules
    if (!first) throw new Error('modules are shipped')
    expect(faults({ modules: [{ ...first, facts: ['news', 'nonsense'] }, ...rest] })).toEqual([
      'analysis-modules 0.facts.0',
      'analysis-modules 0.facts.1',
    ])
  })

  test('a model that the system document does not list is refused', () => {
    const [first, ...rest] = modules
    if (!first) throw new Error('modules are shipped')
    expect(faults({ modules: [{ ...first, model: 'gpt' }, ...rest] })).toEqual([
      'analysis-modules 0.model',
    ])
  })
})

describe('data sources', () => {
  test('one call takes no longer than a chain', () => {
    expect(faults({ data_sources: { ...sources, timeout_ms: 12_001 } })).toEqual([
      'data-sources timeout_ms',
    ])
    expect(
      faults({ data_sources: { ...sources, providers: { yahoo: { timeout_ms: 12_001 } } } }),
    ).toEqual(['data-sources providers.yahoo.timeout_ms'])
  })

  test('freshness is not shorter than the rest after a failure, unless it is always asked', () => {
    const freshness = (quote: number) => ({
      data_sources: {
        ...sources,
        freshness_seconds: { ...sources.freshness_seconds, quote },
      },
    })
    expect(faults(freshness(59))).toEqual(['data-sources freshness_seconds.quote'])
    expect(faults(freshness(60))).toEqual([])
    expect(faults(freshness(0))).toEqual([])
  })
})

describe('a chain', () => {
  const chained = (market: Market, dataset: Dataset, chain: readonly string[]): unknown => ({
    ...sources,
    chains: { ...sources.chains, [market]: { ...sources.chains[market], [dataset]: chain } },
  })
  const cells = MARKETS.flatMap((market) => DATASETS.map((dataset) => ({ market, dataset })))

  test.each(cells)('of $dataset in $market takes who has it, and refuses all others', (cell) => {
    const { market, dataset } = cell
    const having = providersOf(market, dataset)
    for (const provider of PROVIDER_IDS.filter((id) => id !== 'simulated')) {
      const found = validateConfiguration(
        configuration({
          data_sources: dataSourcesSchema.parse(chained(market, dataset, [provider])),
        }),
      )
      if (having.includes(provider)) expect(found).toEqual([])
      else {
        expect(found).toEqual([
          {
            document: 'data-sources',
            path: `chains.${market}.${dataset}.0`,
            message: expect.stringContaining(`${provider} has no ${dataset} in ${market}`),
          },
        ])
        for (const near of having) expect(found[0]?.message).toContain(near)
      }
    }
  })

  const firstIssue = (value: unknown) => {
    const issue = dataSourcesSchema.safeParse(value).error?.issues[0]
    return `${issue?.path.join('.')}: ${issue?.message}`
  }
  const { chains, freshness_seconds } = sources
  test.each([
    [
      { chains: { ...chains, US: { ...chains.US, news: [] } } },
      /^chains\.US\.news: .*at least one/,
    ],
    [
      { chains: { ...chains, US: { ...chains.US, news: ['fmp', 'yahoo', 'fmp'] } } },
      /^chains\.US\.news: .*twice/,
    ],
    [
      { chains: { ...chains, US: { ...chains.US, news: ['fmp', 'yaho'] } } },
      /^chains\.US\.news\.1: .*"yahoo"/,
    ],
    [{ chains: { ...chains, UK: {} } }, /^chains: there is no UK; there are CN, HK, US, JP$/],
    [
      { chains: { ...chains, US: { nws: ['fmp'] } } },
      /^chains\.US: there is no nws; there are .*news/,
    ],
    [
      { freshness_seconds: { ...freshness_seconds, nws: 3 } },
      /^freshness_seconds: there is no nws; there are .*news/,
    ],
    [{ providers: { yaho: {} } }, /^providers: there is no yaho; there are .*yahoo/],
  ])('%j is refused with its path and the names there are', (over, expected) => {
    expect(firstIssue({ ...sources, ...over })).toMatch(expected)
  })
})

test('a prompt that cannot be filled is refused, with the place in the message', () => {
  expect(
    validateConfiguration(configuration({ prompts: { ...prompts, profile: 'On\n{Figures}' } })),
  ).toMatchObject([
    { document: 'prompts/profile', path: '', message: expect.stringMatching(/^line 2, column 1:/) },
  ])
})

describe('a write', () => {
  const broken = configuration({ prompts: { ...prompts, old: 'without any' } })

  test('is not refused for a fault that another document had before', () => {
    expect(faultsOfWrite(broken, { ...broken, system: { ...system } }, 'system')).toEqual([])
  })

  test('is refused for a fault of its own document, also an old one', () => {
    expect(faultsOfWrite(broken, broken, 'prompts/old')).toHaveLength(1)
  })

  test('is refused for a fault that it makes in another document', () => {
    const [first, ...rest] = modules
    if (!first) throw new Error('modules are shipped')
    const before = configuration({ modules: [{ ...first, model: 'gemini' }, ...rest] })
    const list = system.models.list.filter(({ id }) => id !== 'gemini')
    const after = { ...before, system: { ...system, models: { default: 'auto', list } } }
    expect(faultsOfWrite(before, after, 'system')).toEqual([
      { document: 'analysis-modules', path: '0.model', message: 'there is no model gemini' },
    ])
  })
})
