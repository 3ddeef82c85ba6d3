/**
 * The documents of the configuration and the rules of changing one. Pure: the Durable Object stores
 * what this decides.
 */
import type { z } from 'zod'
import {
  type ConfigSnapshot,
  dataSourcesSchema,
  modulesSchema,
  systemSchema,
  type Watchlist,
  watchlistSchema,
} from '#shared/contracts/config.ts'
import { instrumentId, parseSymbol } from '#shared/symbol.ts'
import {
  type GraphFault,
  graphFaults,
  PROMPT_PLACEHOLDERS,
  unknownPlaceholders,
} from '#shared/module-graph.ts'
import type { Defaults } from './defaults.ts'

export type DocumentKey =
  | 'system'
  | 'analysis-modules'
  | 'data-sources'
  | 'watchlist'
  | `prompts/${string}`

/** A document that has been written at least once; `json` is its value. */
export interface StoredDocument {
  key: DocumentKey
  /** Counts this document's writes from 1. */
  version: number
  updated_at: string
  json: string
}

export interface ProposedWrite {
  key: DocumentKey
  expected_version: number
  json: string
}

export type WriteOutcome =
  | { ok: true; document: StoredDocument }
  | { ok: false; reason: 'version_conflict'; current_version: number }
  | { ok: false; reason: 'module_graph_invalid' | 'invalid_request'; errors: GraphFault[] }

const PROMPT_PREFIX = 'prompts/'

/**
 * Ids of every prompt there is, shipped or written. A prompt is never removed, so a module's prompt
 * stays there.
 */
const promptIds = (defaults: Defaults, stored: readonly StoredDocument[]): string[] => [
  ...Object.keys(defaults.prompts),
  ...stored
    .filter((d) => d.key.startsWith(PROMPT_PREFIX))
    .map((d) => d.key.slice(PROMPT_PREFIX.length)),
]

/** Faults told of one write, at most. */
const MOST_FAULTS = 20

/** Symbols that are not in canonical form, and instruments that stand there twice. */
const watchlistFaults = (watchlist: Watchlist): GraphFault[] => {
  const seen = new Set<string>()
  return watchlist
    .flatMap(({ market, symbol }, at): GraphFault[] => {
      const path = `body.value.${at}.symbol`
      const parsed = parseSymbol(market, symbol)
      if (!parsed.ok) return [{ path, message: parsed.detail }]
      if (parsed.data !== symbol) return [{ path, message: `write ${parsed.data}` }]
      const id = instrumentId(market, symbol)
      if (seen.has(id)) return [{ path, message: `${id} stands in the list twice` }]
      seen.add(id)
      return []
    })
    .slice(0, MOST_FAULTS)
}

/**
 * Decides a write against what is stored: the version must be the one the writer read (0 for a
 * default), the modules must form a graph that can run, a prompt may hold only placeholders that
 * something fills.
 */
export const decideWrite = (
  stored: readonly StoredDocument[],
  defaults: Defaults,
  write: ProposedWrite,
  now: string,
): WriteOutcome => {
  const current = stored.find((d) => d.key === write.key)?.version ?? 0
  if (write.expected_version !== current)
    return { ok: false, reason: 'version_conflict', current_version: current }
  if (write.key === 'analysis-modules') {
    const errors = graphFaults(
      modulesSchema.parse(JSON.parse(write.json)),
      promptIds(defaults, stored),
    )
    if (errors.length) return { ok: false, reason: 'module_graph_invalid', errors }
  }
  if (write.key === 'watchlist') {
    const errors = watchlistFaults(watchlistSchema.parse(JSON.parse(write.json)))
    if (errors.length) return { ok: false, reason: 'invalid_request', errors }
  }
  if (write.key.startsWith(PROMPT_PREFIX)) {
    const unknown = unknownPlaceholders(String(JSON.parse(write.json)))
    const message = (name: string) =>
      `nothing fills {${name}}; there are ${PROMPT_PLACEHOLDERS.map((p) => `{${p}}`).join(' ')}`
    if (unknown.length)
      return {
        ok: false,
        reason: 'invalid_request',
        errors: unknown.map((name) => ({ path: 'body.value', message: message(name) })),
      }
  }
  return {
    ok: true,
    document: { key: write.key, version: current + 1, updated_at: now, json: write.json },
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a written value does not say is as shipped. */
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
 * A written value as it is read today. One that was written before a setting existed has it as
 * shipped; one that cannot be read even so gives way to what is shipped, and is reported: a
 * document must not take every service down.
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

/**
 * All configuration at one version: what is written, over what was shipped. `unreadable` is told of
 * a document that cannot be read.
 */
export const snapshotOf = (
  version: number,
  stored: readonly StoredDocument[],
  defaults: Defaults,
  unreadable: (key: DocumentKey) => void = () => {},
): ConfigSnapshot => {
  const value = <T>(key: DocumentKey, schema: z.ZodType<T>, shipped: T): T => {
    const document = stored.find((d) => d.key === key)
    return document
      ? readWritten(schema, JSON.parse(document.json), shipped, () => unreadable(key))
      : shipped
  }
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
