/**
 * Finds the only `ModelLedger` object, and makes the account to which the calls of one module are
 * charged.
 */
import { loggedObject } from '#shared/logs/objects.ts'
import type { Env } from '../env.ts'
import type { Account } from './account.ts'

export const theLedger = (env: Env) =>
  loggedObject('ModelLedger', env.MODEL_LEDGER.getByName('all'))

/**
 * The account of one module in one report. `module` is the id of the module, or a name for other
 * calls to a model, such as a translation.
 */
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
