/**
 * The key-encryption key of a local system. It is made once and kept in the data folder, beside the
 * keys that are encrypted with it, in a file that only its owner reads. It is never printed.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from './make-folder.ts'

const FILE = 'key-encryption-key'
/** A key of before, until everything is encrypted with the present one. */
const FORMER_FILE = `${FILE}.former`
const BYTES = 32

const read = (path: string): string => {
  chmodSync(path, 0o600)
  return readFileSync(path, 'utf8').trim()
}

/**
 * The settings that the configuration service reads: what the environment names, else what the data
 * folder has. `known` is the key that running systems of this checkout share; a new folder takes
 * it.
 */
export const keyEncryptionSettings = (
  data: string,
  known = '',
  environment: NodeJS.ProcessEnv = process.env,
): Record<string, string> => {
  const named = environment.KEY_ENCRYPTION_KEY
  if (named)
    return {
      KEY_ENCRYPTION_KEY: named,
      KEY_ENCRYPTION_KEY_FORMER: environment.KEY_ENCRYPTION_KEY_FORMER ?? '',
    }
  const [path, former] = [join(data, FILE), join(data, FORMER_FILE)]
  if (!existsSync(path)) {
    makeFolder(data)
    const isRotated = existsSync(former)
    const key = (!isRotated && known) || randomBytes(BYTES).toString('hex')
    writeFileSync(path, `${key}\n`, { mode: 0o600 })
  }
  return {
    KEY_ENCRYPTION_KEY: read(path),
    KEY_ENCRYPTION_KEY_FORMER: existsSync(former) ? read(former) : '',
  }
}
