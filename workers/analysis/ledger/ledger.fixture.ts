/** A ledger in memory, by the same rule as the object's, for tests outside of workerd. */
import { capPassed, type EndedCall, type PlannedCall } from './admission.ts'
import type { Account, CallLedger } from './account.ts'

export interface LedgerInMemory extends CallLedger {
  calls: (PlannedCall & { ended: EndedCall | null })[]
}

export const ledgerInMemory = (): LedgerInMemory => {
  const calls: LedgerInMemory['calls'] = []
  const spent = (of: typeof calls) =>
    of.reduce((sum, { worst, ended }) => sum + (ended ? (ended.cost ?? 0) : worst), 0)
  return {
    calls,
    async enter(call) {
      const { report } = call
      const sums = {
        report: report === null ? 0 : spent(calls.filter((one) => one.report === report)),
        day: spent(calls),
      }
      const cap = capPassed(sums, call.worst, call.caps)
      if (cap) return { ok: false, cap, ...sums }
      calls.push({ ...call, ended: null })
      return { ok: true, id: calls.length - 1 }
    },
    async settle(id, ended) {
      const call = calls[id]
      if (call) call.ended ??= ended
    },
  }
}

export const NO_CAPS = { report_usd: null, day_usd: null }

export const account = (over: Partial<Account> = {}): Account => ({
  ledger: ledgerInMemory(),
  report: null,
  module: 'test',
  caps: NO_CAPS,
  ...over,
})
