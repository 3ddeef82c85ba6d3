/**
 * Characters of a screen's text. Full-width forms become plain ones, each in its own place, so that
 * a place in the result is the same place in the text.
 */

const PLAIN: Readonly<Record<string, string>> = {
  '\u3000': ' ',
  '\u00a0': ' ',
  '、': ',',
  '，': ',',
  '。': '.',
  '−': '-',
  '–': '-',
  '—': '-',
  '×': '*',
  '÷': '/',
  '∕': '/',
  '【': '(',
  '】': ')',
  '［': '[',
  '］': ']',
  '￥': '¥',
  '﹪': '%',
}

const REPLACED = /[\uff01-\uff5e\u3000\u00a0、。−–—×÷∕【】￥﹪]/g

const plainOf = (char: string): string => {
  const known = PLAIN[char]
  if (known !== undefined) return known
  return String.fromCharCode(char.charCodeAt(0) - 0xfee0)
}

/** In lower case where that keeps the length. */
export const normalised = (text: string): string => {
  const plain = text.replaceAll(REPLACED, plainOf)
  const lower = plain.toLowerCase()
  if (lower.length === plain.length) return lower
  return Array.from({ length: plain.length }, (_, at) => {
    const char = plain.charAt(at).toLowerCase()
    return char.length === 1 ? char : plain.charAt(at)
  }).join('')
}

/** A name as it is looked up: in plain lower case, with single spaces. */
export const nameKey = (name: string): string =>
  normalised(name.normalize('NFC')).trim().replaceAll(/\s+/g, ' ')

const WORD = /[\p{L}\p{N}\p{M}_\ud800-\udfff]/u
const IDEOGRAPH = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\ud840-\ud888]/

export const isWordAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  if (Number.isNaN(code)) return false
  if (code < 0x80)
    return (
      (code >= 97 && code <= 122) ||
      (code >= 48 && code <= 57) ||
      code === 95 ||
      (code >= 65 && code <= 90)
    )
  return WORD.test(text.charAt(at))
}

/** Characters of languages that write no spaces between words. */
export const isIdeograph = (char: string): boolean => IDEOGRAPH.test(char)

export const isSpaceAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code < 0x80 ? code === 32 || (code >= 9 && code <= 13) : /\s/.test(text.charAt(at))
}
export const isDigitAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}
