/** Looks at everything that a deployment needs, and plans it. Nothing is changed here. */
import { randomBytes } from 'node:crypto'
import {
  checkAccount,
  checkCredential,
  checkDatabase,
  checkHyperdrive,
  checkScripts,
} from './account-checks.ts'
import type { Cloudflare, Hyperdrive, KvNamespace } from './cloudflare.ts'
import type { DeployArguments } from './deploy-arguments.ts'
import { DeployError } from './deploy-error.ts'
import { type DeployStep, planDeploy } from './deploy-plan.ts'
import type { DeployTools } from './deploy-tools.ts'
import { deployedName } from './deployed-config.ts'
import { keptKey } from './kept-key.ts'
import {
  checkCommit,
  checkNode,
  checkPage,
  checkWorkers,
  checkWrangler,
  publicWorkers,
} from './local-checks.ts'
import type { WorkerToDeploy } from './worker-config.ts'
import { planSecrets, type SecretsPlan } from './worker-secrets.ts'

export interface PreparedDeploy {
  workers: readonly WorkerToDeploy[]
  steps: readonly DeployStep[]
  cloudflare: Cloudflare
  account: string
  secrets: SecretsPlan
  /** The direct address of the database. */
  databaseUrl: string
  namespaces: readonly KvNamespace[]
  hyperdrive: Hyperdrive | null
  /** The name of the Worker that the public reaches, and of the host where it does. */
  gateway: string
  host: string
}

/** Plans what is to be done in the account as it is. */
const planned = (
  workers: readonly WorkerToDeploy[],
  wish: Parameters<typeof planDeploy>[1],
): readonly DeployStep[] => {
  const plan = planDeploy(
    workers.map(({ config }) => config),
    wish,
  )
  if ('wrong' in plan) throw new DeployError(plan.wrong)
  return plan.steps
}

export const checkMachine = async (
  { allowDirty }: Pick<DeployArguments, 'allowDirty'>,
  tools: DeployTools,
): Promise<readonly WorkerToDeploy[]> => {
  checkNode(tools.say)
  await checkWrangler(tools)
  checkCommit(tools.say, allowDirty)
  const workers = checkWorkers(tools.say)
  await checkPage(tools.say)
  return workers
}

/** The plan for an account that has nothing yet. */
export const planForNobody = (
  workers: readonly WorkerToDeploy[],
  environment: string,
): readonly DeployStep[] => planned(workers, { environment, usesHyperdrive: true })

export const prepareDeploy = async (
  wish: DeployArguments,
  tools: DeployTools,
): Promise<PreparedDeploy> => {
  const { environment, say } = tools
  const workers = await checkMachine(wish, tools)
  const cloudflare = await checkCredential(tools)
  const account = await checkAccount(cloudflare, tools)
  const held = await checkScripts(cloudflare, account, workers, wish.environment, say)
  const made = {
    admin_token: randomBytes(24).toString('base64url'),
    key_encryption_key: keptKey(tools.folder),
  }
  tools.secrets.push(...Object.values(made))
  const secrets = planSecrets(environment, held, made)
  if ('wrong' in secrets) throw new DeployError(secrets.wrong)
  for (const values of secrets.values.values()) tools.secrets.push(...Object.values(values))
  const [gateway = ''] = publicWorkers(workers.map(({ config }) => config))
  const host =
    wish.hosts[0] ??
    `${deployedName(gateway, wish.environment)}.${await cloudflare.subdomain(account)}.workers.dev`
  say(`the gateway will answer at ${host}`)
  const database = await checkDatabase(tools)
  const usesHyperdrive = !environment.NEON_DATABASE_URL
  const steps = planned(workers, {
    environment: wish.environment,
    usesHyperdrive,
    existing: new Set(held.keys()),
  })
  const wanted = steps.find((step) => step.do === 'hyperdrive')
  const hyperdrive = wanted
    ? checkHyperdrive(
        await cloudflare.hyperdrives(account),
        wanted.name,
        database.url,
        wish.repoint,
      )
    : null
  const namespaces = await cloudflare.namespaces(account)
  return {
    workers,
    steps,
    cloudflare,
    account,
    secrets,
    databaseUrl: database.url,
    namespaces,
    hyperdrive,
    gateway,
    host,
  }
}
