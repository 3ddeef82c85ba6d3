/** A key that lets a request be sent twice and take effect once. */

/** 128 random bits; `crypto.randomUUID` exists in secure contexts only. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
