/** A whole deployment, or its dry run. Returns the exit code. */
import { mkdirSync } from 'node:fs'
import { carryOut } from './carry-out.ts'
import type { DeployArguments } from './deploy-arguments.ts'
import { DeployError } from './deploy-error.ts'
import type { DeployTools } from './deploy-tools.ts'
import { dryRun } from './dry-run.ts'
import { prepareDeploy } from './prepare-deploy.ts'

const inWords = (error: unknown): string => {
  if (error instanceof DeployError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

export const runDeploy = async (wish: DeployArguments, tools: DeployTools): Promise<number> => {
  try {
    mkdirSync(tools.folder, { recursive: true, mode: 0o700 })
    if (wish.dryRun) await dryRun(wish, tools)
    else await carryOut(await prepareDeploy(wish, tools), wish, tools)
    return 0
  } catch (error) {
    tools.say(inWords(error))
    return 1
  }
}
