/** Keys that are set at run time: what the routes do with them. A value is never logged or told. */
import type { KeyHolder } from '#shared/key-names.ts'
import { holderOf, PROVIDER_KEY_NAMES } from '#shared/key-names.ts'
import type { StoredKey } from '#shared/contracts/keys.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import { logger } from '#shared/log.ts'
import { DEFAULTS } from '../defaults.ts'
import { snapshotOf } from '../documents.ts'
import { configStore, type Env } from '../env.ts'
import {
  fingerprintOf,
  type KeyEncryptionKey,
  keyEncryptionKey,
  open,
  rewrap,
  seal,
} from './envelope.ts'
import type { KeyRow } from './key-table.ts'

/** The key-encryption keys of this Worker. */
interface Keks {
  present: KeyEncryptionKey | null
  former: KeyEncryptionKey | null
}

const keksOf = async (env: Env): Promise<Keks> => ({
  present: await keyEncryptionKey(env.KEY_ENCRYPTION_KEY),
  former: await keyEncryptionKey(env.KEY_ENCRYPTION_KEY_FORMER),
})

/** The one of them that a key was encrypted with. */
const kekOf = ({ present, former }: Keks, { kek }: Pick<KeyRow, 'kek'>): KeyEncryptionKey | null =>
  [present, former].find((known) => known?.id === kek) ?? null

const unset = (name: string): StoredKey => ({
  name,
  holder: holderOf(name),
  is_set: false,
  last_four: null,
  fingerprint: null,
  set_at: null,
  author: null,
  is_readable: true,
})

const storedKeyOf = (row: KeyRow, keks: Keks): StoredKey => ({
  name: row.name,
  holder: holderOf(row.name),
  is_set: true,
  last_four: row.last_four,
  fingerprint: row.fingerprint,
  set_at: row.set_at,
  author: row.author,
  is_readable: kekOf(keks, row) !== null,
})

/** The names that the configuration in force has a use for. */
const usedNames = async (env: Env): Promise<string[]> => {
  const { documents } = await configStore(env).written()
  const { models } = snapshotOf(0, documents, DEFAULTS).system
  const ofModels = models.list.flatMap(({ key }) => key ?? [])
  return [...new Set([...PROVIDER_KEY_NAMES, ...ofModels])]
}

export const listKeys = async (
  env: Env,
): Promise<Result<{ keys: StoredKey[]; can_store: boolean }>> => {
  const keks = await keksOf(env)
  const rows = await configStore(env).keys()
  const used = await usedNames(env)
  const names = [...new Set([...used, ...rows.map(({ name }) => name)])]
  const keys = names.map((name) => {
    const row = rows.find((stored) => stored.name === name)
    return row ? storedKeyOf(row, keks) : unset(name)
  })
  return ok({ keys, can_store: keks.present !== null })
}

/** Of a shorter key four characters would tell too much. */
const LEAST_FOR_LAST_FOUR = 16
const LAST = 4

const lastFourOf = (value: string): string | null =>
  value.length < LEAST_FOR_LAST_FOUR ? null : [...value].slice(-LAST).join('')

/** A key that was stored, and the version of the configuration that has it. */
export interface ChangedKey {
  key: StoredKey
  config_version: number
}

export const setKey = async (
  env: Env,
  { name, value: given, author }: { name: string; value: string; author: string | null },
): Promise<Result<ChangedKey>> => {
  if (!(await usedNames(env)).includes(name))
    return fail('key_unknown', `No data provider and no configured model has a key ${name}.`)
  const keks = await keksOf(env)
  if (!keks.present)
    return fail(
      'key_encryption_missing',
      'KEY_ENCRYPTION_KEY of the configuration service is not set to 64 hexadecimal digits, so no key can be stored.',
    )
  const value = given.trim()
  const row: KeyRow = {
    name,
    last_four: lastFourOf(value),
    fingerprint: await fingerprintOf(name, value),
    set_at: new Date().toISOString(),
    author,
    ...(await seal(name, value, keks.present)),
  }
  const config_version = await configStore(env).putKey(row)
  logger('config-service').info('key.set', { name, config_version })
  return ok({ key: storedKeyOf(row, keks), config_version })
}

export const removeKey = async (
  env: Env,
  { name, author }: { name: string; author: string | null },
): Promise<Result<ChangedKey>> => {
  const config_version = await configStore(env).removeKey(name, author)
  if (config_version === null) return fail('key_unknown', `No key ${name} was set at run time.`)
  logger('config-service').info('key.removed', { name, config_version })
  return ok({ key: unset(name), config_version })
}

/** Encrypts with the present key-encryption key what was encrypted with the former one. */
export const rotate = async (
  env: Env,
): Promise<Result<{ rotated: number; unreadable: number }>> => {
  const keks = await keksOf(env)
  const { present } = keks
  if (!present) return fail('key_encryption_missing', 'KEY_ENCRYPTION_KEY is not set.')
  const store = configStore(env)
  let [rotated, unreadable] = [0, 0]
  for (const row of await store.keys()) {
    if (row.kek === present.id) continue
    const from = kekOf(keks, row)
    if (!from) unreadable++
    else if (await store.replaceEnvelope(row.name, row, await rewrap(row.name, row, from, present)))
      rotated++
  }
  logger('config-service').info('key.encryption_rotated', { rotated, unreadable })
  return ok({ rotated, unreadable })
}

/** The values of the keys of one Worker. What cannot be opened is left out and logged by name. */
export const heldKeys = async (
  env: Env,
  holder: KeyHolder,
): Promise<Result<{ keys: Record<string, string> }>> => {
  const rows = (await configStore(env).keys()).filter(({ name }) => holderOf(name) === holder)
  const keks = await keksOf(env)
  const keys: Record<string, string> = {}
  for (const row of rows) {
    const kek = kekOf(keks, row)
    const value = kek && (await open(row.name, row, kek).catch(() => null))
    if (value === null) logger('config-service').error('key.unreadable', { name: row.name })
    else keys[row.name] = value
  }
  return ok({ keys })
}
