/**
 * The configuration that a Worker is deployed with: the checked-in one with the names of the
 * environment, the ids of what the account has, and whole paths. Pure.
 */
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import type { WorkerConfig, WorkerToDeploy } from './worker-config.ts'

/** The environment whose Workers have the names of their configurations. */
export const PRODUCTION = 'production'

export const deployedName = (name: string, environment: string): string =>
  environment === PRODUCTION ? name : `${name}-${environment}`

export interface AccountIds {
  /** Id in the account for each id that stands in a configuration. */
  kv: ReadonlyMap<string, string>
  /** Null where the database is reached without Hyperdrive: the binding is left out. */
  hyperdrive: string | null
}

export interface DeploySettings {
  environment: string
  /** Names that the gateway is reached by, beside that of the platform. */
  hosts: readonly string[]
  /** Values for variables, where a configuration has them. */
  variables: Readonly<Record<string, string>>
}

/** Counters of another environment are others; the platform takes a positive integer. */
const limiterId = (id: string, environment: string): string =>
  environment === PRODUCTION
    ? id
    : String(createHash('sha256').update(`${environment}/${id}`).digest().readUInt32BE(0) % 1e9)

const variablesOf = (
  vars: WorkerConfig['vars'],
  wanted: Readonly<Record<string, string>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(vars ?? {}).map(([name, value]) => [name, wanted[name] ?? value]),
  )

/** The public Worker answers at the hosts that were named, else at its name of the platform. */
const addressOf = (
  { workers_dev }: WorkerConfig,
  hosts: readonly string[],
): Record<string, unknown> =>
  workers_dev && hosts.length > 0
    ? {
        workers_dev: false,
        routes: hosts.map((pattern) => ({ pattern, custom_domain: true })),
      }
    : { workers_dev }

export const deployedConfig = (
  { folder, config }: WorkerToDeploy,
  { environment, hosts, variables }: DeploySettings,
  ids: AccountIds,
  without: readonly string[] = [],
): Record<string, unknown> & { name: string } => {
  const named = (name: string): string => deployedName(name, environment)
  const ofScript = <T extends { script_name?: string | undefined }>(binding: T): T =>
    binding.script_name === undefined
      ? binding
      : { ...binding, script_name: named(binding.script_name) }
  const consumers = (list: WorkerConfig['tail_consumers']) =>
    list
      ?.filter(({ service }) => !without.includes(service))
      .map((consumer) => ({ ...consumer, service: named(consumer.service) }))
  const {
    assets,
    durable_objects,
    hyperdrive,
    kv_namespaces,
    ratelimits,
    services,
    streaming_tail_consumers,
    tail_consumers,
    vars,
    workflows,
    ...rest
  } = config
  const parts: Record<string, unknown> = {
    assets: assets && { ...assets, directory: resolve(folder, assets.directory) },
    vars: vars && variablesOf(vars, variables),
    services: services?.map((one) => ({ ...one, service: named(one.service) })),
    durable_objects: durable_objects && {
      ...durable_objects,
      bindings: durable_objects.bindings.map(ofScript),
    },
    // The name of a Workflow belongs to one Worker of the account.
    workflows: workflows?.map((one) => ({ ...ofScript(one), name: named(one.name) })),
    tail_consumers: consumers(tail_consumers),
    streaming_tail_consumers: consumers(streaming_tail_consumers),
    kv_namespaces: kv_namespaces?.map((one) => ({ ...one, id: ids.kv.get(one.id) ?? one.id })),
    // What is for a local start alone is left out: it may have a password in it.
    hyperdrive:
      ids.hyperdrive === null
        ? undefined
        : hyperdrive?.map(({ binding }) => ({ binding, id: ids.hyperdrive })),
    ratelimits: ratelimits?.map((one) => ({
      ...one,
      namespace_id: limiterId(one.namespace_id, environment),
    })),
  }
  return {
    ...rest,
    ...addressOf(config, hosts),
    name: named(config.name),
    main: resolve(folder, config.main),
    ...Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)),
  }
}
