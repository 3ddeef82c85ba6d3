/** The plan, and what wrangler builds of each Worker, without an account. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BundleSize, bundleSizeIn, MOST_WORKER_BYTES, sizeInWords } from './bundle-size.ts'
import type { DeployArguments } from './deploy-arguments.ts'
import { DeployError } from './deploy-error.ts'
import { stepInWords } from './deploy-plan.ts'
import type { DeployTools } from './deploy-tools.ts'
import { deployedConfig, type AccountIds, type DeploySettings } from './deployed-config.ts'
import { checkMachine, planForNobody } from './prepare-deploy.ts'
import type { WorkerToDeploy } from './worker-config.ts'

/** Has the form of an id of the account. */
const NO_ID = '0'.repeat(32)

/** Builds one Worker as it would be deployed. */
const buildWorker = async (
  worker: WorkerToDeploy,
  settings: DeploySettings,
  ids: AccountIds,
  { folder, wrangler, environment }: DeployTools,
): Promise<{ name: string; size: BundleSize }> => {
  const config = deployedConfig(worker, settings, ids)
  const own = join(folder, 'dry-run', config.name)
  mkdirSync(own, { recursive: true })
  writeFileSync(join(own, 'wrangler.json'), JSON.stringify(config))
  const { code, output } = await wrangler(
    ['deploy', '--dry-run', '--config', join(own, 'wrangler.json')],
    environment,
  )
  const size = bundleSizeIn(output)
  if (code !== 0 || !size) throw new DeployError(`${config.name} does not build:\n${output}`)
  if (size.bytes > MOST_WORKER_BYTES)
    throw new DeployError(`${config.name} has ${sizeInWords(size)}: over the limit of the platform`)
  return { name: config.name, size }
}

export const dryRun = async (wish: DeployArguments, tools: DeployTools): Promise<void> => {
  const { say } = tools
  const workers = await checkMachine({ allowDirty: true }, tools)
  say('In an account that has nothing yet it would, in this order, make or find:')
  planForNobody(workers, wish.environment).forEach((step, at) => {
    say(`${String(at + 1).padStart(4)}. ${stepInWords(step, wish.environment)}`)
  })
  const settings = { environment: wish.environment, hosts: wish.hosts, variables: {} }
  const placeholders = workers.flatMap(({ config }) => config.kv_namespaces ?? [])
  const kv = new Map(placeholders.map(({ id }) => [id, NO_ID]))
  for (const worker of workers) {
    const built = await buildWorker(worker, settings, { kv, hyperdrive: NO_ID }, tools)
    say(`${built.name}: ${sizeInWords(built.size)}`)
  }
  say('Nothing was changed.')
}
