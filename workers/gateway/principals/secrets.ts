/**
 * The secrets that callers show: API tokens, sessions and codes of sign-in links. What is kept of
 * one is its SHA-256 alone. A token ends with a check sum, so that a mistyped one is refused
 * without asking anybody.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { crc32 } from '#shared/screen/crc32.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** The largest multiple of the alphabet in a byte: above it, some characters would come oftener. */
const FAIR_BELOW = 256 - (256 % ALPHABET.length)

const TOKEN_PREFIX = 'fsx_'
const RANDOM_LENGTH = 30
const CHECK_LENGTH = 6
const TOKEN = /^fsx_([0-9A-Za-z]{30})([0-9A-Za-z]{6})$/

/** Characters of the secret of a session: 258 bits. */
const SESSION_LENGTH = 43
const SESSION = /^[0-9A-Za-z]{43}$/
/** Characters of the code of a sign-in link: 178 bits. */
const CODE_LENGTH = 30

/** Random characters, each as likely as any other. */
export const randomText = (length: number): string => {
  let text = ''
  while (text.length < length)
    for (const byte of crypto.getRandomValues(new Uint8Array(2 * length)))
      if (byte < FAIR_BELOW && text.length < length) text += ALPHABET[byte % ALPHABET.length]
  return text
}

const checkOf = (random: string): string => {
  let [rest, text] = [crc32(utf8ToBytes(random)), '']
  for (let at = 0; at < CHECK_LENGTH; at++) {
    text = `${ALPHABET[rest % ALPHABET.length]}${text}`
    rest = Math.floor(rest / ALPHABET.length)
  }
  return text
}

export const newToken = (): string => {
  const random = randomText(RANDOM_LENGTH)
  return `${TOKEN_PREFIX}${random}${checkOf(random)}`
}
export const newSession = (): string => randomText(SESSION_LENGTH)
export const newCode = (): string => randomText(CODE_LENGTH)

/** Whether a bearer is meant to be an API token, whatever follows. */
export const isMeantAsToken = (text: string): boolean => text.startsWith(TOKEN_PREFIX)

/** Whether a text has the form of a token, and its check sum fits. */
export const isTokenForm = (text: string): boolean => {
  const [, random, check] = TOKEN.exec(text) ?? []
  return random !== undefined && checkOf(random) === check
}

export const isSessionForm = (text: string): boolean => SESSION.test(text)
