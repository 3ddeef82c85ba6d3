/**
 * `npm run deploy`: deploys all Workers to a Cloudflare account, with what they need in it. A
 * second run changes nothing but the versions of the Workers. With `--dry-run` it needs no account.
 */
import { join } from 'node:path'
import { parseDeployArguments, USAGE } from './deploy/deploy-arguments.ts'
import type { DeployTools } from './deploy/deploy-tools.ts'
import { redact } from './deploy/redact.ts'
import { runDeploy } from './deploy/run-deploy.ts'
import { runWrangler } from './deploy/wrangler-command.ts'
import { DEPLOY_DIR } from './paths.ts'
import { runCommand } from './stack-command.ts'

/** A new name under workers.dev is known everywhere after a minute or two. */
const HEALTH = { within_ms: 240_000, every_ms: 2_000 }

const toolsOf = (environment: string): DeployTools => {
  const secrets: string[] = []
  const show = (line: string): void => console.log(line)
  return {
    environment: process.env,
    wrangler: runWrangler,
    folder: join(DEPLOY_DIR, environment),
    say: (line) => show(redact(line, secrets)),
    show,
    secrets,
    health: HEALTH,
    addressOf: (host) => `https://${host}`,
  }
}

runCommand(parseDeployArguments(process.argv.slice(2)), USAGE, (wish) =>
  runDeploy(wish, toolsOf(wish.environment)),
)
