/** The settings of the gateway that its front must know, as wrangler gives them to the gateway. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { ROOT } from './paths.ts'

export interface FrontSettings {
  /** PUBLIC_HOSTS: names of the gateway beside the local ones. */
  publicHosts: string
  /** FRONT_TOKEN: what the gateway knows its front by. */
  token: string
}

const read = (root: string, file: string): string => {
  try {
    return readFileSync(join(root, file), 'utf8')
  } catch {
    return ''
  }
}

/** What stands in the settings file comes before what stands in the configuration. */
export const frontSettings = (root = ROOT): FrontSettings => {
  const settings = parseEnv(read(root, '.dev.vars'))
  const configured = /^PUBLIC_HOSTS\s*=\s*"([^"]*)"/m.exec(read(root, 'wrangler.toml'))?.[1]
  return {
    publicHosts: settings.PUBLIC_HOSTS ?? configured ?? '',
    token: settings.FRONT_TOKEN ?? '',
  }
}
