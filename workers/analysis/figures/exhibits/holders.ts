/** Tokens of the exhibit `holders`. */
import { type ExhibitRule, speaksOf } from './rule.ts'

const HOLDING =
  /\b(?:holders?|shareholders?|owners?|ownership|owns?|owned|holds?|held|holdings?|stakes?|institutions?|institutional|insiders?|pledged?|float|connect)\b|股东|持股|机构|持有|持仓|户数|质押|内部人|增持|减持|互联互通/

export const holders: ExhibitRule = {
  isFiscal: false,
  judge: (_, { text }) => speaksOf(HOLDING, text),
}
