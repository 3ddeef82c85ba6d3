/**
 * Decides from the filed lines whether a company is a bank or an insurer: it has their lines and
 * none of an industrial balance sheet.
 */
import type { FactIndex } from './fact-index.ts'

const OF_BANKS = [
  'deposits',
  'loans',
  'net_interest_income',
  'premiums_earned',
  'provision_for_credit_losses',
]
/**
 * Lines of other companies. A company with a finance subsidiary also files deposits and loans, but
 * it files these lines too.
 */
const OF_OTHERS = ['inventory', 'current_assets', 'cost_of_revenue']

export const isBank = (index: FactIndex): boolean =>
  OF_BANKS.some((c) => index.has(c)) && !OF_OTHERS.some((c) => index.has(c))
