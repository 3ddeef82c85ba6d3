/**
 * A company's financials as the reader wants them: day, currency, agreement. Where no rate can be
 * had, the filed currency stays.
 */
import { signal } from '@preact/signals'
import type { Financials } from '#shared/contracts/facts.ts'
import type { FinancialsWish } from '../api.ts'
import type { ApiResult, PageProblem } from '../page-problem.ts'
import { loader } from '../ui/loaded.ts'

export interface CompanyFinancials {
  financials: Financials
  /** What it was read for. */
  wish: FinancialsWish
  /** Why the amounts are not in the currency wished for. */
  unconverted: PageProblem | null
}
export type ReadFinancials = (wish: FinancialsWish) => Promise<ApiResult<Financials>>

/**
 * A read that fails with a currency is made once more without it: if that succeeds, only the
 * conversion has failed.
 */
export const readCompany = async (
  read: ReadFinancials,
  wish: FinancialsWish,
): Promise<ApiResult<CompanyFinancials>> => {
  const asked = await read(wish)
  if (asked.ok) return { ok: true, data: { financials: asked.data, wish, unconverted: null } }
  if (wish.currency === null || asked.problem.reason === 'offline') return asked
  const filed = await read({ ...wish, currency: null })
  return filed.ok
    ? { ok: true, data: { financials: filed.data, wish, unconverted: asked.problem } }
    : filed
}

export const createCompanyModel = (read: ReadFinancials) => {
  let wish: FinancialsWish = { asOf: null, currency: null, crossCheck: false }
  const company = loader(() => readCompany(read, wish))
  /** A second source is being asked. */
  const checking = signal(false)
  return {
    value: company.value,
    busy: company.busy,
    checking,
    load(asOf: string | null, currency: string | null): Promise<void> {
      wish = { asOf, currency, crossCheck: wish.crossCheck }
      return company.load()
    },
    async crossCheck() {
      wish = { ...wish, crossCheck: true }
      checking.value = true
      await company.load()
      checking.value = false
    },
  }
}
