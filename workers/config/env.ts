/** Bindings of the config service. */
import { loggedObject } from '#shared/logs/objects.ts'
import type { ConfigStore } from './config-store.ts'

export interface Env {
  /** Published copies of the documents, for readers that can accept eventual consistency. */
  CONFIG_KV: KVNamespace
  /** The single writer: versions, compare-and-set, history. */
  CONFIG_STORE: DurableObjectNamespace<ConfigStore>
  /**
   * Secret: 32 bytes in hexadecimal digits, with which the keys that are set at run time are
   * encrypted. Without it none can be set.
   */
  KEY_ENCRYPTION_KEY?: string
  /** The secret before it, until everything is encrypted with the present one. */
  KEY_ENCRYPTION_KEY_FORMER?: string
}

/** The one object that holds the configuration. */
export const configStore = (env: Env): DurableObjectStub<ConfigStore> =>
  loggedObject('ConfigStore', env.CONFIG_STORE.getByName('config'))
