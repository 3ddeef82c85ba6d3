/**
 * A company's financials for the day and currency the reader chose, with a second source on
 * request. When there is no exchange rate, the filed currency stays.
 */
import { signal } from '@preact/signals'
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { FinancialsWish } from '../api.ts'
import type { ApiResult, PageProblem } from '../page-problem.ts'
import { loader } from '../ui/loaded.ts'

export interface CompanyFinancials {
  figures: FigureIndex
  /** The day and currency that were asked for. */
  wish: FinancialsWish
  /** Why the amounts are not in the currency wished for. */
  unconverted: PageProblem | null
}
export type ReadFinancials = (wish: FinancialsWish) => Promise<ApiResult<FigureIndex>>

/**
 * When a read with a currency fails, it is made once more without it. If that succeeds, only the
 * conversion has failed.
 */
export const readCompany = async (
  read: ReadFinancials,
  wish: FinancialsWish,
): Promise<ApiResult<CompanyFinancials>> => {
  const asked = await read(wish)
  if (asked.ok) return { ok: true, data: { figures: asked.data, wish, unconverted: null } }
  if (wish.currency === null || asked.problem.reason === 'offline') return asked
  const filed = await read({ ...wish, currency: null })
  return filed.ok
    ? { ok: true, data: { figures: filed.data, wish, unconverted: asked.problem } }
    : filed
}

export const createCompanyModel = (read: ReadFinancials) => {
  let wish: FinancialsWish = { asOf: null, currency: null, crossCheck: false }
  const company = loader(() => readCompany(read, wish))
  /** Whether a second source is being asked now. */
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
