/** Holds the mapped debt against the debt of the balance sheet as it was presented. */
import { industryOf } from './industries.ts'
import type { MappedFiler } from './mapped.ts'
import { presentedDebt } from './presented-debt.ts'

/** Debt below the presented by more than this part is a part that passes for the whole. */
const TOLERANCE = 0.03

export const DEBT_VERDICTS = [
  'right',
  'a part shown as the whole',
  'absent, and a part is missing',
  'absent, though all of it is filed',
  'above what is presented',
] as const
export type DebtVerdict = (typeof DEBT_VERDICTS)[number]

export interface JudgedDebt {
  name: string
  industry: string
  verdict: DebtVerdict
  shown: number | null
  presented: number
  /** Whether some of it is under tags of the filer's own. */
  hasOwn: boolean
}

/** Null for a filer without debt, filed or presented. */
export const judgeDebt = (filer: MappedFiler): JudgedDebt | null => {
  const { report, facts } = filer
  const lines = presentedDebt(filer)
  const presented = lines.reduce((sum, { value }) => sum + value, 0)
  const at = (concept: string): number | null => {
    const fact = facts.find((one) => one.concept === concept && one.end === report.period)
    return fact ? Number(fact.value) : null
  }
  const shown = at('total_debt')
  const standard = lines.reduce((sum, { isOwn, value }) => sum + (isOwn ? 0 : value), 0)
  const hasOwn = lines.some(({ isOwn }) => isOwn)
  if (!shown && presented === 0) return null
  const verdict = (): DebtVerdict => {
    const most = (1 - TOLERANCE) * presented
    if (shown === null)
      return standard < most || (at('debt_in_part') ?? 0) < most
        ? 'absent, and a part is missing'
        : 'absent, though all of it is filed'
    if (shown < (1 - TOLERANCE) * presented) return 'a part shown as the whole'
    return presented > 0 && shown > (1 + TOLERANCE) * presented
      ? 'above what is presented'
      : 'right'
  }
  return {
    name: report.name,
    industry: industryOf(report.sic),
    verdict: verdict(),
    shown,
    presented,
    hasOwn,
  }
}
