/**
 * The documents of the configuration and the rules for changing them. Pure: the Durable Object
 * stores what is decided here.
 */
import type { z } from 'zod'
import type { ConfigurationFault, DocumentName } from '#shared/configuration/fault.ts'
import { systemInTodaysForm } from '#shared/configuration/former.ts'
import type { Published } from '#shared/configuration/published.ts'
import { faultsOfWrite } from '#shared/configuration/validate.ts'
import { watchlistFaults } from '#shared/configuration/watchlist-faults.ts'
import {
  type ConfigSnapshot,
  dataSourcesSchema,
  modulesSchema,
  systemSchema,
  watchlistSchema,
} from '#shared/contracts/config-documents.ts'
import type { Defaults } from './defaults.ts'

export type DocumentKey = DocumentName

/** A document that has been written at least once; `json` is its value. */
export interface StoredDocument {
  key: DocumentKey
  /** The number of writes of this document, counted from 1. */
  version: number
  updated_at: string
  json: string
}

export interface ProposedWrite {
  key: DocumentKey
  expected_version: number
  json: string
}

/** `path` points into the body of the request, or names another document. */
export type WriteFault = Omit<ConfigurationFault, 'document'>

export type DocumentWrite =
  | { ok: true; document: StoredDocument }
  | { ok: false; reason: 'version_conflict'; current_version: number }
  | { ok: false; reason: 'module_graph_invalid' | 'invalid_request'; errors: WriteFault[] }

const PROMPT_PREFIX = 'prompts/'
const SINGLE_KEYS = ['system', 'analysis-modules', 'data-sources', 'watchlist'] as const
const isSingle = (text: string): text is (typeof SINGLE_KEYS)[number] =>
  SINGLE_KEYS.some((key) => key === text)

/** Null for a text that cannot be the key of a document. */
export const parseDocumentKey = (text: string): DocumentKey | null => {
  if (isSingle(text)) return text
  const id = text.startsWith(PROMPT_PREFIX) ? text.slice(PROMPT_PREFIX.length) : ''
  return id ? `${PROMPT_PREFIX}${id}` : null
}

/** Largest number of faults reported for one write. */
const MOST_FAULTS = 20

/** Returns where a fault of the whole configuration is, as seen by the writer of `key`. */
const writeFault = (
  { document, path, ...fault }: ConfigurationFault,
  key: DocumentKey,
): WriteFault => {
  if (document !== key) return { ...fault, path: [document, path].filter(Boolean).join('.') }
  if (key === 'analysis-modules') return { ...fault, path }
  return { ...fault, path: ['body.value', path].filter(Boolean).join('.') }
}

/**
 * Decides a write against the stored documents. The version must be the one that the writer read (0
 * for a default), and the whole configuration must be valid with the new document.
 */
export const decideWrite = (
  stored: readonly StoredDocument[],
  defaults: Defaults,
  write: ProposedWrite,
  now: string,
): DocumentWrite => {
  const { key, expected_version, json } = write
  const current = stored.find((d) => d.key === key)?.version ?? 0
  if (expected_version !== current)
    return { ok: false, reason: 'version_conflict', current_version: current }
  const document: StoredDocument = { key, version: current + 1, updated_at: now, json }
  const after = [...stored.filter((d) => d.key !== key), document]
  const faults =
    key === 'watchlist'
      ? watchlistFaults(watchlistSchema.parse(JSON.parse(json))).map((fault) => ({
          ...fault,
          document: key,
        }))
      : faultsOfWrite(snapshotOf(0, stored, defaults), snapshotOf(0, after, defaults), key)
  const errors = faults.map((fault) => writeFault(fault, key))
  if (errors.length === 0) return { ok: true, document }
  const reason = key === 'analysis-modules' ? 'module_graph_invalid' : 'invalid_request'
  return { ok: false, reason, errors: errors.slice(0, MOST_FAULTS) }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Fills everything that the written value does not contain from the shipped value. */
const filled = (written: unknown, shipped: unknown): unknown => {
  if (!isObject(written) || !isObject(shipped)) return written
  const keys = new Set([...Object.keys(shipped), ...Object.keys(written)])
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      key in written ? filled(written[key], shipped[key]) : shipped[key],
    ]),
  )
}

/**
 * Returns the content of a document. A document in an older form is converted to the current form.
 */
export const parseWritten = ({ key, json }: Pick<StoredDocument, 'key' | 'json'>): unknown => {
  const written: unknown = JSON.parse(json)
  return key === 'system' ? systemInTodaysForm(written) : written
}

/**
 * Returns a written value in its current form. Settings that did not exist when it was written get
 * their shipped values. If the value still cannot be read, the shipped value is used and the fault
 * is reported, because one document must not stop every service.
 */
export const readWritten = <T>(
  schema: z.ZodType<T>,
  written: unknown,
  shipped: T,
  unreadable: () => void,
): T => {
  const asWritten = schema.safeParse(written)
  if (asWritten.success) return asWritten.data
  const completed = schema.safeParse(filled(written, shipped))
  if (completed.success) return completed.data
  unreadable()
  return shipped
}

type Unreadable = (key: DocumentKey) => void

/** Returns the written value of a document, otherwise the shipped one. */
const documentValue = <T>(
  stored: readonly StoredDocument[],
  key: DocumentKey,
  schema: z.ZodType<T>,
  shipped: T,
  unreadable: Unreadable,
): T => {
  const document = stored.find((d) => d.key === key)
  return document
    ? readWritten(schema, parseWritten(document), shipped, () => unreadable(key))
    : shipped
}

/**
 * Returns all configuration at one version: the written documents on top of the shipped ones. Calls
 * `unreadable` for a document that cannot be read.
 */
export const snapshotOf = (
  version: number,
  stored: readonly StoredDocument[],
  defaults: Defaults,
  unreadable: Unreadable = () => {},
): ConfigSnapshot => {
  const value = <T>(key: DocumentKey, schema: z.ZodType<T>, shipped: T): T =>
    documentValue(stored, key, schema, shipped, unreadable)
  const written = stored
    .filter((d) => d.key.startsWith(PROMPT_PREFIX))
    .map((d) => [d.key.slice(PROMPT_PREFIX.length), String(JSON.parse(d.json))] as const)
  return {
    version,
    system: value('system', systemSchema, defaults.system),
    modules: value('analysis-modules', modulesSchema, defaults.modules),
    data_sources: value('data-sources', dataSourcesSchema, defaults.data_sources),
    prompts: { ...defaults.prompts, ...Object.fromEntries(written) },
  }
}

/** Returns what is published to KV: all configuration at one version, and the watchlist with it. */
export const publishedOf = (
  version: number,
  stored: readonly StoredDocument[],
  defaults: Defaults,
  unreadable: Unreadable,
): Published => ({
  config: snapshotOf(version, stored, defaults, unreadable),
  watchlist: documentValue(stored, 'watchlist', watchlistSchema, defaults.watchlist, unreadable),
})
