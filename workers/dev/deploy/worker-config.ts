/** The Workers of the system, as their checked-in wrangler configurations describe them. */
import { join } from 'node:path'
import { experimental_readRawConfig } from 'wrangler'
import { z } from 'zod'
import { ROOT, WORKER_CONFIGS } from '../paths.ts'

/**
 * What a deployment reads or replaces in a configuration. Everything else is passed on as it is.
 */
const workerConfigSchema = z.looseObject({
  name: z.string(),
  main: z.string(),
  workers_dev: z.boolean().default(false),
  assets: z.looseObject({ directory: z.string() }).optional(),
  vars: z.record(z.string(), z.unknown()).optional(),
  services: z.array(z.looseObject({ binding: z.string(), service: z.string() })).optional(),
  durable_objects: z
    .looseObject({ bindings: z.array(z.looseObject({ script_name: z.string().optional() })) })
    .optional(),
  workflows: z
    .array(z.looseObject({ name: z.string(), script_name: z.string().optional() }))
    .optional(),
  tail_consumers: z.array(z.looseObject({ service: z.string() })).optional(),
  streaming_tail_consumers: z.array(z.looseObject({ service: z.string() })).optional(),
  kv_namespaces: z.array(z.looseObject({ binding: z.string(), id: z.string() })).optional(),
  hyperdrive: z.array(z.looseObject({ binding: z.string(), id: z.string() })).optional(),
  ratelimits: z.array(z.looseObject({ namespace_id: z.string() })).optional(),
})

export type WorkerConfig = z.infer<typeof workerConfigSchema>

export interface WorkerToDeploy {
  /** Folder of the configuration, from which its paths are read. */
  folder: string
  config: WorkerConfig
}

/** Parts of a configuration that need something in the account which a deployment does not make. */
const NOT_MADE = [
  'env',
  'd1_databases',
  'r2_buckets',
  'queues',
  'vectorize',
  'pipelines',
  'secrets_store_secrets',
  'dispatch_namespaces',
  'mtls_certificates',
  'containers',
]

/** What a deployment could not do with this configuration. Pure. */
export const faultsOf = (path: string, config: unknown): string[] => {
  const parsed = workerConfigSchema.safeParse(config)
  if (!parsed.success)
    return parsed.error.issues.map(
      ({ path: at, message }) => `${path}: ${at.join('.')}: ${message}`,
    )
  return NOT_MADE.filter((part) => part in parsed.data).map(
    (part) => `${path}: ${part}: a deployment does not make this`,
  )
}

/** All Workers, the gateway first, or what is wrong with their configurations. */
export const readWorkers = (
  root = ROOT,
): { workers: WorkerToDeploy[] } | { wrong: readonly string[] } => {
  const found = WORKER_CONFIGS.map((path) => ({
    path,
    config: experimental_readRawConfig({ config: join(root, path) }).rawConfig as unknown,
  }))
  const wrong = found.flatMap(({ path, config }) => faultsOf(path, config))
  if (wrong.length > 0) return { wrong }
  return {
    workers: found.map(({ path, config }) => ({
      folder: join(root, path, '..'),
      config: workerConfigSchema.parse(config),
    })),
  }
}
