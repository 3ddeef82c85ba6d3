/** Tokens of the exhibit `insiders`: whose trades, bought or sold, and over which window. */
import { type ExhibitRule, speaksOf } from './rule.ts'

const TRADES =
  /\b(?:insiders?|directors?|executives?|officers?|management|chief|chair\w*|bought|sold|purchas\w*|sales?|sell\w*|buy\w*)\b|内部人|高管|董事|管理层|增持|减持|买入|卖出|净买|净卖/
const NET_BUYING = /\bnet (?:purchas\w*|buy\w*|bought)|净买入|净增持/
const NET_SELLING = /\bnet (?:sales?|sell\w*|sold)|净卖出|净减持/

const WORDS: Readonly<Record<string, number>> = {
  three: 3,
  six: 6,
  twelve: 12,
  三: 3,
  六: 6,
  十二: 12,
}
const MONTHS = /(\d{1,2}|three|six|twelve|十二|三|六)[\s-]{0,2}个?(?:months?|月)/g
const HALF = /\bhalf (?:a )?year\b|半年/
const YEAR = /\b(?:past|last|one|a|the) year\b|过去一年|近一年|一年内/

/** The windows that a sentence names, in months. */
const windowsIn = (text: string): number[] => [
  ...[...text.matchAll(MONTHS)].map(([, words = '']) => WORDS[words] ?? Number(words)),
  ...(HALF.test(text) ? [6] : []),
  ...(YEAR.test(text) ? [12] : []),
]

export const insiders: ExhibitRule = {
  isFiscal: false,
  judge: ({ name, period, value }, { own, text }) => {
    const other = speaksOf(TRADES, text)
    if (other) return other
    const windows = windowsIn(own)
    if (windows.length > 0 && !windows.some((months) => period === `${months}m`))
      return 'other_period'
    if (!name.startsWith('insider_net_')) return null
    const [buying, selling] = [NET_BUYING.test(own), NET_SELLING.test(own)]
    if (Number(value) < 0 && buying && !selling) return 'wrong_direction'
    return Number(value) > 0 && selling && !buying ? 'wrong_direction' : null
  },
}
