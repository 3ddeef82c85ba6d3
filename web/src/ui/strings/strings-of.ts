/**
 * Makes the functions that give words in the reader's language, from a set of English and Chinese
 * texts. Components that call them are drawn again when the language changes.
 */
import type { Language } from '#shared/names.ts'
import { language } from '../../preferences.ts'

/** What is put into the `{name}` places of a text. */
type PlaceValues = Record<string, string | number>

/** Fills `{name}` places. A place without a value stays visible, so that the fault is seen. */
export const fill = (text: string, values: PlaceValues): string =>
  text.replace(/\{([a-z_]+)\}/g, (place, name: string) =>
    name in values ? String(values[name]) : place,
  )

/** Names in both languages, from a dictionary or a module. */
export const nameIn = (
  names: { en?: string | undefined; zh?: string | undefined },
  otherwise: string,
): string => names[language.value] ?? names.en ?? otherwise

export interface Strings<Key extends string> {
  /** The text of a key. */
  t(key: Key, values?: PlaceValues): string
  /** The word for a code from the wire, or null for a code this page does not know. */
  tKnown(prefix: string, code: string): string | null
  /** The word for a code from the wire, or the code itself. */
  tCode(prefix: string, code: string): string
  /** The word for a code from the wire, or the code with spaces for its underscores. */
  tSpelled(prefix: string, code: string): string
}

export const stringsOf = <Key extends string>(
  texts: Record<Language, Record<Key, string>>,
): Strings<Key> => {
  const isKey = (key: string): key is Key => key in texts.en
  const t = (key: Key, values: PlaceValues = {}): string => fill(texts[language.value][key], values)
  const tKnown = (prefix: string, code: string): string | null => {
    const key = `${prefix}.${code}`
    return isKey(key) ? t(key) : null
  }
  return {
    t,
    tKnown,
    tCode: (prefix, code) => tKnown(prefix, code) ?? code,
    tSpelled: (prefix, code) => tKnown(prefix, code) ?? code.replaceAll('_', ' '),
  }
}
