/** Reads numbers that are written as words: 三点五, 十二, forty-six. Pure. */

const HAN_DIGITS = '零一二三四五六七八九'
const HAN_UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

const hanDigit = (char: string): number =>
  HAN_DIGITS.indexOf(char === '两' ? '二' : char === '〇' ? '零' : char)

/**
 * Reads `十二` as 12, `三百零五` as 305 and `三点五` as 3.5. Null when the text is not a number.
 */
export const chineseNumber = (text: string): number | null => {
  const [whole = '', fraction] = text.split('点')
  let total = 0
  let digit = 0
  for (const char of whole) {
    const unit = HAN_UNITS[char]
    if (unit !== undefined) {
      total += (digit || 1) * unit
      digit = 0
    } else {
      digit = hanDigit(char)
      if (digit < 0) return null
    }
  }
  const decimals = [...(fraction ?? '')].map(hanDigit)
  if (decimals.includes(-1)) return null
  return Number(`${total + digit}${decimals.length ? `.${decimals.join('')}` : ''}`)
}

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

const smallEnglish = (text: string): number | null => {
  const [first = '', second] = text.split(/[- ]/)
  const ten = first === '' ? -1 : TENS.indexOf(first)
  if (ten > 1) {
    const one = second === undefined ? 0 : ONES.indexOf(second)
    return one >= 0 && one < 10 ? ten * 10 + one : null
  }
  const one = second === undefined ? ONES.indexOf(first) : -1
  return one < 0 ? null : one
}

const spelt = (words: readonly string[]): string => words.filter(Boolean).reverse().join('|')

/**
 * Patterns of the numbers from 1 to 99 in words, of lower case, the longest first: `forty-six` and
 * `forty six`, 四十六 and 两. The readers above and below take whatever they find.
 */
export const ENGLISH_COUNT = `(?:(?:${spelt(TENS)})(?:[- ](?:${spelt(ONES.slice(1, 10))}))?|${spelt(ONES.slice(1))})`
export const HAN_COUNT = '(?:[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])'

/** Reads digits and what the patterns above find, in any case. NaN for everything else. */
export const countOf = (text: string): number => {
  if (/^\d*$/.test(text)) return text === '' ? Number.NaN : Number(text)
  return englishNumber(text) ?? chineseNumber(text) ?? Number.NaN
}

/**
 * Reads `twelve` as 12, `forty-six` as 46, `three hundred and five` as 305 and `one point five` as
 * 1.5. Null when the text is not a number below a thousand.
 */
export const englishNumber = (text: string): number | null => {
  const [whole = '', fraction] = text.toLowerCase().split(' point ')
  const [hundreds, rest] = whole.includes(' hundred') ? whole.split(' hundred') : [null, whole]
  const high = hundreds === null ? 0 : hundreds === 'a' ? 1 : smallEnglish(hundreds ?? '')
  const low = rest?.trim() ? smallEnglish(rest.trim().replace(/^and /, '')) : 0
  if (high === null || low === null) return null
  const decimals = (fraction ?? '').split(' ').map((word) => ONES.indexOf(word))
  if (fraction === undefined) return high * 100 + low
  return decimals.includes(-1) ? null : Number(`${high * 100 + low}.${decimals.join('')}`)
}
