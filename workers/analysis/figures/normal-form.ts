/**
 * Brings a text to one form before it is read: entities decoded, digits of every script as ASCII
 * digits, no zero-width, bidi or control characters, and no mark inside a number. What a reader
 * sees as a number is then one run of digits. Takes time in proportion to the length.
 */
import { decodeHTML } from 'entities'

/** Most rounds of decoding: an entity may be written as the entity of an ampersand. */
const MAX_ROUNDS = 3
const NUMERIC_ENTITY = /&(?=#)/g

const decoded = (text: string): string => {
  let rest = text
  for (let round = 0; round < MAX_ROUNDS && rest.includes('&'); round++) {
    const after = decodeHTML(rest)
    if (after === rest) return rest
    rest = after
  }
  // What is still encoded now is no accident. The page would decode it once more.
  return rest.replace(NUMERIC_ENTITY, '')
}

/**
 * Chinese punctuation that stays as it is; other wide and compatibility characters are replaced.
 */
const OTHER_FORM =
  /(?:(?!\p{ASCII})[^\u3000-\u303F\u4E00-\u9FFF\uFF01-\uFF04\uFF06-\uFF0A\uFF0C\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65])+|[\uFF04\uFF0B\uFF0D-\uFF0F]/gu
/** Formatting characters, controls other than line ends and tabs, and the places of the page. */
const UNSEEN = /[\p{Cf}\p{Co}\p{Cs}\p{Variation_Selector}\uFFFC]|(?![\n\t\r])\p{Cc}/gu
const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu
/** Circled digits in black, which have no compatible form. */
const DINGBAT = /[\u2776-\u2793]/g

/** The zero of the ten digits that a digit belongs to: each script has its ten in a row. */
const digitOf = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return String((code - zero) % 10)
}
const dingbatOf = (char: string): string => String((((char.codePointAt(0) ?? 0) - 0x2776) % 10) + 1)

const UNIT = String.raw`\s?(?:%|percent|x\b|倍|billion|million|trillion|bn\b|亿|万|百万)`
/** Emphasis inside a number moves out of it. */
const INSIDE = /(?<=[\d.,])(?:\*{1,3}|_{1,3}|~~|`|\\)(?=[\d.,%])/g
const BEFORE_UNIT = new RegExp(String.raw`(?<=\d)(\*{1,3}|_{1,3})(${UNIT})`, 'g')
const AFTER_DIGIT = /(?<=\d)\p{M}+/gu

export const normalForm = (text: string): string =>
  decoded(text)
    .replace(OTHER_FORM, (run) => run.normalize('NFKC'))
    .replace(UNSEEN, '')
    .replace(OTHER_DIGIT, digitOf)
    .replace(DINGBAT, dingbatOf)
    .replaceAll('\u2044', '/')
    .replace(AFTER_DIGIT, '')
    .replace(INSIDE, '')
    .replace(BEFORE_UNIT, '$2$1')
