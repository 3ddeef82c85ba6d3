/**
 * The kind of a company: its industry together with what it files. An industry whose lines a company
 * does not file does not hold, and without an industry the lines tell: those of a bank or an insurer
 * and none of an industrial balance sheet.
 */
import type { IndustryKind } from '#shared/industry.ts'
import type { FactIndex } from './fact-index.ts'

const OF_BANKS = ['deposits', 'loans', 'net_interest_income', 'provision_for_credit_losses']
const OF_INSURERS = ['premiums_earned']
/**
 * Lines of other companies. A company with a finance subsidiary also files deposits and loans, but
 * it files these lines too.
 */
const OF_OTHERS = ['inventory', 'current_assets', 'cost_of_revenue']

const FINANCIAL: ReadonlySet<IndustryKind> = new Set([
  'bank',
  'life_insurer',
  'health_insurer',
  'property_insurer',
  'insurer',
  'broker',
])

/** `stated` is the industry's kind; null when it is not known. */
export const companyKind = (index: FactIndex, stated: IndustryKind | null): IndustryKind => {
  const files = (lines: readonly string[]): boolean => lines.some((line) => index.has(line))
  if (files(OF_OTHERS)) return stated !== null && !FINANCIAL.has(stated) ? stated : 'general'
  if (stated !== null) return stated
  if (files(OF_BANKS)) return 'bank'
  return files(OF_INSURERS) ? 'insurer' : 'general'
}

/** Banks, insurers and brokers: their balance sheets have no working capital and no debt apart. */
export const isFinancial = (kind: IndustryKind): boolean => FINANCIAL.has(kind)
