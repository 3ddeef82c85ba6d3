/** Reads and writes one document through the store, in the form in which the routes answer. */
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { z } from 'zod'
import { logger } from '#shared/log.ts'
import { type DocumentKey, parseWritten, readWritten } from './documents.ts'
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

/**
 * Replaces a document if it still has the version that the writer read. Returns the new document.
 */
export const writeDocument = async <T>(
  env: Env,
  key: DocumentKey,
  write: { expected_version: number; value: T },
): Promise<Result<WrittenDocument<T>>> => {
  const outcome = await configStore(env).write({
    key,
    expected_version: write.expected_version,
    json: JSON.stringify(write.value),
  })
  if (outcome.ok)
    return ok({
      version: outcome.document.version,
      updated_at: outcome.document.updated_at,
      value: write.value,
      config_version: outcome.config_version,
    })
  if (outcome.reason === 'version_conflict')
    return fail(
      'version_conflict',
      `${key} is at version ${outcome.current_version}, not ${write.expected_version}. Read it again and repeat the change.`,
    )
  return fail(outcome.reason, outcome.errors.map((e) => `${e.path}: ${e.message}`).join('; '), {
    errors: outcome.errors,
  })
}
