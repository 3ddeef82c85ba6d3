/**
 * For tests: whether a system with this configuration works, by the code that would use it. Every
 * market has a plan for what the system cannot do without, every module's input can be assembled
 * and its prompt filled, every model is found, and a company has a finite value.
 */
import { entryFor, MODEL_TIMEOUT_MS } from '../analysis/choose-model.ts'
import { fillPrompt } from '../analysis/prompt.ts'
import { readTask } from '../analysis/task.ts'
import { unavailable } from '../aggregator/chain/available.ts'
import { plan } from '../aggregator/chain/plan.ts'
import { dictionary } from '../aggregator/metrics/dictionary.ts'
import { presentValue } from '#shared/valuation/discounting.ts'
import { PROVIDERS } from '../aggregator/providers/registry.ts'
import { readyNodes } from '../orchestrator/graph.ts'
import { moduleInput } from '../orchestrator/run/module-input.ts'
import { publishedSchema, type Published } from '#shared/configuration/published.ts'
import { analyzeRequestSchema } from '#shared/contracts/analysis.ts'
import type { ConfigSnapshot, ModuleConfig } from '#shared/contracts/config-documents.ts'
import { figuresOf } from '#shared/book/of-content.ts'
import type { Financials } from '#shared/contracts/facts.ts'
import { DATASETS } from '#shared/datasets/registry.ts'
import { LANGUAGES, MARKETS } from '#shared/names.ts'
import { parseSymbol } from '#shared/symbol.ts'

const NOW = new Date('2026-11-22T12:00:00.000Z')
/** Without one of these a market has no search, no report, wrong bars or no price. */
const NEEDED = ['instrument', 'statements', 'actions', 'bars', 'quote']
/** A company is worth at most this many years of its cash flow, with no growth before the end. */
const MOST_YEARS_WORTH = 110

const chainComplaints = ({ data_sources: sources }: ConfigSnapshot): string[] =>
  MARKETS.flatMap((market) =>
    DATASETS.flatMap((dataset) => {
      const chain = sources.chains[market][dataset]
      if (!chain) return NEEDED.includes(dataset) ? [`${market} has no ${dataset}`] : []
      const steps = plan({
        chain,
        unavailable: (id) =>
          unavailable(id, dataset, market, sources, { providers: PROVIDERS, hasKey: () => true }),
        fetches: [],
        now: NOW,
        freshnessSeconds: sources.freshness_seconds[dataset],
        retryFailedAfterSeconds: sources.retry_failed_after_seconds,
      })
      const asked = steps.filter(({ kind }) => kind === 'ask')
      if (asked.length === 0) return [`nobody is asked for ${dataset} in ${market}`]
      return new Set(chain).size === chain.length ? [] : [`${market} ${dataset} asks one twice`]
    }),
  )

/** A company with one figure of each formula, so that every group of them has some. */
const financialsFor = (config: ConfigSnapshot): Financials => {
  const words = dictionary(config.system.valuation)
  const names = Object.keys(words.formulas)
  return {
    instrument: {
      id: 'US:TEST',
      market: 'US',
      symbol: 'TEST',
      name: 'Test Co',
      names: {},
      exchange: null,
      industry: null,
      fiscal_year_end: null,
      identifiers: {},
    },
    as_of: NOW.toISOString(),
    reporting_currency: 'USD',
    fiscal_years: [],
    facts: [],
    derived: names.map((name) => ({
      id: `${name}@FY2025`,
      name,
      formula: name,
      period: 'FY2025',
      start: '2025-01-01',
      end: '2025-12-31',
      value: '1',
      unit: 'ratio',
      inputs: [],
    })),
    absences: [],
    dictionary: words,
    served_by: { provider: 'recorded', retrieved_at: NOW.toISOString(), recorded: null },
    attempts: [],
  }
}

/** Every secret is set. */
const ENV = new Proxy({}, { get: () => 'key' }) as Parameters<typeof entryFor>[1]

/** What was found of a module, by all that it follows from. */
const found = new Map<string, string[]>()

/** As `complaintsOfModule`, worked out once for modules, prompts and systems that are equal. */
const moduleComplaints = (
  module: ModuleConfig,
  config: ConfigSnapshot,
  financials: Financials,
): string[] => {
  const needed = config.modules.flatMap(({ id, names }) =>
    module.needs.includes(id) ? [{ id, names }] : [],
  )
  const key = JSON.stringify([module, needed, config.prompts[module.prompt], config.system])
  const known = found.get(key) ?? complaintsOfModule(module, config, financials)
  found.set(key, known)
  return known
}

const complaintsOfModule = (
  module: ModuleConfig,
  config: ConfigSnapshot,
  financials: Financials,
): string[] => {
  const figures = figuresOf(financials)
  return LANGUAGES.flatMap((language) => {
    const needs = module.needs.map((need) => {
      const names = config.modules.find(({ id }) => id === need)?.names
      if (!names) throw new Error(`${module.id} needs ${need}, which is not there`)
      return { module: need, names, status: 'complete' as const, text: 'Text.' }
    })
    const input = moduleInput({
      report: null,
      module,
      config,
      figures,
      language,
      model: 'auto',
      needs,
    })
    const parsed = analyzeRequestSchema.safeParse(input)
    if (!parsed.success) return [`${module.id}: ${parsed.error.issues[0]?.path.join('.')}`]
    const models = ['auto', ...config.system.models.list.map(({ id }) => id)].flatMap((model) =>
      entryFor({ ...input, model }, ENV).ok ? [] : [`${module.id}: no model for ${model}`],
    )
    const filled = fillPrompt(readTask(input))
    const words = filled.replaceAll(/\{\{[a-z_0-9]+@[^{}]+\}\}/g, '')
    return [
      ...(entryFor(input, ENV).ok ? models : [`${module.id}: no model`]),
      ...(/[{}]/.test(words) ? [`${module.id}: a brace is left in the prompt`] : []),
      ...(filled.split('=== data: figures').length === 2 ? [] : [`${module.id}: no figures`]),
      ...(module.facts.length === 0 || input.context.figures.length > 0
        ? []
        : [`${module.id}: reads no figure`]),
      ...(new Set(module.needs).size === needs.length ? [] : [`${module.id}: a need twice`]),
      ...(/[\p{L}\p{N}]/u.test(module.names[language]) ? [] : [`${module.id}: no name`]),
    ]
  })
}

const graphComplaints = ({ modules }: ConfigSnapshot): string[] => {
  const done = new Set<string>()
  let next = readyNodes(modules, done, done)
  while (next.length > 0) {
    for (const { id } of next) done.add(id)
    next = readyNodes(modules, done, done)
  }
  return done.size === modules.length ? [] : ['some modules never start']
}

const valueComplaints = ({ system: { valuation } }: ConfigSnapshot): string[] => {
  const { terminal_growth_rate, discount_rate: rate, projection_years: years } = valuation
  const yearsWorth = (growth: number, terminal: number): number => {
    const found = presentValue(1, { growth, terminal, rate, years })
    return found.ok ? found.value : Number.NaN
  }
  const worth = {
    'without growth': yearsWorth(0, 0),
    'growing as it will for ever': yearsWorth(terminal_growth_rate, terminal_growth_rate),
  }
  return Object.entries(worth).flatMap(([company, years]) =>
    years > 0 && years <= MOST_YEARS_WORTH ? [] : [`a company ${company} is worth ${years} years`],
  )
}

const timeComplaints = ({ system, data_sources }: ConfigSnapshot): string[] => {
  const { reports, quotes } = system
  const slowest = Object.values(data_sources.providers).map((of) => of?.timeout_ms ?? 0)
  return [
    ...(reports.module_timeout_seconds * 1_000 > MODEL_TIMEOUT_MS ? [] : ['a model has no time']),
    ...(quotes.refresh_seconds.watched <= quotes.lease_seconds ? [] : ['a watch ends too early']),
    ...(Math.max(data_sources.timeout_ms, ...slowest) <= data_sources.chain_timeout_ms
      ? []
      : ['a call takes longer than its chain']),
  ]
}

/** What does not work with this configuration; empty when all does. */
export const complaintsOf = (published: Published): string[] => {
  if (!publishedSchema.safeParse(published).success) return ['it cannot be read']
  const { config, watchlist } = published
  const financials = financialsFor(config)
  return [
    ...chainComplaints(config),
    ...config.modules.flatMap((module) => moduleComplaints(module, config, financials)),
    ...graphComplaints(config),
    ...valueComplaints(config),
    ...timeComplaints(config),
    ...watchlist.flatMap(({ market, symbol }) => {
      const parsed = parseSymbol(market, symbol)
      return parsed.ok && parsed.data === symbol ? [] : [`${symbol} is no symbol of ${market}`]
    }),
  ]
}
