/** config-service: the documents that can be changed at run time, each with its own version. */
import { z } from 'zod'
import { MAX_FEW, MAX_RECORDS } from '../lengths.ts'
import { changesShape, versionSchema } from './config-changes.ts'
import {
  dataSourcesSchema,
  modulesSchema,
  promptTextSchema,
  snapshotSchema,
  systemSchema,
  watchlistSchema,
} from './config-documents.ts'
import { healthRoute } from './health.ts'
import { keyNameSchema, keyRoutes } from './keys.ts'
import { contract } from './route.ts'
import { codeSchema, idSchema, instantSchema, nameSchema } from '../schemas/texts.ts'

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

/** Largest version of a document. A number from a query then always fits a number of SQLite. */
const MOST_VERSIONS = 1_000_000_000
const expectedVersionSchema = z
  .int()
  .min(0)
  .max(MOST_VERSIONS)
  .optional()
  .describe('The version that was read; the header If-Match may name it instead')
const write = <T extends z.ZodType>(value: T) =>
  z.strictObject({ expected_version: expectedVersionSchema, value })

export const promptIdSchema = z.string().regex(/^[a-z][a-z0-9_-]{0,60}$/)
const promptParams = z.object({ id: promptIdSchema })

const historyParams = z.object({
  key: z
    .string()
    .max(100)
    .describe('system, analysis-modules, data-sources, watchlist or prompts/{id}'),
})

const versionParams = historyParams.extend({
  version: z.coerce
    .number()
    .int()
    .min(0)
    .max(MOST_VERSIONS)
    .describe('0 is the document as shipped'),
})

/** One prompt template, without its text. */
const promptEntrySchema = z.object({
  id: promptIdSchema,
  version: z.int().describe('0 while the shipped text is in force'),
  updated_at: instantSchema.nullable(),
  author: nameSchema.nullable(),
  is_shipped: z.boolean().describe('There is a shipped text to go back to'),
  used_by: z.array(codeSchema).max(MAX_FEW).describe('Ids of the modules that are written by it'),
})

/** The form of an exported configuration. A form that this release does not know is refused. */
export const EXPORT_FORM = 'configuration-1'
const exportSchema = z.object({
  form: z.literal(EXPORT_FORM),
  config_version: z.int().describe('Of the configuration as a whole when it was exported'),
  exported_at: instantSchema,
  documents: z
    .array(
      z.object({
        key: idSchema,
        version: z.int(),
        updated_at: instantSchema.nullable(),
        author: nameSchema.nullable(),
        value: z.unknown(),
      }),
    )
    .max(MAX_RECORDS),
})
export type ExportedConfiguration = z.infer<typeof exportSchema>

/** One document that an import changes. */
const importedSchema = z.object({
  document: idSchema,
  from_version: z.int(),
  ...changesShape,
})
export type ImportedDocument = z.infer<typeof importedSchema>

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
    if_match: true,
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
    if_match: true,
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
    if_match: true,
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
    if_match: true,
    summary: 'Replace the watchlist; symbols are written in canonical form, each once',
    body: write(watchlistSchema),
    response: written(watchlistSchema),
  },
  listPrompts: {
    method: 'GET',
    path: '/api/v1/prompts',
    public: '/api/config/prompts',
    access: 'reader',
    stored_only: true,
    summary: 'All prompt templates, without their texts',
    response: z.object({ prompts: z.array(promptEntrySchema).max(MAX_RECORDS) }),
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
    if_match: true,
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
    summary: 'A document as it was at one version, and what that version changed',
    params: historyParams.extend({
      version: z.coerce.number().int().min(1).max(MOST_VERSIONS),
    }),
    query: z.strictObject({
      against: z.coerce
        .number()
        .int()
        .min(0)
        .max(MOST_VERSIONS)
        .optional()
        .describe('The older version of the comparison; default: the one before, 0 as shipped'),
    }),
    response: versionSchema.extend({
      value: z.unknown(),
      against: z.int(),
      ...changesShape,
    }),
  },
  rollBack: {
    method: 'POST',
    path: '/api/v1/history/:key/:version/rollback',
    public: '/api/config/history/{key}/{version}/rollback',
    access: 'admin',
    if_match: true,
    summary:
      'Write a new version that equals an earlier one; refused where that could not work any more',
    params: versionParams,
    body: z.strictObject({ expected_version: expectedVersionSchema }),
    response: written(z.unknown()),
  },
  exportConfiguration: {
    method: 'GET',
    path: '/api/v1/export',
    public: '/api/config/export',
    access: 'admin',
    summary: 'All documents in force as one file; no keys are in it',
    response: exportSchema,
  },
  importConfiguration: {
    method: 'POST',
    path: '/api/v1/import',
    public: '/api/config/import',
    access: 'admin',
    if_match: true,
    summary:
      'Write every document of an exported file that differs, or none of them; a dry run tells what would change',
    body: z.strictObject({
      dry_run: z.boolean().default(false),
      expected_config_version: expectedVersionSchema.describe(
        'The version of the whole configuration that was read; the header If-Match may name it instead. A dry run needs none',
      ),
      file: exportSchema,
    }),
    response: z.object({
      dry_run: z.boolean(),
      config_version: z.int().describe('Of the whole configuration after the import'),
      changed: z.array(importedSchema).max(MAX_RECORDS),
      unchanged: z.array(idSchema).max(MAX_RECORDS),
    }),
  },
  ...keyRoutes,
  getSnapshot: {
    method: 'GET',
    path: '/api/v1/snapshot',
    access: 'internal',
    summary: 'All configuration at one version, from the store itself',
    response: z.object({
      config: snapshotSchema,
      watchlist: watchlistSchema,
      keys: z
        .array(keyNameSchema)
        .max(MAX_FEW)
        .default([])
        .describe('Names of the keys that are set at run time'),
    }),
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
