/**
 * Runs wrangler as a child process, without a terminal, and reads what it did from its own record.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { ROOT } from '../paths.ts'

const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')

export type Environment = Readonly<Record<string, string | undefined>>

export interface WranglerResult {
  code: number | null
  stdout: string
  /** Both streams as they came. */
  output: string
  /** What wrangler recorded of a deployment. */
  deployed: { version_id: string | null; targets: string[] } | null
}

const recordSchema = z.object({
  type: z.literal('deploy'),
  version_id: z.string().nullish(),
  targets: z.array(z.string()).nullish(),
})

const readRecord = (file: string): WranglerResult['deployed'] => {
  if (!existsSync(file)) return null
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const record = recordSchema.safeParse(JSON.parse(line))
    if (record.success)
      return { version_id: record.data.version_id ?? null, targets: record.data.targets ?? [] }
  }
  return null
}

/** Runs wrangler with these arguments and waits for its end. */
export type RunWrangler = (
  args: readonly string[],
  environment: Environment,
) => Promise<WranglerResult>

/** `script` is what node runs as wrangler. */
export const runWrangler = async (
  args: readonly string[],
  environment: Environment,
  script = WRANGLER,
): Promise<WranglerResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'wrangler-'))
  const record = join(folder, 'record.ndjson')
  try {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...environment,
        CI: 'true',
        NO_COLOR: '1',
        WRANGLER_SEND_METRICS: 'false',
        WRANGLER_LOG_PATH: join(folder, 'logs'),
        WRANGLER_OUTPUT_FILE_PATH: record,
      },
    })
    let stdout = ''
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
      output += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, stdout, output, deployed: readRecord(record) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
