/**
 * Stands in for wrangler against the stand-in of Cloudflare's API: it says its version and token as
 * wrangler does, and `deploy` uploads what wrangler would read from its arguments. Run by node it
 * is an executable.
 */
import { appendFileSync, readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import packageFile from '../../../package.json' with { type: 'json' }
import type { RunWrangler, WranglerResult } from './wrangler-command.ts'

const OWNER_ONLY = 0o600

const ended = (stdout: string, version_id?: string): WranglerResult => ({
  code: 0,
  stdout,
  output: stdout,
  deployed: version_id === undefined ? null : { version_id, targets: [] },
})
const failed = (output: string): WranglerResult => ({ code: 1, stdout: '', output, deployed: null })

const upload: RunWrangler = async (args, environment) => {
  const { values } = parseArgs({
    args: args.slice(1),
    options: { config: { type: 'string' }, 'secrets-file': { type: 'string' } },
  })
  const file = values['secrets-file']
  if (file && (statSync(file).mode & 0o777) !== OWNER_ONLY)
    return failed('others can read the secrets')
  const token = environment.CLOUDFLARE_API_TOKEN
  const response = await fetch(`${environment.CLOUDFLARE_API_BASE_URL}/fake/upload`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({
      args,
      config: JSON.parse(readFileSync(values.config ?? '', 'utf8')),
      secrets: file ? JSON.parse(readFileSync(file, 'utf8')) : {},
    }),
  })
  const answer = (await response.json()) as {
    errors: { message: string }[]
    result: { version_id: string }
  }
  // Wrangler prints no secret; a fault of it may print whatever it has.
  if (!response.ok) return failed(`${answer.errors[0]?.message} (token ${token})`)
  return ended('', answer.result.version_id)
}

export const fakeWrangler: RunWrangler = async (args, environment) => {
  if (args[0] === 'deploy') return upload(args, environment)
  if (args[0] === '--version') return ended(packageFile.devDependencies.wrangler)
  const token = environment.CLOUDFLARE_API_TOKEN
  if (args.join(' ') !== 'auth token --json') return failed(`no such command: ${args.join(' ')}`)
  return token ? ended(JSON.stringify({ type: 'api_token', token })) : failed('Not logged in.')
}

if (import.meta.main) {
  const { code, output, deployed } = await fakeWrangler(process.argv.slice(2), process.env)
  console.log(output)
  if (deployed)
    appendFileSync(
      process.env.WRANGLER_OUTPUT_FILE_PATH ?? '',
      `${JSON.stringify({ type: 'deploy', version: 1, ...deployed })}\n`,
    )
  process.exitCode = code ?? 1
}
