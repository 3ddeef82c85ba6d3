/**
 * Finds a provider's key in text that is about to leave the program: a failure's detail is sent to
 * the caller, logged and kept by the gate. Data are never changed because of a key. Pure.
 */

/**
 * Shortest key that is treated as a secret, in characters. A shorter key is a word (`demo`, `k`)
 * that can stand in data by chance, so no answer is refused because of it.
 */
export const SECRET_LENGTH = 8
/**
 * This many consecutive characters of a longer key count as a part of the key: they do not stand in
 * a text by chance.
 */
const PART_LENGTH = 12

const ENTITIES: Record<string, string> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' }
const character = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '')

/**
 * Undoes percent, JSON and HTML escapes, in upper or lower case, also when they are mixed or
 * nested.
 */
const unescaped = (text: string): string =>
  text
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_, code: string) => character(Number(code)))
    .replace(/&(amp|quot|apos|lt|gt);/gi, (_, name: string) => ENTITIES[name.toLowerCase()] ?? '')

/**
 * Maps all spellings of a text to the same text: unescaped twice, without spaces, plus signs and
 * backslashes.
 */
const folded = (text: string): string =>
  unescaped(unescaped(text))
    .replace(/[\s+\\]|\p{Cf}|\p{Cc}/gu, '')
    .toLowerCase()

/**
 * Whether the text contains the key, or a readable part of it, in any of its spellings. Call it
 * with the whole text, before the text is cut.
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

/** The key as `URLSearchParams` writes it: a space becomes `+`, and `~ ! ' ( )` are escaped. */
const asParameter = (key: string): string => new URLSearchParams({ k: key }).toString().slice(2)

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)
const spelledIn = (text: string): readonly string[] => [
  text,
  encodeURIComponent(text),
  asParameter(text),
  inJson(text),
  inJson(text).replaceAll('/', '\\/'),
]

/**
 * The spellings in which a provider may repeat the key it received: as it was sent in a header, in
 * an address or in a body, and each of these written once more (a list of headers as a text in
 * JSON).
 */
const formsOf = (key: string): readonly string[] => {
  const forms = spelledIn(key).flatMap(spelledIn)
  return [...new Set([...forms, ...forms.map(lowerEscapes)])]
}
const lowerEscapes = (text: string): string =>
  text.replace(/%[0-9A-F]{2}/g, (triple) => triple.toLowerCase())

/**
 * Whether an answer repeats the whole key. Such an answer is not kept. Linear in the text's length.
 */
export const repeatsKey = (text: string, key: string | null): boolean =>
  key !== null && key.length >= SECRET_LENGTH && formsOf(key).some((form) => text.includes(form))

/** Longest text, in characters, that is searched for readable parts of the key too. */
const MAX_SEARCHED = 64 * 1024

/**
 * Whether an answer may be kept. A short one is mostly a message, and a message may quote the key
 * in any spelling.
 */
export const isKeepable = (text: string, key: string | null): boolean =>
  !repeatsKey(text, key) &&
  !(
    key !== null &&
    key.length >= SECRET_LENGTH &&
    text.length <= MAX_SEARCHED &&
    tellsKey(text, key)
  )

/**
 * A text of a request is only looked for when it has this many characters: a shorter one, such as
 * `/quote`, may be a word of the message.
 */
const TELLING_LENGTH = 12

/** Whether a message repeats one of the texts, in any of its spellings. */
export const repeatsText = (message: string, texts: readonly string[]): boolean => {
  const searched = folded(message)
  return texts.map(folded).some((text) => text.length >= TELLING_LENGTH && searched.includes(text))
}

/** The failure in a form that may be sent out: a detail that contains the key is removed. */
export const withoutKey = <F extends { detail: string }>(
  failure: F,
  provider: string,
  key: string | null,
): F =>
  key !== null && key.length >= SECRET_LENGTH && tellsKey(failure.detail, key)
    ? { ...failure, detail: `${provider}: the detail repeats the key and is not quoted` }
    : failure
