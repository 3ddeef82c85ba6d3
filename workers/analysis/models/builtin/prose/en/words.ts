/** English: small words shared by the modules. */
import type { PastStanding } from '../price-words.ts'

const REASONS: Record<string, string> = {
  not_reported: 'not reported',
  not_applicable: 'does not apply to this company',
  provider_failed: 'the source failed',
  not_yet_known: 'not yet published at that date',
  not_in_recording: 'not in the recorded data',
  refused: 'not computed, because its inputs do not allow it',
}
export const reasonOf = (reason: string | null): string =>
  reason === null
    ? 'not among the figures supplied'
    : (REASONS[reason] ?? reason.replaceAll('_', ' '))
export const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
export const lower = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text
/** How much of the own past lies lower, as the beginning of a clause. */
export const lieLower = (standing: PastStanding): string =>
  standing === 'none'
    ? 'none of them lies lower'
    : standing === 'all'
      ? 'all of them lie lower'
      : `${standing.ref} of them lie lower`
export const SOURCES: Record<string, string> = {
  sec: 'SEC EDGAR',
  cninfo: 'CNINFO',
  eastmoney: 'East Money',
  tushare: 'Tushare',
  jquants: 'J-Quants',
  yahoo: 'Yahoo Finance',
}
const TIMES: Record<number, string> = { 10: 'ten', 15: 'fifteen', 20: 'twenty', 25: 'twenty-five' }
export const times = (n: number): string => `${TIMES[n] ?? 'several'} times earnings`
export const WHAT = { epv: 'Earnings power value', dcf: 'The discounted cash flow value' }
