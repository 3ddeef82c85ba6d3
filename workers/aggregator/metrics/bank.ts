/**
 * Whether a company is a bank or an insurer, from what it files: their lines, and none of an
 * industrial balance sheet's.
 */
import type { FactIndex } from './fact-index.ts'

const OF_BANKS = [
  'deposits',
  'loans',
  'net_interest_income',
  'premiums_earned',
  'provision_for_credit_losses',
]
/** A company with a finance subsidiary files deposits and loans too, but it also files these. */
const OF_OTHERS = ['inventory', 'current_assets', 'cost_of_revenue']

export const isBank = (index: FactIndex): boolean =>
  OF_BANKS.some((c) => index.has(c)) && !OF_OTHERS.some((c) => index.has(c))
