/** Takes secrets out of a text before it is printed. Pure. */

/** Shorter values would take common words out of the text, and protect nothing. */
const SHORTEST = 4

/** Replaces each value, as it is and as it stands in an address, with the longest first. */
export const redact = (text: string, secrets: readonly string[]): string =>
  [...new Set(secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]))]
    .filter(({ length }) => length >= SHORTEST)
    .sort((a, b) => b.length - a.length)
    .reduce((left, secret) => left.replaceAll(secret, '(secret)'), text)

/** An address of a database without its password. */
export const withoutPassword = (address: string): string => {
  const url = new URL(address)
  return `${url.host}${url.pathname}`
}
