/**
 * `npm run deploy -- --dry-run`: wrangler builds every Worker as it would be deployed, without an
 * account, and each is within the platform's limit. The sizes are printed.
 */
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { readWorkers } from '../dev/deploy/worker-config.ts'
import { ROOT } from '../dev/paths.ts'

/** Most of one Worker, in KiB: twice what the largest has, far below the platform's 64 MiB. */
const MOST_KIB = 12 * 1024
const TIMEOUT_MS = 300_000

test(
  'a dry run prints the plan and builds every Worker within its bounds',
  () => {
    const { CLOUDFLARE_API_TOKEN: _, DATABASE_URL: __, ...environment } = process.env
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['workers/dev/deploy.ts', '--dry-run', '--env', 'staging'],
      { cwd: ROOT, encoding: 'utf8', env: environment },
    )
    expect(status, `${stdout}\n${stderr}`).toBe(0)
    expect(stdout).toContain('1. KV namespace fundamental-analysis-config-kv-staging')
    const read = readWorkers()
    if ('wrong' in read) throw new Error(read.wrong.join())
    for (const { config } of read.workers) {
      const size = new RegExp(
        `^${config.name}-staging: (\\d+) KiB, \\d+ KiB compressed$`,
        'm',
      ).exec(stdout)
      process.stderr.write(`${size?.[0]}\n`)
      expect(Number(size?.[1]), config.name).toBeGreaterThan(10)
      expect(Number(size?.[1]), config.name).toBeLessThan(MOST_KIB)
    }
  },
  TIMEOUT_MS,
)
