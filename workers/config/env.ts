/** Bindings of the config service. */
import type { ConfigStore } from './config-store.ts'

export interface Env {
  /** Published copies of the documents, for readers that can accept eventual consistency. */
  CONFIG_KV: KVNamespace
  /** The single writer: versions, compare-and-set, history. */
  CONFIG_STORE: DurableObjectNamespace<ConfigStore>
}

/** The one object that holds the configuration. */
export const configStore = (env: Env): DurableObjectStub<ConfigStore> =>
  env.CONFIG_STORE.getByName('config')
