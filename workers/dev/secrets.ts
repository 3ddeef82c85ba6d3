/**
 * Local secrets: made where missing, kept in ignored .dev.vars files beside each Worker's
 * configuration.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modelsSchema } from '#shared/contracts/models.ts'
import system from '../../config/system.json' with { type: 'json' }
import { PROVIDERS } from '../aggregator/providers/registry.ts'
import { ROOT } from './paths.ts'

const BEGIN = '# >>> from the environment of the last start (rewritten at each start)'
const END = '# <<<'

/** Keys of the data providers, by the names under which the aggregator reads them. */
export const PROVIDER_KEYS = PROVIDERS.flatMap(({ key }) => key?.variable ?? [])

/** Keys of the models, by the names that the shipped configuration gives. */
const MODEL_KEYS = modelsSchema.parse(system.models).list.flatMap(({ key }) => key ?? [])

/** Which Worker reads what; wrangler gives each only the file beside its configuration. */
const FILES: { file: string; fromEnvironment: string[]; hint: string }[] = [
  {
    file: '.dev.vars',
    fromEnvironment: [],
    hint: '# Secrets of the gateway. ADMIN_TOKEN is needed to change the configuration.',
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
]

/** What a person wrote into the file: all but the block this code keeps. */
const withoutBlock = (text: string): string => {
  const from = text.indexOf(BEGIN)
  const to = text.indexOf(END, from)
  return from < 0 || to < 0
    ? text
    : text.slice(0, from) + text.slice(to + END.length).replace(/^\n/, '')
}

/** Written by hand, it would bring simulated prices into every ordinary start. */
const BY_HAND = /^SIMULATED_EXCHANGE_URL=.*\n?/gm

interface SettingsFile {
  path: string
  /** As it is on disk; null where there is none. */
  before: string | null
  after: string
  /** Variables taken from the environment. */
  taken: string[]
}

/** What each settings file is to hold. `settings` go before the environment, also empty. */
const settingsFiles = (settings: Record<string, string>): SettingsFile[] =>
  FILES.map(({ file, fromEnvironment, hint }) => {
    const path = join(ROOT, file)
    const before = existsSync(path) ? readFileSync(path, 'utf8') : null
    let after = before === null ? `${hint}\n` : withoutBlock(before).replace(BY_HAND, '')
    if (file === '.dev.vars' && !/^ADMIN_TOKEN=/m.test(after))
      after += `ADMIN_TOKEN="${randomBytes(24).toString('base64url')}"\n`
    const given = fromEnvironment.flatMap((name) => {
      const value = settings[name] ?? (process.env[name] || undefined)
      return value === undefined ? [] : [{ name, line: `${name}=${JSON.stringify(value)}` }]
    })
    if (given.length) after += `${BEGIN}\n${given.map(({ line }) => line).join('\n')}\n${END}\n`
    const taken = given.flatMap(({ name }) => (settings[name] === undefined ? [name] : []))
    return { path, before, after, taken }
  })

/** Whether `ensureSecrets` would change what a running stack has read. */
export const secretsDiffer = (settings: Record<string, string> = {}): boolean =>
  settingsFiles(settings).some(({ before, after }) => before !== after)

/**
 * Writes what is missing and answers the names of the variables taken from the environment.
 * `settings` go before those, also empty. A file that is right is not touched: wrangler would load
 * the Workers anew.
 */
export const ensureSecrets = (settings: Record<string, string> = {}): string[] => {
  const files = settingsFiles(settings)
  for (const { path, before, after } of files) {
    if (before !== after) writeFileSync(path, after, { mode: 0o600 })
    chmodSync(path, 0o600)
  }
  return [...new Set(files.flatMap(({ taken }) => taken))]
}
