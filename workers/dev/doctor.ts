/**
 * `npm run doctor`: tells for each provider whether it answers, whether its key is valid, what the
 * key may read, how long the answer took, and the last error. The providers are asked from this
 * process, with the keys in the environment or in the aggregator's .dev.vars. `--json` prints the
 * same as JSON. With `--full`, providers with a small call allowance are also asked for every
 * dataset.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv, styleText } from 'node:util'
import { examine } from '../aggregator/doctor/examine.ts'
import { keyOf } from '../aggregator/limits/keys.ts'
import { upstreamFetch } from '../aggregator/providers/upstream.ts'
import { PROVIDERS } from '../aggregator/providers/registry.ts'
import { type Bucket, take } from '../aggregator/limits/budget.ts'
import { doctorTable } from './doctor-table.ts'
import { ROOT } from './paths.ts'

/** How long one call may take, in ms. It is short because a person waits for the result. */
const TIMEOUT_MS = 6_000

const known = new Set(['--json', '--full', '--help'])
const given = process.argv.slice(2)
const unknown = given.filter((argument) => !known.has(argument))
if (unknown.length > 0 || given.includes('--help')) {
  console.error(
    `${unknown.length > 0 ? `Unknown: ${unknown.join(' ')}\n` : ''}npm run doctor -- [--json] [--full]`,
  )
  process.exit(unknown.length > 0 ? 2 : 0)
}

const file = join(ROOT, 'workers/aggregator/.dev.vars')
const settings: Record<string, string | undefined> = {
  ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}),
  ...process.env,
}

const buckets = new Map<string, Bucket[]>()
const memory = new Map<string, string>()
const report = await examine(
  {
    providers: PROVIDERS,
    hasKey: (provider) => keyOf(settings, provider) !== null,
    contextOf: (provider) => ({
      requestId: 'doctor',
      fetch: upstreamFetch(settings),
      now: () => new Date(),
      key: keyOf(settings, provider),
      timeoutMs: TIMEOUT_MS,
      contact: settings.SEC_USER_AGENT ?? 'FundamentalAnalysis admin@example.com',
      memory: {
        get: async (name) => memory.get(`${provider.id} ${name}`) ?? null,
        put: async (name, value) => {
          memory.set(`${provider.id} ${name}`, value)
        },
      },
    }),
    allow: async ({ id, budget }, calls) => {
      const taken = take(budget, buckets.get(id) ?? [], calls, Date.now())
      if (taken.ok) buckets.set(id, taken.buckets)
      return taken.ok
    },
    note: async () => {},
    lastError: async () => null,
  },
  { full: given.includes('--full') },
)

console.log(
  given.includes('--json')
    ? JSON.stringify(report, null, 2)
    : doctorTable(report, (style, text) => styleText(style, text)),
)
process.exit(report.online && report.providers.every((p) => p.key !== 'refused') ? 0 : 1)
