/** Bindings of the analysis service: its ledger, the keys of models and the address of Gemini. */
import type { ModelLedger } from './ledger/model-ledger.ts'
import type { RunTimeKeysEnv } from '#shared/run-time-keys.ts'
import type { ModelEnv } from './model-env.ts'

export interface Env extends ModelEnv, RunTimeKeysEnv {
  /** One object, named `all`: the ledger of paid calls. */
  MODEL_LEDGER: DurableObjectNamespace<ModelLedger>
}
