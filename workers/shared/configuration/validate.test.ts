/**
 * The check of the whole configuration. Each rule rejects what breaks it, and names the document
 * and the path.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dataSourcesSchema } from '#shared/contracts/config-documents.ts'
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

test('a prompt that speaks of an exhibit which its module does not read is refused from either side', () => {
  const [first] = modules
  if (!first) throw new Error('modules are shipped')
  const { prompt } = first
  const spoken = { ...prompts, [prompt]: 'Write.\n{figures} {exhibit.news}' }
  const reading = modules.map((module) =>
    module === first ? { ...first, reads: [{ exhibit: 'news' }] } : module,
  )
  const fault = { document: `prompts/${prompt}`, path: '', reason: 'exhibit_not_read' }
  const [without, both] = [configuration(), configuration({ modules: reading, prompts: spoken })]
  const read = configuration({ modules: reading })
  expect(faultsOfWrite(read, both, `prompts/${prompt}`)).toEqual([])
  expect(
    faultsOfWrite(without, configuration({ prompts: spoken }), `prompts/${prompt}`),
  ).toMatchObject([fault])
  expect(faultsOfWrite(both, configuration({ prompts: spoken }), 'analysis-modules')).toMatchObject(
    [fault],
  )
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

  const openai = {
    id: 'mine',
    kind: 'openai-compatible' as const,
    model: 'a-model',
    base_url: 'https://models.example/v1',
    prices_usd_per_million_tokens: [],
  }
  const price = { from: '2026-01-01', input: 1, output: 1 }
  const peak = {
    time_zone: 'Asia/Shanghai',
    weekdays: [1],
    hours: [{ from: '09:00', to: '12:00' }],
    input: 2,
    output: 2,
  }
  const priced = (peak_: typeof peak) => ({
    ...openai,
    prices_usd_per_million_tokens: [{ ...price, peak: peak_ }],
  })
  test.each([
    ['a server without a key', openai, null],
    [
      'a server of one’s own without encryption',
      { ...openai, base_url: 'http://127.0.0.1:1' },
      null,
    ],
    [
      'Ollama that is told its context',
      { ...openai, quirks: 'ollama' as const, context: 9_000 },
      null,
    ],
    ['prices by the hour', priced(peak), null],
    ['no address', { ...openai, base_url: undefined }, 'base_url'],
    [
      'a foreign server without encryption',
      { ...openai, base_url: 'http://models.example' },
      'base_url',
    ],
    ['a key in the address', { ...openai, base_url: 'https://me:key@models.example' }, 'base_url'],
    [
      'a query in the address',
      { ...openai, base_url: 'https://models.example/?key=1' },
      'base_url',
    ],
    ['another protocol', { ...openai, base_url: 'ftp://models.example' }, 'base_url'],
    ['Ollama that is told no context', { ...openai, quirks: 'ollama' as const }, 'context'],
    ['an address where none is', { ...gemini, base_url: 'https://models.example' }, 'base_url'],
    [
      'a time zone that is none',
      priced({ ...peak, time_zone: 'Asia/Nowhere' }),
      'prices_usd_per_million_tokens.0.peak.time_zone',
    ],
    [
      'hours that end before they begin',
      priced({ ...peak, hours: [{ from: '18:00', to: '09:00' }] }),
      'prices_usd_per_million_tokens.0.peak.hours.0',
    ],
  ])('%s', (_, entry, path) => {
    const models = { default: 'auto', list: [entry, builtin] }
    expect(faults({ system: { ...system, models } })).toEqual(
      path === null ? [] : [`system models.list.0.${path}`],
    )
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
    expect(rates(0.03, 0.029)).toEqual(['system valuation.terminal_growth_rate'])
    expect(rates(0.03, 0.0201)).toEqual(['system valuation.terminal_growth_rate'])
    expect(rates(0.03, 0.02)).toEqual([])
    // Earnings without growth are divided by the rate alone.
    expect(rates(0.005, -0.05)).toEqual(['system valuation.discount_rate'])
    expect(rates(0.01, -0.05)).toEqual([])
  })

  test.each([
    [{ discount_rate: 0.9 }, ['system valuation.discount_rate']],
    [{ discount_rate: 0.5 }, []],
    [{ growth_cap: 0.51 }, ['system valuation.growth_cap']],
    [{ growth_cap: 0.02 }, ['system valuation.growth_cap']],
    [{ growth_cap: 0.025 }, []],
  ])('rates are fractions that fit each other: %j', (over, expected) => {
    expect(faults({ system: { ...system, valuation: { ...system.valuation, ...over } } })).toEqual(
      expected,
    )
  })

  test.each([80, 81])('a module of %i seconds has time for one answer of a model', (seconds) => {
    const reports = { ...system.reports, module_timeout_seconds: seconds }
    expect(faults({ system: { ...system, reports } })).toEqual(
      seconds > 80 ? [] : ['system reports.module_timeout_seconds'],
    )
  })

  test.each([
    [0, true],
    [0.000_75, false],
    [0.001, true],
    [1_000, true],
    [1_001, false],
  ])('a million tokens may cost %d dollars: %s', (input, may) => {
    const price = { from: '2026-01-01', input, output: 1 }
    const list = [{ ...gemini, prices_usd_per_million_tokens: [price] }, builtin]
    expect(faults({ system: { ...system, models: { default: 'auto', list } } })).toEqual(
      may ? [] : ['system models.list.0.prices_usd_per_million_tokens.0.input'],
    )
  })

  test.each(['', ' ', 'gemini 3', 'gemini-3 '])('no model is called %j', (model) => {
    const list = [{ ...gemini, model }, builtin]
    expect(faults({ system: { ...system, models: { default: 'auto', list } } })).toEqual([
      'system models.list.0.model',
    ])
  })

  test.each([
    ['auto', 'builtin', []],
    ['gemini', 'builtin', []],
    ['builtin', 'gemini', []],
    ['gemini', 'gemini', ['system models.fallback']],
    ['builtin', 'builtin', ['system models.fallback']],
    ['auto', 'gpt', ['system models.fallback']],
    ['auto', 'auto', ['system models.fallback']],
    ['gpt', 'gpt', ['system models.default', 'system models.fallback']],
  ])('after %s the fallback may be %s: %j', (first, fallback, paths) => {
    const models = { ...system.models, default: first, fallback }
    expect(faults({ system: { ...system, models } })).toEqual(paths)
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

  const day = 86_400
  test.each([
    ['bars', 7 * day, []],
    ['bars', 7 * day + 1, ['data-sources freshness_seconds.bars']],
    ['statements', 93 * day, ['data-sources freshness_seconds.statements']],
    ['news', 900_000, ['data-sources freshness_seconds.news']],
    ['instrument', 366 * day, []],
  ])('%s may be %i seconds old: %j', (dataset, seconds, expected) => {
    const freshness_seconds = { ...sources.freshness_seconds, [dataset]: seconds }
    expect(faults({ data_sources: { ...sources, freshness_seconds } })).toEqual(expected)
  })

  test('a rate of exchange is not kept for longer than one may be used', () => {
    const freshness_seconds = { ...sources.freshness_seconds, fx: 7 * day + 1 }
    expect(faults({ data_sources: { ...sources, freshness_seconds } })).toEqual([
      'data-sources freshness_seconds.fx',
    ])
  })

  test.each([
    [{ timeout_ms: 999 }, 'timeout_ms'],
    [{ providers: { yahoo: { timeout_ms: 500 } } }, 'providers.yahoo.timeout_ms'],
    [{ breaker: { failures: 3, open_seconds: 3_601 } }, 'breaker.open_seconds'],
    [{ providers: { simulated: { enabled: false } } }, 'providers.simulated'],
    [
      {
        providers: {
          yahoo: {
            budget: [60, 60].map((per_seconds) => ({ calls: 1, per_seconds })),
          },
        },
      },
      'providers.yahoo.budget.1',
    ],
  ])('%j is refused', (over, path) => {
    expect(faults({ data_sources: { ...sources, ...over } })).toEqual([`data-sources ${path}`])
  })

  test.each(MARKETS.flatMap((market) => DATASETS.map((dataset) => ({ market, dataset }))))(
    'without $dataset in $market',
    ({ market, dataset }) => {
      const { [dataset]: _, ...rest } = sources.chains[market]
      const required = ['instrument', 'statements', 'actions', 'bars', 'quote'].includes(dataset)
      expect(
        validateConfiguration(
          configuration({
            data_sources: { ...sources, chains: { ...sources.chains, [market]: rest } },
          }),
        ),
      ).toMatchObject(
        required ? [{ path: `chains.${market}.${dataset}`, reason: 'dataset_required' }] : [],
      )
    },
  )

  test('a chain of which every provider is turned off is refused, any chain', () => {
    const off = Object.fromEntries(
      (sources.chains.JP.bars ?? []).map((id) => [id, { enabled: false }]),
    )
    const found = validateConfiguration(
      configuration({ data_sources: { ...sources, providers: off } }),
    )
    expect(found).toContainEqual({
      document: 'data-sources',
      path: 'chains.JP.bars',
      reason: 'providers_disabled',
      message: expect.stringContaining('twelvedata, jquants, yahoo'),
    })
    expect(found.map(({ path }) => path)).toContain('chains.JP.news')
    // EDINET still has the statements.
    expect(found.map(({ path }) => path)).not.toContain('chains.JP.statements')
    const [one = 'yahoo', ...others] = Object.keys(off)
    expect(others.length).toBeGreaterThan(0)
    expect(
      faults({ data_sources: { ...sources, providers: { [one]: { enabled: false } } } }),
    ).toEqual([])
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
            reason: 'provider_lacks_dataset',
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
    {
      document: 'prompts/profile',
      path: '',
      reason: 'placeholder_unknown',
      message: expect.stringMatching(/^line 2, column 1:/),
    },
    { document: 'prompts/profile', path: '', reason: 'nothing_read' },
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
      {
        document: 'analysis-modules',
        path: '0.model',
        reason: 'model_unknown',
        message: 'there is no model gemini; there are builtin',
      },
    ])
  })

  test('is not refused for an old fault whose message names what the write changes', () => {
    const [first, ...rest] = modules
    if (!first) throw new Error('modules are shipped')
    const before = configuration({ modules: [{ ...first, model: 'gone' }, ...rest] })
    const list = system.models.list.filter(({ id }) => id !== 'gemini')
    const after = { ...before, system: { ...system, models: { default: 'auto', list } } }
    expect(faultsOfWrite(before, after, 'system')).toEqual([])
  })
})

describe('who brings whole markets', () => {
  const faultsOf = (bulk: Configuration['data_sources']['bulk'], providers = {}) => {
    const sources = { ...configuration().data_sources, bulk, providers }
    return validateConfiguration(configuration({ data_sources: sources })).map(
      ({ path, reason }) => `${path} ${reason}`,
    )
  }
  test('a provider that has none of it is refused at its place', () => {
    expect(faultsOf({ US: { frames: ['sec', 'nasdaq'] } })).toEqual([
      'bulk.US.frames.1 provider_lacks_dataset',
    ])
    expect(faultsOf({ HK: { frames: ['eastmoney'] } })).toEqual([
      'bulk.HK.frames.0 provider_lacks_dataset',
    ])
  })
  test('a list of which each provider is turned off is refused; one that is left out is not', () => {
    expect(faultsOf({ US: { frames: ['sec'] } }, { sec: { enabled: false } })).toContain(
      'bulk.US.frames providers_disabled',
    )
    expect(faultsOf({})).toEqual([])
  })
})
