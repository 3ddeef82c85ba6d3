/**
 * Envelope encryption by WebCrypto. Each key is encrypted with a data key of its own, and that with
 * the key-encryption key, both by AES-GCM. The name of the key is authenticated with both, so that
 * what was stored under one name cannot be put under another.
 */
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** A key as it is stored, in hexadecimal digits. */
export interface Envelope {
  /** The id of the key-encryption key. It does not reveal the key. */
  kek: string
  wrapped_key: string
  wrapped_iv: string
  value: string
  value_iv: string
}

/** A key-encryption key with its id. */
export interface KeyEncryptionKey {
  id: string
  key: CryptoKey
}

const AES = { name: 'AES-GCM', length: 256 }
/** The length that AES-GCM is specified for. */
const IV_BYTES = 12
const ID_DIGITS = 12
/** A key-encryption key as a secret: 32 bytes in hexadecimal digits. */
const SECRET = /^[0-9a-f]{64}$/i

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(hexToBytes(hex))
const hexOf = (bytes: ArrayBuffer): string => bytesToHex(new Uint8Array(bytes))
const textBytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(utf8ToBytes(text))

const digestOf = async (text: string): Promise<string> =>
  hexOf(await crypto.subtle.digest('SHA-256', textBytes(text))).slice(0, ID_DIGITS)

/** Reads a key-encryption key from a secret; null when there is none or it has another form. */
export const keyEncryptionKey = async (secret = ''): Promise<KeyEncryptionKey | null> => {
  const hex = secret.trim().toLowerCase()
  if (!SECRET.test(hex)) return null
  const key = await crypto.subtle.importKey('raw', bytesOf(hex), AES, false, [
    'wrapKey',
    'unwrapKey',
  ])
  return { id: await digestOf(`key-encryption-key ${hex}`), key }
}

const gcm = (iv: Uint8Array<ArrayBuffer>, name: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: textBytes(name),
})
const newIv = () => crypto.getRandomValues(new Uint8Array(IV_BYTES))

const wrap = async (dataKey: CryptoKey, name: string, { id, key }: KeyEncryptionKey) => {
  const iv = newIv()
  const wrapped = await crypto.subtle.wrapKey('raw', dataKey, key, gcm(iv, name))
  return {
    kek: id,
    wrapped_key: hexOf(wrapped),
    wrapped_iv: bytesToHex(iv),
  }
}

const unwrap = (
  { wrapped_key, wrapped_iv }: Envelope,
  name: string,
  { key }: KeyEncryptionKey,
): Promise<CryptoKey> =>
  crypto.subtle.unwrapKey(
    'raw',
    bytesOf(wrapped_key),
    key,
    gcm(bytesOf(wrapped_iv), name),
    AES,
    true,
    ['encrypt', 'decrypt'],
  )

/** AES has one key; pairs are of other algorithms. */
const newDataKey = async (): Promise<CryptoKey> => {
  const made = await crypto.subtle.generateKey(AES, true, ['encrypt', 'decrypt'])
  if ('privateKey' in made) throw new Error('AES makes no pair of keys')
  return made
}

export const seal = async (
  name: string,
  value: string,
  kek: KeyEncryptionKey,
): Promise<Envelope> => {
  const dataKey = await newDataKey()
  const iv = newIv()
  const sealed = await crypto.subtle.encrypt(gcm(iv, name), dataKey, textBytes(value))
  return {
    ...(await wrap(dataKey, name, kek)),
    value: hexOf(sealed),
    value_iv: bytesToHex(iv),
  }
}

/** Throws when the envelope was changed, or is of another name or key-encryption key. */
export const open = async (
  name: string,
  envelope: Envelope,
  kek: KeyEncryptionKey,
): Promise<string> => {
  const dataKey = await unwrap(envelope, name, kek)
  const iv = bytesOf(envelope.value_iv)
  const value = bytesOf(envelope.value)
  return new TextDecoder().decode(await crypto.subtle.decrypt(gcm(iv, name), dataKey, value))
}

/** Wraps the data key with another key-encryption key. The value itself stays as it is. */
export const rewrap = async (
  name: string,
  envelope: Envelope,
  from: KeyEncryptionKey,
  to: KeyEncryptionKey,
): Promise<Envelope> => ({
  ...envelope,
  ...(await wrap(await unwrap(envelope, name, from), name, to)),
})

/** Tells two keys of one name apart, and reveals neither. */
export const fingerprintOf = (name: string, value: string): Promise<string> =>
  digestOf(`${name} ${value}`)
