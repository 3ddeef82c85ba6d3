/**
 * The key-encryption key that a deployment made. It can never be read back from the platform, and a
 * rotation needs it, so it is kept in the folder of the environment, for its owner alone.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const BYTES = 32

export const keptKeyFile = (folder: string): string => join(folder, 'key-encryption-key')

/** The key that is kept, or a new one that is kept nowhere yet. */
export const keptKey = (folder: string): string => {
  const path = keptKeyFile(folder)
  if (!existsSync(path)) return randomBytes(BYTES).toString('hex')
  chmodSync(path, 0o600)
  return readFileSync(path, 'utf8').trim()
}

export const keepKey = (folder: string, key: string): void => {
  if (!existsSync(keptKeyFile(folder)))
    writeFileSync(keptKeyFile(folder), `${key}\n`, { mode: 0o600 })
}
