/** Reads and writes one document through the store, in the form in which the routes answer. */
import type { z } from 'zod'
import { type Failure, fail, ok, type Result } from '#shared/contracts/problem.ts'
import { expectedVersion } from '#shared/http/if-match.ts'
import { principalOf } from '#shared/http/principal.ts'
import { logger } from '#shared/log.ts'
import type { StoreRefusal } from './config-store.ts'
import { DEFAULTS } from './defaults.ts'
import { type DocumentKey, inTodaysForm, parseWritten, readWritten } from './documents.ts'
import { configStore, type Env } from './env.ts'

export interface Document<T> {
  version: number
  updated_at: string | null
  value: T
}

/** The answer to a writer. */
export interface WrittenDocument<T> extends Document<T> {
  config_version: number
}

const unreadable = (key: DocumentKey): void =>
  logger('config-service').error('config.unreadable', { key })

/**
 * Returns the written document, otherwise the shipped default at version 0. Fails with
 * `config_not_found` when there is neither.
 */
export const readDocument = async <T>(
  env: Env,
  key: DocumentKey,
  schema: z.ZodType<T>,
  shipped: T | undefined,
): Promise<Result<Document<T>>> => {
  const stored = await configStore(env).document(key)
  const written = stored && parseWritten(stored)
  if (stored)
    return ok({
      version: stored.version,
      updated_at: stored.updated_at,
      value:
        shipped === undefined
          ? schema.parse(written)
          : readWritten(schema, written, shipped, () => unreadable(key)),
    })
  return shipped === undefined
    ? fail('config_not_found', `There is no document ${key}.`)
    : ok({ version: 0, updated_at: null, value: shipped })
}

/** Why the store did not write, as a problem. `what` names what was to be written. */
export const refusalOf = (refusal: StoreRefusal, what: string): Failure => {
  switch (refusal.reason) {
    case 'version_conflict': {
      const [first, ...others] = refusal.conflicts
      const whose = first?.author ? ` by ${first.author}` : ''
      const at = first && ` ${first.document} is at version ${first.current_version}${whose}`
      const more = others.length > 0 ? ` and ${others.length} other documents have changed` : ''
      return fail(
        'version_conflict',
        `${what} was not written.${at ?? ' There is no such version'}${more}. Read it again and repeat the change.`,
        { conflicts: refusal.conflicts },
      )
    }
    case 'config_not_found':
      return fail('config_not_found', `There is no such version of ${what}.`)
    case 'module_graph_invalid':
    case 'invalid_request':
      return fail(refusal.reason, refusal.errors.map((e) => `${e.path}: ${e.message}`).join('; '), {
        errors: refusal.errors,
      })
  }
}

/**
 * Replaces a document if it still has the version that the writer read, which header or body name.
 * Returns the new document.
 */
export const writeDocument = async <T>(
  env: Env,
  key: DocumentKey,
  {
    body,
    headers,
  }: { body: { expected_version?: number | undefined; value: T }; headers: Headers },
): Promise<Result<WrittenDocument<T>>> => {
  const expected = expectedVersion(headers, body.expected_version)
  if (!expected.ok) return expected
  const outcome = await configStore(env).write(
    { key, expected_version: expected.data, json: JSON.stringify(body.value) },
    principalOf(headers),
  )
  if (!outcome.ok) return refusalOf(outcome, key)
  const { version, updated_at } = outcome.document
  return ok({ version, updated_at, value: body.value, config_version: outcome.config_version })
}

/** Puts an earlier version of a document in force again. Returns the new version. */
export const rollBack = async (
  env: Env,
  key: DocumentKey,
  version: number,
  { body, headers }: { body: { expected_version?: number | undefined }; headers: Headers },
): Promise<Result<WrittenDocument<unknown>>> => {
  const expected = expectedVersion(headers, body.expected_version)
  if (!expected.ok) return expected
  const outcome = await configStore(env).rollBack(
    { key, version, expected_version: expected.data },
    principalOf(headers),
  )
  if (!outcome.ok) return refusalOf(outcome, key)
  const { document, config_version } = outcome
  const read = inTodaysForm(DEFAULTS, document)
  const value = read.ok ? read.value : parseWritten(document)
  return ok({ version: document.version, updated_at: document.updated_at, value, config_version })
}
