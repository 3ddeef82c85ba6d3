/** Tokens of the exhibit `actions`: dividends and splits by their days. */
import { type ExhibitRule, speaksOf } from './rule.ts'

const DIVIDEND =
  /\b(?:dividends?|distribut\w*|payouts?|paid|pays?|ex date|ex dividend)\b|派息|股息|分红|派发|除息|每股派|红利/
const SPLIT = /\b(?:splits?|consolidat\w*|bonus)\b|拆股|送股|转增|合股|拆分|拆细/
const YEARS = /\b((?:19|20)\d{2})\b|((?:19|20)\d{2})(?=\s?年)/g

export const actions: ExhibitRule = {
  isFiscal: false,
  judge: ({ name, period }, { own, text }) => {
    const other = speaksOf(name === 'split' ? SPLIT : DIVIDEND, text)
    if (other) return other
    const years = [...own.matchAll(YEARS)].map(([, a, b]) => a ?? b ?? '')
    return years.length > 0 && !years.includes(period.slice(0, 4)) ? 'other_period' : null
  },
}
