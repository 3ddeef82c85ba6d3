/** config-service: the documents that can be changed at run time, each with its own version. */
import { z } from 'zod'
import { MAX_FEW } from '../lengths.ts'
import {
  dataSourcesSchema,
  modulesSchema,
  promptTextSchema,
  snapshotSchema,
  systemSchema,
  watchlistSchema,
} from './config-documents.ts'
import { healthRoute } from './health.ts'
import { contract } from './route.ts'
import { idSchema, instantSchema, nameSchema } from './texts.ts'

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
    stored_only: true,
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
    stored_only: true,
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
    stored_only: true,
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
    stored_only: true,
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
    stored_only: true,
    summary: 'A prompt template',
    params: promptParams,
    response: document(promptTextSchema),
  },
  putPrompt: {
    method: 'PUT',
    path: '/api/v1/prompts/:id',
    public: '/api/config/prompts/{id}',
    access: 'admin',
    summary: 'Replace a prompt template; unknown placeholders are refused',
    params: promptParams,
    body: write(promptTextSchema),
    response: written(promptTextSchema),
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
