/** What a deployment does, step by step, from the configurations and what the account has. Pure. */
import { deployOrder } from './deploy-order.ts'
import { deployedName } from './deployed-config.ts'
import type { WorkerConfig } from './worker-config.ts'

export type DeployStep =
  /** `id` is what the configurations call the namespace. */
  | { do: 'namespace'; id: string; title: string }
  | { do: 'hyperdrive'; name: string }
  | { do: 'migrate' }
  | { do: 'worker'; worker: string; without: readonly string[] }
  | { do: 'health' }

/** The name of this project before the names of what it has in an account of several. */
const PROJECT = 'fundamental-analysis'

export const planDeploy = (
  workers: readonly WorkerConfig[],
  wish: { environment: string; usesHyperdrive: boolean; existing?: ReadonlySet<string> },
): { steps: readonly DeployStep[] } | { wrong: string } => {
  const order = deployOrder(workers, wish.existing)
  if ('wrong' in order) return order
  const named = (name: string): string => deployedName(`${PROJECT}-${name}`, wish.environment)
  const ids = new Set(
    workers.flatMap(({ kv_namespaces }) => (kv_namespaces ?? []).map(({ id }) => id)),
  )
  const needsDatabase = workers.some(({ hyperdrive }) => hyperdrive && hyperdrive.length > 0)
  const namespaces = [...ids].map((id): DeployStep => ({ do: 'namespace', id, title: named(id) }))
  const database: DeployStep[] = needsDatabase
    ? [
        ...(wish.usesHyperdrive ? [{ do: 'hyperdrive', name: named('database') } as const] : []),
        { do: 'migrate' },
      ]
    : []
  const deploys = order.deploys.map((one): DeployStep => ({ do: 'worker', ...one }))
  return { steps: [...namespaces, ...database, ...deploys, { do: 'health' }] }
}

export const stepInWords = (step: DeployStep, environment: string): string => {
  switch (step.do) {
    case 'namespace':
      return `KV namespace ${step.title}`
    case 'hyperdrive':
      return `Hyperdrive configuration ${step.name}, without caching`
    case 'migrate':
      return 'migrations, by the direct address of the database'
    case 'worker':
      return `Worker ${deployedName(step.worker, environment)}${
        step.without.length > 0
          ? `, for now without its tail consumer ${step.without.map((name) => deployedName(name, environment)).join(', ')}`
          : ''
      }`
    case 'health':
      return 'health, by the address of the gateway'
  }
}
