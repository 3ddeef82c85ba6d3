/**
 * Who makes a request, as the gateway found out. The gateway alone writes this header: it passes on
 * none that a client sends.
 */
import { MAX_NAME } from '../lengths.ts'

export const PRINCIPAL_HEADER = 'x-principal'

/** The name of whoever has the administrator token. */
export const ADMINISTRATOR = 'administrator'

/** A name may be written in any language, a header may not. */
export const nameForHeader = (name: string): string => encodeURIComponent(name)

const decoded = (name: string): string => {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** Null when the gateway names nobody. */
export const principalOf = (headers: Headers): string | null => {
  const name = decoded(headers.get(PRINCIPAL_HEADER) ?? '')
  return name === '' || name.length > MAX_NAME ? null : name
}
