/** The one ledger, and the account from which a module is paid. */
import { loggedObject } from '#shared/logs/objects.ts'
import type { Env } from '../env.ts'
import type { Account } from './account.ts'

export const theLedger = (env: Env) =>
  loggedObject('ModelLedger', env.MODEL_LEDGER.getByName('all'))

/** `module` names the module, or what else calls are made for. */
export const accountOf = (
  env: Env,
  module: string,
  spending: Pick<Account, 'report' | 'caps'>,
): Account => {
  const ledger = theLedger(env)
  return {
    ledger: {
      enter: (call) => ledger.enter(call),
      settle: (id, ended) => ledger.settle(id, ended),
    },
    module,
    ...spending,
  }
}
