/** The values of texts that a condition may list: checked, and in their one spelling. */
import type { TextField } from './ast.ts'
import { nameKey } from './characters.ts'
import { INDUSTRY_KINDS } from '../industry.ts'
import { MAX_VALUE } from './limits.ts'
import { MARKETS } from '../names.ts'
import { nearNames } from './near-names.ts'
import { type ScreenFault, makeFault, shown } from './problem.ts'
import { CURRENCIES, CURRENCY_WORDS, LOCAL, MARKET_WORDS } from './words.ts'

export type ValueResult = { ok: true; value: string } | { ok: false; fault: ScreenFault }

const oneOf = (list: readonly string[], value: string, other: string | undefined): ValueResult => {
  const key = nameKey(value)
  const found = other ?? list.find((name) => name.toLowerCase() === key)
  if (found !== undefined) return { ok: true, value: found }
  const names = list.map((name) => ({ id: name, names: [name.toLowerCase()] }))
  const near = nearNames(key, names)
  return {
    ok: false,
    fault: makeFault(
      'unknown_value',
      `${shown(value)} is none of ${list.slice(0, 12).join(', ')}`,
      `${shown(value)}不在可选值之内：${list.slice(0, 12).join('、')}`,
      near,
    ),
  }
}

const otherWord = (words: Readonly<Record<string, string>>, value: string): string | undefined => {
  const key = nameKey(value)
  return Object.hasOwn(words, key) ? words[key] : undefined
}

export const currencyOf = (value: string): ValueResult => {
  const other = otherWord(CURRENCY_WORDS, value)
  return oneOf(CURRENCIES, value, other === LOCAL ? undefined : other)
}

/** Of industries and exchanges any text is taken: a run tells when no company has it. */
export const checkedValue = (field: TextField, value: string): ValueResult => {
  const text = value.replaceAll(/\s+/g, ' ').trim()
  if (text === '' || text.length > MAX_VALUE)
    return {
      ok: false,
      fault: makeFault(
        'unknown_value',
        `a value has 1 to ${MAX_VALUE} characters`,
        `每个值有 1 到 ${MAX_VALUE} 个字符`,
      ),
    }
  switch (field) {
    case 'market':
      return oneOf(MARKETS, text, otherWord(MARKET_WORDS, text))
    case 'kind':
      return oneOf(INDUSTRY_KINDS, text, undefined)
    case 'currency':
      return currencyOf(text)
    case 'industry':
    case 'exchange':
      return { ok: true, value: text }
  }
}
