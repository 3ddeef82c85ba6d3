/**
 * Splits the text of a screen into tokens, each with its place. It never fails: `other` is left.
 */
import type { CompareOp, TextSpan } from './ast.ts'
import { isDigitAt, isIdeograph, isSpaceAt, isWordAt, normalised } from './characters.ts'
import { type Catalogue, joiningWordAt } from './catalogue.ts'
import type { Field } from './fields.ts'
import {
  COMPARE_SYMBOLS,
  COMPARE_WORDS,
  CURRENCY_SIGNS,
  CURRENCY_WORDS,
  KEYWORDS,
  type Keyword,
  NUMBER_UNITS,
  SCALES,
  YUAN_OR_YEN,
} from './words.ts'

/** `text` of a word is in plain lower case, of a string as it was written. */
export type Token = TextSpan &
  (
    | {
        kind: 'number'
        /** In the unit's scale 1: 15% is 0.15. */
        value: number
        unit: 'plain' | 'percent' | 'x' | 'days' | 'years'
        /** A code, `local`, or the sign of two currencies. */
        currency: string | null
      }
    /** A word, a run of words that is the name of figures, or both. */
    | { kind: 'word'; text: string; fields: readonly Field[] }
    | { kind: 'keyword'; keyword: Keyword }
    | { kind: 'string'; text: string }
    | { kind: 'compare'; op: CompareOp }
    | { kind: 'currency'; code: string }
    | { kind: 'symbol'; symbol: '(' | ')' | '[' | ']' | ',' | '+' | '-' | '*' | '/' }
    | { kind: 'open_string' | 'other' | 'end' }
  )

const NUMBER = /(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:e[+-]?\d{1,3}(?!\d))?|\.\d+/y
const SYMBOLS = '()[],+-*/'
const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '”': '”',
  '‘': '’',
  '「': '」',
  '『': '』',
  '《': '》',
}

/** Longer ones first, so that the longest is found. */
const byLength = (words: Iterable<string>): string[] =>
  [...words].sort((a, b) => b.length - a.length)
/** Words by their first character, the longer ones first. */
type WordList = ReadonlyMap<string, readonly string[]>
const wordList = (words: Iterable<string>): WordList =>
  Map.groupBy(byLength(words), (word) => word.charAt(0))

const SIGNS = byLength(Object.keys(CURRENCY_SIGNS))
const CURRENCY_NAMES = wordList(Object.keys(CURRENCY_WORDS))
const SCALE_NAMES = wordList(Object.keys(SCALES))
const UNIT_NAMES = wordList(Object.keys(NUMBER_UNITS))
const SYMBOL_OPS = byLength(Object.keys(COMPARE_SYMBOLS))

/** A word of the list that stands here whole. Ideographs need no end after them. */
const wholeAt = (lower: string, at: number, words: WordList): string | null => {
  const first = lower.charAt(at)
  const found = words
    .get(first)
    ?.find(
      (word) =>
        lower.startsWith(word, at) &&
        (isIdeograph(first) ||
          !isWordAt(word, word.length - 1) ||
          !isWordAt(lower, at + word.length) ||
          joiningWordAt(lower, at + word.length) !== null),
    )
  return found ?? null
}

const skipSpaces = (lower: string, at: number): number => {
  let next = at
  while (next < lower.length && isSpaceAt(lower, next)) next++
  return next
}

/** A decimal text times a power of ten, without an error of rounding in between. */
export const timesTen = (decimal: string, power: number): number => {
  const [digits = '', exponent = '0'] = decimal.split('e')
  return Number(`${digits}e${Number(exponent) + power}`)
}

const SIGN_STARTS = new Set(SIGNS.map((sign) => sign.charAt(0)))

export const numberAt = (lower: string, from: number): Token | null => {
  const first = lower.charAt(from)
  if (!isDigitAt(lower, from) && first !== '.' && !SIGN_STARTS.has(first)) return null
  const signFrom = SIGNS.find((sign) => lower.startsWith(sign, from))
  let at = signFrom === undefined ? from : skipSpaces(lower, from + signFrom.length)
  NUMBER.lastIndex = at
  const digits = NUMBER.exec(lower)?.[0]
  if (digits === undefined) return null
  at += digits.length
  let currency = signFrom === undefined ? null : (CURRENCY_SIGNS[signFrom] ?? null)
  let to = at
  let power = 0
  const scale = wholeAt(lower, skipSpaces(lower, at), SCALE_NAMES)
  if (scale !== null) {
    power = SCALES[scale] ?? 0
    to = skipSpaces(lower, at) + scale.length
  }
  const after = skipSpaces(lower, to)
  const money = wholeAt(lower, after, CURRENCY_NAMES)
  const named = wholeAt(lower, after, UNIT_NAMES)
  let unit: 'plain' | 'percent' | 'x' | 'days' | 'years' = 'plain'
  const isMoney = money !== null && currency === null && money.length >= (named?.length ?? 0)
  if (isMoney) {
    currency = CURRENCY_WORDS[money] ?? null
    to = after + money.length
  } else if (named !== null && currency === null) {
    unit = NUMBER_UNITS[named] ?? 'plain'
    to = after + named.length
  }
  if (unit === 'percent') power -= 2
  // These characters are written so in Chinese alone.
  if (currency === YUAN_OR_YEN && scale !== null && /[亿万]/.test(scale)) currency = 'CNY'
  return {
    kind: 'number',
    value: timesTen(digits.replaceAll(',', ''), power),
    unit,
    currency,
    from,
    to,
  }
}

const stringAt = (text: string, lower: string, from: number): Token | null => {
  const close = CLOSING[lower.charAt(from)]
  if (close === undefined) return null
  let content = ''
  for (let at = from + 1; at < text.length; at++) {
    if (lower.charAt(at) === close) return { kind: 'string', text: content, from, to: at + 1 }
    if (text.charAt(at) === '\\' && at + 1 < text.length) at++
    content += text.charAt(at)
  }
  return { kind: 'open_string', from, to: text.length }
}

const wordAt = (lower: string, from: number, catalogue: Catalogue): Token => {
  let to = from
  while (
    to < lower.length &&
    isWordAt(lower, to) &&
    (to === from || joiningWordAt(lower, to) === null)
  )
    to++
  if (to === from) to++
  const joining = joiningWordAt(lower, from)
  const word = joining ?? lower.slice(from, to)
  const end = from + word.length
  const name = catalogue.longestAt(lower, from)
  const keyword = Object.hasOwn(KEYWORDS, word) ? KEYWORDS[word] : undefined
  if (keyword !== undefined && (name === null || name.to <= end))
    return { kind: 'keyword', keyword, from, to: end }
  const op = Object.hasOwn(COMPARE_WORDS, word) ? COMPARE_WORDS[word] : undefined
  if (op !== undefined && (name === null || name.to <= end))
    return { kind: 'compare', op, from, to: end }
  if (name !== null && name.to >= end)
    return {
      kind: 'word',
      text: lower.slice(from, name.to),
      fields: name.fields,
      from,
      to: name.to,
    }
  const code = Object.hasOwn(CURRENCY_WORDS, word) ? CURRENCY_WORDS[word] : undefined
  return code !== undefined && isDigitAt(lower, skipSpaces(lower, end))
    ? { kind: 'currency', code, from, to: end }
    : { kind: 'word', text: word, fields: [], from, to: end }
}

const tokenAt = (text: string, lower: string, from: number, catalogue: Catalogue): Token => {
  const number = numberAt(lower, from)
  if (number) {
    // Some names begin with a digit.
    const name = catalogue.longestAt(lower, from)
    if (name === null || name.to <= number.to) return number
    return {
      kind: 'word',
      text: lower.slice(from, name.to),
      fields: name.fields,
      from,
      to: name.to,
    }
  }
  if (isWordAt(lower, from)) return wordAt(lower, from, catalogue)
  const string = stringAt(text, lower, from)
  if (string) return string
  const op = SYMBOL_OPS.find((symbol) => lower.startsWith(symbol, from))
  if (op !== undefined)
    return { kind: 'compare', op: COMPARE_SYMBOLS[op] ?? '=', from, to: from + op.length }
  if (lower.startsWith('&&', from)) return { kind: 'keyword', keyword: 'and', from, to: from + 2 }
  if (lower.startsWith('||', from)) return { kind: 'keyword', keyword: 'or', from, to: from + 2 }
  const char = lower.charAt(from)
  if (SYMBOLS.includes(char)) return { kind: 'symbol', symbol: char as '(', from, to: from + 1 }
  return { kind: 'other', from, to: from + 1 }
}

/** All tokens of a text, and one for its end. */
export const tokensOf = (text: string, catalogue: Catalogue): Token[] => {
  const lower = normalised(text)
  const tokens: Token[] = []
  let at = skipSpaces(lower, 0)
  while (at < lower.length) {
    const token = tokenAt(text, lower, at, catalogue)
    tokens.push(token)
    at = skipSpaces(lower, token.to)
  }
  tokens.push({ kind: 'end', from: text.length, to: text.length })
  return tokens
}
