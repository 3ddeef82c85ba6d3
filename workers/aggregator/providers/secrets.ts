/**
 * Finding a provider's key in text that is about to leave: a failure's detail, which is answered,
 * logged and kept by the gate. Data are never changed by a key. Pure.
 */

/**
 * A shorter key is a word (`demo`, `k`) that stands in data by chance. It is no secret there, and
 * no answer is refused because of it.
 */
export const SECRET_LENGTH = 8
/** So many characters in a row of a longer key are a part of it, and not there by chance. */
const PART_LENGTH = 12

const ENTITIES: Record<string, string> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' }
const character = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '')

/** Percent, JSON and HTML escapes undone, in whatever case and however often they are mixed. */
const unescaped = (text: string): string =>
  text
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_, code: string) => character(Number(code)))
    .replace(/&(amp|quot|apos|lt|gt);/gi, (_, name: string) => ENTITIES[name.toLowerCase()] ?? '')

/** The same for every spelling of a text: unescaped twice, without spaces, plus and backslashes. */
const folded = (text: string): string =>
  unescaped(unescaped(text))
    .replace(/[\s+\\]|\p{Cf}|\p{Cc}/gu, '')
    .toLowerCase()

/**
 * Is the key, or a readable part of it, in the text, in any of its spellings? To be asked of the
 * whole text, before it is cut.
 */
export const tellsKey = (text: string, key: string | null): boolean => {
  if (!key) return false
  if (text.includes(key)) return true
  const searched = folded(text)
  const secret = folded(key)
  if (secret.length <= PART_LENGTH) return secret !== '' && searched.includes(secret)
  for (let at = 0; at + PART_LENGTH <= secret.length; at += 1)
    if (searched.includes(secret.slice(at, at + PART_LENGTH))) return true
  return false
}

/** As `URLSearchParams` writes it: a space is `+`, and `~ ! ' ( )` are escaped. */
const asParameter = (key: string): string => new URLSearchParams({ k: key }).toString().slice(2)

/**
 * The spellings in which a provider repeats a key that it was sent: as sent in a header, an address
 * or a body.
 */
const formsOf = (key: string): readonly string[] => {
  const json = JSON.stringify(key).slice(1, -1)
  const forms = [key, encodeURIComponent(key), asParameter(key), json, json.replaceAll('/', '\\/')]
  return [...new Set([...forms, ...forms.map(lowerEscapes)])]
}
const lowerEscapes = (text: string): string =>
  text.replace(/%[0-9A-F]{2}/g, (triple) => triple.toLowerCase())

/** Does an answer repeat the whole key? Such an answer is not kept. Linear in the text. */
export const repeatsKey = (text: string, key: string | null): boolean =>
  key !== null && key.length >= SECRET_LENGTH && formsOf(key).some((form) => text.includes(form))

/** The failure as it may leave: without a detail that tells the key. */
export const withoutKey = <F extends { detail: string }>(
  failure: F,
  provider: string,
  key: string | null,
): F =>
  key !== null && key.length >= SECRET_LENGTH && tellsKey(failure.detail, key)
    ? { ...failure, detail: `${provider}: the detail repeats the key and is not quoted` }
    : failure
