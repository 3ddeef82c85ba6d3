/**
 * Local secrets. They are kept in .dev.vars files beside each Worker's configuration, which git
 * ignores. Missing ones are made.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { modelsSchema } from '#shared/contracts/models.ts'
import system from '../../config/system.json' with { type: 'json' }
import { PROVIDERS } from '../aggregator/providers/registry.ts'
import { ROOT } from './paths.ts'

const BEGIN = '# >>> from the environment of the last start (rewritten at each start)'
const END = '# <<<'

/** Names of the variables from which the aggregator reads the keys of data providers. */
export const PROVIDER_KEYS = PROVIDERS.flatMap(({ key }) => key?.variable ?? [])

/** Names of the variables for the keys of models, from the shipped configuration. */
export const MODEL_KEYS = modelsSchema.parse(system.models).list.flatMap(({ key }) => key ?? [])

const CONFIG_FILE = 'workers/config/.dev.vars'

/**
 * Which variables each Worker reads. Wrangler gives a Worker only the file beside its
 * configuration.
 */
const FILES: { file: string; fromEnvironment: string[]; hint: string }[] = [
  {
    file: '.dev.vars',
    fromEnvironment: ['OPEN_ACCESS'],
    hint: '# Secrets of the gateway. ADMIN_TOKEN is the operator, who makes sign-in links and tokens. The gateway answers only what comes through its front, which knows FRONT_TOKEN.',
  },
  {
    file: CONFIG_FILE,
    fromEnvironment: ['KEY_ENCRYPTION_KEY', 'KEY_ENCRYPTION_KEY_FORMER'],
    hint: '# Secrets of the configuration service. KEY_ENCRYPTION_KEY comes from the data folder; the keys that are set at run time are encrypted with it.',
  },
  {
    file: 'workers/analysis/.dev.vars',
    fromEnvironment: [...MODEL_KEYS, 'GEMINI_BASE_URL'],
    hint: '# Secrets of the analysis service. With GEMINI_API_KEY="..." reports are written by Gemini.',
  },
  {
    file: 'workers/aggregator/.dev.vars',
    fromEnvironment: [
      'SEC_USER_AGENT',
      ...PROVIDER_KEYS,
      'UPSTREAM_ORIGIN',
      'UPSTREAM_TIMEOUT_MS',
      'SIMULATED_EXCHANGE_URL',
      'SEC_WWW_BASE_URL',
      'SEC_DATA_BASE_URL',
      'NEON_DATABASE_URL',
      'NEON_LOCAL_PROXY',
    ],
    hint: `# Settings of the aggregator. sec.gov asks for a User-Agent with your own name and mail: SEC_USER_AGENT="Name mail@domain".\n# Keys of data providers, each optional: ${PROVIDER_KEYS.join(', ')}.`,
  },
  {
    file: 'workers/orchestrator/.dev.vars',
    fromEnvironment: ['NEON_DATABASE_URL', 'NEON_LOCAL_PROXY'],
    hint: '# Settings of the orchestrator.',
  },
  {
    file: 'workers/logs/.dev.vars',
    fromEnvironment: ['NEON_DATABASE_URL', 'NEON_LOCAL_PROXY'],
    hint: '# Settings of the log collector.',
  },
]

/**
 * The text that a person wrote into the file: all of it except the block that this code writes.
 */
const withoutBlock = (text: string): string => {
  const from = text.indexOf(BEGIN)
  const to = text.indexOf(END, from)
  return from < 0 || to < 0
    ? text
    : text.slice(0, from) + text.slice(to + END.length).replace(/^\n/, '')
}

/**
 * This variable is removed from the text that a person wrote, since every ordinary start would
 * otherwise use simulated prices.
 */
const BY_HAND = /^SIMULATED_EXCHANGE_URL=.*\n?/gm

interface SettingsFile {
  path: string
  /** The text on disk; null when there is no file. */
  before: string | null
  after: string
  /** Variables taken from the environment. */
  taken: string[]
}

/**
 * The text that each settings file must have. A value in `settings` is used instead of the one from
 * the environment, even when it is empty.
 */
const settingsFiles = (settings: Record<string, string>): SettingsFile[] =>
  FILES.map(({ file, fromEnvironment, hint }) => {
    const path = join(ROOT, file)
    const before = existsSync(path) ? readFileSync(path, 'utf8') : null
    let after = before === null ? `${hint}\n` : withoutBlock(before).replace(BY_HAND, '')
    if (file === '.dev.vars')
      for (const name of ['ADMIN_TOKEN', 'FRONT_TOKEN'])
        if (!after.split('\n').some((line) => line.startsWith(`${name}=`)))
          after += `${name}="${randomBytes(24).toString('base64url')}"\n`
    const given = fromEnvironment.flatMap((name) => {
      const value = settings[name] ?? (process.env[name] || undefined)
      return value === undefined ? [] : [{ name, line: `${name}=${JSON.stringify(value)}` }]
    })
    if (given.length) after += `${BEGIN}\n${given.map(({ line }) => line).join('\n')}\n${END}\n`
    const taken = given.flatMap(({ name }) => (settings[name] === undefined ? [name] : []))
    return { path, before, after, taken }
  })

/** The key-encryption key that the configuration service of this checkout has; empty for none. */
export const knownKeyEncryptionKey = (): string => {
  const path = join(ROOT, CONFIG_FILE)
  return existsSync(path) ? (parseEnv(readFileSync(path, 'utf8')).KEY_ENCRYPTION_KEY ?? '') : ''
}

/** Whether `ensureSecrets` would change a file that a running stack has read. */
export const secretsDiffer = (settings: Record<string, string> = {}): boolean =>
  settingsFiles(settings).some(({ before, after }) => before !== after)

/**
 * Writes the settings files and returns the names of the variables taken from the environment. A
 * value in `settings` is used instead of the one from the environment, even when it is empty. A
 * file that is already right is not written, because wrangler would then load the Workers again.
 */
export const ensureSecrets = (settings: Record<string, string> = {}): string[] => {
  const files = settingsFiles(settings)
  for (const { path, before, after } of files) {
    if (before !== after) writeFileSync(path, after, { mode: 0o600 })
    chmodSync(path, 0o600)
  }
  return [...new Set(files.flatMap(({ taken }) => taken))]
}
