/** The setting PUBLIC_HOSTS of the gateway, as wrangler gives it to the gateway of this checkout. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { ROOT } from './paths.ts'

const read = (root: string, file: string): string => {
  try {
    return readFileSync(join(root, file), 'utf8')
  } catch {
    return ''
  }
}

/** What stands in the settings file comes before what stands in the configuration. */
export const publicHosts = (root = ROOT): string =>
  parseEnv(read(root, '.dev.vars')).PUBLIC_HOSTS ??
  /^PUBLIC_HOSTS\s*=\s*"([^"]*)"/m.exec(read(root, 'wrangler.toml'))?.[1] ??
  ''
