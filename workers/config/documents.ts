/**
 * The documents of the configuration and the rules for changing them. Pure: the Durable Object
 * stores what is decided here.
 */
import type { z } from 'zod'
import type {
  ConfigurationFault,
  DocumentName,
  FaultInDocument,
} from '#shared/configuration/fault.ts'
import { systemInTodaysForm } from '#shared/configuration/former.ts'
import type { Published } from '#shared/configuration/published.ts'
import { faultsOfWrite } from '#shared/configuration/validate.ts'
import { watchlistFaults } from '#shared/configuration/watchlist-faults.ts'
import {
  type ConfigSnapshot,
  dataSourcesSchema,
  modulesSchema,
  promptTextSchema,
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

/** The id of a prompt; null for the key of another document. */
export const promptIdOf = (key: DocumentKey): string | null =>
  key.startsWith(PROMPT_PREFIX) ? key.slice(PROMPT_PREFIX.length) : null

/** Largest number of faults reported for one write. */
export const MOST_FAULTS = 20

/** Returns where a fault of the whole configuration is, as seen by the writer of `key`. */
const writeFault = (
  { document, path, ...fault }: ConfigurationFault,
  key: DocumentKey,
): WriteFault => {
  if (document !== key) return { ...fault, path: [document, path].filter(Boolean).join('.') }
  if (key === 'analysis-modules') return { ...fault, path }
  return { ...fault, path: ['body.value', path].filter(Boolean).join('.') }
}

/** A document and the value that it is to have. */
export type NewValue = Pick<StoredDocument, 'key' | 'json'>

/** The faults that the configuration would have with these values, which fit their schemas. */
export const faultsOf = (
  stored: readonly StoredDocument[],
  defaults: Defaults,
  values: readonly NewValue[],
): ConfigurationFault[] => {
  const keys = values.map(({ key }) => key)
  const watchlist = values.find(({ key }) => key === 'watchlist')
  const ofWatchlist = watchlist
    ? watchlistFaults(watchlistSchema.parse(JSON.parse(watchlist.json))).map((fault) => ({
        ...fault,
        document: 'watchlist' as const,
      }))
    : []
  if (keys.every((key) => key === 'watchlist')) return ofWatchlist
  const written = values.map((value) => ({ ...value, version: 0, updated_at: '' }))
  const after = [...stored.filter(({ key }) => !keys.includes(key)), ...written]
  const [was, is] = [snapshotOf(0, stored, defaults), snapshotOf(0, after, defaults)]
  return [...faultsOfWrite(was, is, ...keys), ...ofWatchlist]
}

export const versionIn = (stored: readonly StoredDocument[], key: DocumentKey): number =>
  stored.find((d) => d.key === key)?.version ?? 0

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
  const current = versionIn(stored, key)
  if (expected_version !== current)
    return { ok: false, reason: 'version_conflict', current_version: current }
  const document: StoredDocument = { key, version: current + 1, updated_at: now, json }
  const errors = faultsOf(stored, defaults, [document]).map((fault) => writeFault(fault, key))
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

/** The document as shipped; undefined for a prompt that does not ship. */
export const shippedValue = (defaults: Defaults, key: DocumentKey): unknown => {
  switch (key) {
    case 'system':
      return defaults.system
    case 'analysis-modules':
      return defaults.modules
    case 'data-sources':
      return defaults.data_sources
    case 'watchlist':
      return defaults.watchlist
    default: {
      const id = promptIdOf(key) ?? ''
      return Object.hasOwn(defaults.prompts, id) ? defaults.prompts[id] : undefined
    }
  }
}

const SCHEMAS = {
  system: systemSchema,
  'analysis-modules': modulesSchema,
  'data-sources': dataSourcesSchema,
  watchlist: watchlistSchema,
} as const satisfies Record<(typeof SINGLE_KEYS)[number], z.ZodType>

const schemaOf = (key: DocumentKey): z.ZodType => (isSingle(key) ? SCHEMAS[key] : promptTextSchema)

type Readable = { ok: true; value: unknown } | { ok: false; faults: FaultInDocument[] }

/**
 * Returns a value of an earlier version or of another system in today's form, with the shipped
 * value of every setting that it does not have. Faults have paths into the document.
 */
export const inTodaysForm = (defaults: Defaults, { key, json }: NewValue): Readable => {
  const schema = schemaOf(key)
  const value = parseWritten({ key, json })
  const asWritten = schema.safeParse(value)
  if (asWritten.success) return { ok: true, value: asWritten.data }
  const completed = schema.safeParse(filled(value, shippedValue(defaults, key)))
  if (completed.success) return { ok: true, value: completed.data }
  const faults = completed.error.issues.map(({ path, message }) => ({
    path: path.join('.'),
    reason: 'malformed' as const,
    message,
  }))
  return { ok: false, faults }
}

/**
 * The value of a document that is in force: as it was written, or as it ships where it was not or
 * cannot be read. Undefined for a prompt that there is not.
 */
export const valueInForce = (
  stored: readonly StoredDocument[],
  defaults: Defaults,
  key: DocumentKey,
): unknown => {
  const document = stored.find((d) => d.key === key)
  const read = document && inTodaysForm(defaults, document)
  return read?.ok ? read.value : shippedValue(defaults, key)
}

/** The keys of all documents in force. */
export const keysInForce = (
  stored: readonly StoredDocument[],
  defaults: Defaults,
): DocumentKey[] => {
  const shipped = Object.keys(defaults.prompts).map((id) => `${PROMPT_PREFIX}${id}` as const)
  return [...new Set([...SINGLE_KEYS, ...shipped, ...stored.map(({ key }) => key)])]
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

/**
 * Returns what is published to KV: all configuration at one version, and with it the watchlist and
 * the names of the keys that are set at run time.
 */
export const publishedOf = (
  version: number,
  stored: readonly StoredDocument[],
  defaults: Defaults,
  unreadable: Unreadable,
  keys: readonly string[] = [],
): Published => ({
  config: snapshotOf(version, stored, defaults, unreadable),
  watchlist: documentValue(stored, 'watchlist', watchlistSchema, defaults.watchlist, unreadable),
  keys: [...keys],
})
