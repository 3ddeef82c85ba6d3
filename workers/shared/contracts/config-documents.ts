/**
 * The documents of the configuration: system, analysis modules, prompts, data sources, watchlist.
 */
import { z } from 'zod'
import { FIGURE_GROUPS } from '#shared/figure-groups.ts'
import { REPORT_EXHIBITS } from '#shared/exhibits/names.ts'
import { SHIPPED_BULK_CHAINS } from '#shared/bulk-chains.ts'
import { BULK_KINDS, MARKETS, PROVIDER_IDS } from '#shared/names.ts'
import { DATASETS, datasetSchema } from '../datasets/registry.ts'
import { MAX_FEW } from '../lengths.ts'
import { modelsSchema, moduleModelSchema } from './models.ts'
import { bulkKindSchema, languageSchema, marketSchema, providerIdSchema } from '../schemas/names.ts'
import { calendarDateSchema, codeSchema, nameSchema } from '../schemas/texts.ts'

/** Makes the error about an unknown key of a record name the keys that are allowed. */
const keysOf = (names: readonly string[]) => ({
  error: (issue: { code?: string | undefined; keys?: readonly string[] }) =>
    issue.code === 'unrecognized_keys'
      ? `there is no ${issue.keys?.join(', ')}; there are ${names.join(', ')}`
      : undefined,
})

/** A rate, a fraction a year, with who says so and the day that it is of. */
const sourcedRateSchema = z.strictObject({
  rate: z.number().min(-0.02).max(0.3),
  source: z.string().min(1).max(300),
  as_of: calendarDateSchema,
})

/** The highest caps that are accepted, in US dollars. A higher one is taken for a mistake. */
const HIGHEST_CAPS = { report_usd: 1_000, day_usd: 10_000 }
const capSchema = (highest: number) =>
  z
    .number()
    .min(0)
    .max(highest)
    .nullable()
    .describe('US dollars; null for no cap, 0 for no paid call at all')

/**
 * How much money models may cost. Each call is held against the caps at its worst before it is
 * made.
 */
export const costCapsSchema = z.strictObject({
  report_usd: capSchema(HIGHEST_CAPS.report_usd),
  day_usd: capSchema(HIGHEST_CAPS.day_usd),
})
export type CostCaps = z.infer<typeof costCapsSchema>
/** The caps of a configuration from before there were caps. */
const FIRST_CAPS: CostCaps = { report_usd: 2, day_usd: 20 }

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
  cost: costCapsSchema.default(FIRST_CAPS),
  raw_answers: z.strictObject({
    keep_days: z
      .int()
      .min(1)
      .max(3_650)
      .describe('How long raw answers of providers are kept, to be mapped again'),
  }),
  books: z
    .strictObject({
      keep_days: z
        .int()
        .min(1)
        .max(3_650)
        .describe(
          'How long a book is kept that is no company’s newest and that no report refers to',
        ),
    })
    .default({ keep_days: 30 }),
  logs: z
    .strictObject({
      keep_days: z.int().min(1).max(365).describe('How long log lines and their counts are kept'),
    })
    .default({ keep_days: 14 }),
  valuation: z.strictObject({
    discount_rate: z.number().gt(0).lt(1),
    terminal_growth_rate: z.number().min(-0.05).max(0.05),
    growth_cap: z.number().gt(0).lt(1).describe('Upper bound put on extrapolated growth'),
    projection_years: z.int().min(3).max(15),
  }),
  cost_of_capital: z
    .strictObject({
      risk_free: z
        .record(z.string().regex(/^[A-Z]{3}$/), sourcedRateSchema)
        .describe('By currency of the statements'),
      equity_premium: z
        .partialRecord(marketSchema, sourcedRateSchema, keysOf(MARKETS))
        .describe('By market, for a share of average risk'),
    })
    .optional()
    .describe(
      'The cost of equity is the sum of the two; where one is missing, valuation.discount_rate stands in',
    ),
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
  reads: z
    .array(
      z.strictObject({
        exhibit: z.string().max(40),
        days: z.int().min(1).optional().describe('Of news and filings: how far back'),
        limit: z.int().min(1).optional().describe('Of news and filings: how many at most'),
      }),
    )
    .max(40)
    .optional()
    .describe(`Exhibits that it is given beside the figures: ${REPORT_EXHIBITS.join(', ')}`),
  prompt: z.string().max(61).describe('Id of a prompt template'),
  model: moduleModelSchema,
  max_output_tokens: z.int().min(64).max(65_536),
})
export type ModuleConfig = z.infer<typeof moduleSchema>
export const modulesSchema = z.array(moduleSchema).min(1).max(40)

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
  bulk: z
    .partialRecord(
      marketSchema,
      z.partialRecord(bulkKindSchema, chainSchema, keysOf(BULK_KINDS)),
      keysOf(MARKETS),
    )
    .default(SHIPPED_BULK_CHAINS)
    .describe(
      'Who brings whole markets: every list of a universe, and the first that serves of a market day and of frames. What is left out is not brought',
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

export const promptTextSchema = z.string().min(1).max(20_000)

export const snapshotSchema = z.object({
  version: z.int(),
  system: systemSchema,
  modules: modulesSchema,
  prompts: z.record(codeSchema, promptTextSchema),
  data_sources: dataSourcesSchema,
})
/** All configuration at one version, read in one call. */
export type ConfigSnapshot = z.infer<typeof snapshotSchema>
