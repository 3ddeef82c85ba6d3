/** config-service: the documents that can be changed at run time, each with its own version. */
import { z } from 'zod'
import { FIGURE_GROUPS } from '#shared/figure-groups.ts'
import { MARKETS, PROVIDER_IDS } from '#shared/names.ts'
import { DATASETS, datasetSchema } from '../datasets/registry.ts'
import { languageSchema, marketSchema, providerIdSchema } from './names.ts'
import { healthRoute } from './health.ts'
import { modelsSchema, moduleModelSchema } from './models.ts'
import { contract } from './route.ts'
import { codeSchema, idSchema, instantSchema, nameSchema } from './texts.ts'
import { MAX_FEW } from '../lengths.ts'

export const systemSchema = z.strictObject({
  reports: z.strictObject({
    default_language: languageSchema,
    module_timeout_seconds: z.int().min(5).max(600),
    module_attempts: z.int().min(1).max(5),
  }),
  quotes: z.strictObject({
    max_age_seconds: z
      .int()
      .min(1)
      .max(86_400)
      .describe('Longest age of a live price where a reader names none'),
    lease_seconds: z
      .int()
      .min(10)
      .max(3_600)
      .describe('How long a watch lasts that is not renewed'),
    refresh_seconds: z
      .strictObject({
        watched: z.int().min(1).max(3_600),
        watched_closed: z.int().min(1).max(3_600),
        listed: z.int().min(30).max(86_400),
        listed_closed: z.int().min(60).max(86_400),
      })
      .describe(
        'How often a price is asked for: while somebody watches it, and of the watchlist; and the same while its market is closed',
      ),
  }),
  models: modelsSchema,
  raw_answers: z.strictObject({
    keep_days: z
      .int()
      .min(1)
      .max(3_650)
      .describe('How long raw answers of providers are kept, to be mapped again'),
  }),
  valuation: z.strictObject({
    discount_rate: z.number().gt(0).lt(1),
    terminal_growth_rate: z.number().min(-0.05).max(0.05),
    growth_cap: z.number().gt(0).lt(1).describe('Upper bound put on extrapolated growth'),
    projection_years: z.int().min(3).max(15),
  }),
})
export type SystemConfig = z.infer<typeof systemSchema>

export const moduleSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{1,40}$/),
  names: z.strictObject({ en: z.string().min(1).max(100), zh: z.string().min(1).max(100) }),
  needs: z.array(z.string().max(41)).max(40).describe('Ids of the modules whose texts it is given'),
  facts: z
    .array(z.string().max(40))
    .max(40)
    .describe(`Groups of figures it is given: ${FIGURE_GROUPS.join(', ')}`),
  prompt: z.string().max(61).describe('Id of a prompt template'),
  model: moduleModelSchema,
  max_output_tokens: z.int().min(64).max(65_536),
})
export type ModuleConfig = z.infer<typeof moduleSchema>
export const modulesSchema = z.array(moduleSchema).min(1).max(40)

/** Has the message about an unknown key of a record name the keys that there are. */
const keysOf = (names: readonly string[]) => ({
  error: (issue: { code?: string | undefined; keys?: readonly string[] }) =>
    issue.code === 'unrecognized_keys'
      ? `there is no ${issue.keys?.join(', ')}; there are ${names.join(', ')}`
      : undefined,
})

/**
 * Providers in the order in which they are asked. This is also the order of their authority when
 * two have the same figure.
 */
const chainSchema = z
  .array(providerIdSchema.exclude(['simulated']))
  .min(1, 'a chain names at least one provider')
  .max(MAX_FEW)
  .refine((chain) => new Set(chain).size === chain.length, 'a provider stands in the chain twice')

const DAY_SECONDS = 86_400

/**
 * The calls allowed in a period of at most a month: a token bucket that holds `calls` and refills
 * evenly.
 */
export const budgetSchema = z.strictObject({
  calls: z.int().min(1).max(10_000_000),
  per_seconds: z
    .int()
    .min(1)
    .max(31 * DAY_SECONDS),
})

export const dataSourcesSchema = z.strictObject({
  chains: z.record(
    marketSchema,
    z.partialRecord(datasetSchema, chainSchema, keysOf(DATASETS)),
    keysOf(MARKETS),
  ),
  freshness_seconds: z
    .record(
      datasetSchema,
      z
        .int()
        .min(0)
        .max(366 * DAY_SECONDS),
      keysOf(DATASETS),
    )
    .describe('How long what was read is served without asking again; 0: always asked'),
  retry_failed_after_seconds: z.int().min(0).max(DAY_SECONDS),
  breaker: z.strictObject({
    failures: z
      .int()
      .min(1)
      .max(1_000)
      .describe('Failures in a row after which a provider is left alone'),
    open_seconds: z.int().min(1).max(DAY_SECONDS).describe('For how long; then one call tries it'),
  }),
  timeout_ms: z.int().min(100).max(60_000).describe('Longest one upstream call may take'),
  chain_timeout_ms: z
    .int()
    .min(500)
    .max(120_000)
    .describe(
      'Longest the providers of a chain may take together; then what is stored or recorded stands in',
    ),
  providers: z
    .partialRecord(
      providerIdSchema,
      z.strictObject({
        enabled: z.boolean().optional(),
        timeout_ms: z.int().min(100).max(60_000).optional(),
        budget: z.array(budgetSchema).min(1).max(MAX_FEW).optional(),
      }),
      keysOf(PROVIDER_IDS),
    )
    .describe('What differs from what the provider declares of itself'),
  agreement_tolerance: z
    .number()
    .min(0)
    .max(0.2)
    .describe('Fraction by which two providers may differ before a figure is flagged'),
})
export type DataSources = z.infer<typeof dataSourcesSchema>

/** Instruments whose prices the cron trigger keeps current even if nobody looks at them. */
export const watchlistSchema = z
  .array(
    z.strictObject({
      market: marketSchema,
      symbol: z.string().min(1).max(16),
      names: z
        .strictObject({ en: nameSchema.min(1), zh: nameSchema.min(1) })
        .partial()
        .optional(),
    }),
  )
  .max(10_000)
export type Watchlist = z.infer<typeof watchlistSchema>

const document = <T extends z.ZodType>(value: T) =>
  z.object({
    version: z.int().describe('0 while the shipped default is in force'),
    updated_at: instantSchema.nullable(),
    value,
  })
/** A document as it was written, and the version of the whole configuration that contains it. */
const written = <T extends z.ZodType>(value: T) =>
  document(value).extend({
    config_version: z
      .int()
      .describe('Send it as x-config-version to have later requests see this write at once'),
  })
const write = <T extends z.ZodType>(value: T) =>
  z.strictObject({ expected_version: z.int().min(0), value })

const promptText = z.string().min(1).max(20_000)

export const snapshotSchema = z.object({
  version: z.int(),
  system: systemSchema,
  modules: modulesSchema,
  prompts: z.record(codeSchema, promptText),
  data_sources: dataSourcesSchema,
})
/** All configuration at one version, read in one call. */
export type ConfigSnapshot = z.infer<typeof snapshotSchema>

const promptParams = z.object({ id: z.string().regex(/^[a-z][a-z0-9_-]{0,60}$/) })

/** Largest version of a document. A number from a query then always fits a number of SQLite. */
const MOST_VERSIONS = 1_000_000_000
const historyParams = z.object({
  key: z
    .string()
    .max(100)
    .describe('system, analysis-modules, data-sources, watchlist or prompts/{id}'),
})
const versionSchema = z.object({
  version: z.int().describe('Of the document'),
  config_version: z.int().describe('Of the configuration as a whole'),
  updated_at: instantSchema,
  author: nameSchema.nullable().describe('Null where who wrote it is not known'),
})
export type DocumentVersion = z.infer<typeof versionSchema>

export const configContract = contract({
  getHealth: healthRoute,
  getSystem: {
    method: 'GET',
    path: '/api/v1/system',
    public: '/api/config/system',
    access: 'reader',
    summary: 'System settings',
    response: document(systemSchema),
  },
  putSystem: {
    method: 'PUT',
    path: '/api/v1/system',
    public: '/api/config/system',
    access: 'admin',
    summary: 'Replace the system settings',
    body: write(systemSchema),
    response: written(systemSchema),
  },
  getModules: {
    method: 'GET',
    path: '/api/v1/analysis-modules',
    public: '/api/config/analysis-modules',
    access: 'reader',
    summary: 'The analysis modules',
    response: document(modulesSchema),
  },
  putModules: {
    method: 'PUT',
    path: '/api/v1/analysis-modules',
    public: '/api/config/analysis-modules',
    access: 'admin',
    summary: 'Replace the analysis modules; a graph that cannot run is refused',
    body: write(modulesSchema),
    response: written(modulesSchema),
  },
  getDataSources: {
    method: 'GET',
    path: '/api/v1/data-sources',
    public: '/api/config/data-sources',
    access: 'reader',
    summary: 'Provider chains and freshness rules',
    response: document(dataSourcesSchema),
  },
  putDataSources: {
    method: 'PUT',
    path: '/api/v1/data-sources',
    public: '/api/config/data-sources',
    access: 'admin',
    summary: 'Replace the provider chains, freshness rules, budgets and limits',
    body: write(dataSourcesSchema),
    response: written(dataSourcesSchema),
  },
  getWatchlist: {
    method: 'GET',
    path: '/api/v1/watchlist',
    public: '/api/config/watchlist',
    access: 'reader',
    summary: 'The watchlist',
    response: document(watchlistSchema),
  },
  putWatchlist: {
    method: 'PUT',
    path: '/api/v1/watchlist',
    public: '/api/config/watchlist',
    access: 'admin',
    summary: 'Replace the watchlist; symbols are written in canonical form, each once',
    body: write(watchlistSchema),
    response: written(watchlistSchema),
  },
  getPrompt: {
    method: 'GET',
    path: '/api/v1/prompts/:id',
    public: '/api/config/prompts/{id}',
    access: 'reader',
    summary: 'A prompt template',
    params: promptParams,
    response: document(promptText),
  },
  putPrompt: {
    method: 'PUT',
    path: '/api/v1/prompts/:id',
    public: '/api/config/prompts/{id}',
    access: 'admin',
    summary: 'Replace a prompt template; unknown placeholders are refused',
    params: promptParams,
    body: write(promptText),
    response: written(promptText),
  },
  getHistory: {
    method: 'GET',
    path: '/api/v1/history/:key',
    public: '/api/config/history/{key}',
    access: 'admin',
    summary: 'The versions of a document that were written, newest first',
    params: historyParams,
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(100).default(20),
      before: z.coerce
        .number()
        .int()
        .min(1)
        .max(MOST_VERSIONS)
        .optional()
        .describe('Only versions below this one: the last of the page before'),
    }),
    response: z.object({ key: idSchema, versions: z.array(versionSchema).max(MAX_FEW) }),
  },
  getHistoryVersion: {
    method: 'GET',
    path: '/api/v1/history/:key/:version',
    public: '/api/config/history/{key}/{version}',
    access: 'admin',
    summary: 'A document as it was at one version',
    params: historyParams.extend({
      version: z.coerce.number().int().min(1).max(MOST_VERSIONS),
    }),
    response: versionSchema.extend({ value: z.unknown() }),
  },
  getSnapshot: {
    method: 'GET',
    path: '/api/v1/snapshot',
    access: 'internal',
    summary: 'All configuration at one version, from the store itself',
    response: z.object({ config: snapshotSchema, watchlist: watchlistSchema }),
  },
  publishConfiguration: {
    method: 'POST',
    path: '/api/v1/publications',
    access: 'internal',
    summary: 'Called by the cron trigger: publishes the newest configuration where KV lacks it',
    body: z.strictObject({}),
    response: z.object({ version: z.int() }),
  },
})
