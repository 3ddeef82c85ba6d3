/** Interprets a `content-type` header. Pure. */

const JSON_TYPE = /^application\/(?:[a-z0-9.-]+\+)?json$/i

/** A type without a charset is UTF-8. A type with another charset is not read as UTF-8. */
const isUtf8 = (header: string): boolean =>
  [...header.matchAll(/;\s*charset\s*=\s*"?([^";\s]*)/gi)].every(([, charset = '']) =>
    /^utf-?8$/i.test(charset),
  )

/** True for JSON, or a type that is written as JSON, in UTF-8. */
export const isJson = (header: string | null): boolean => {
  const [type = ''] = (header ?? '').split(';')
  return JSON_TYPE.test(type.trim()) && isUtf8(header ?? '')
}
