/**
 * Words in the reader's language. Components that call `t` are drawn again when the language
 * changes.
 */
import type { Language } from '#shared/contracts/instrument.ts'
import { language } from '../../preferences.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

export type StringKey = keyof typeof en
export type Strings = Record<StringKey, string>

const STRINGS: Record<Language, Strings> = { en, zh }

/** Fills `{name}` places; a place without a value stays visible, as a fault to be seen. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{([a-z_]+)\}/g, (place, name: string) =>
    name in values ? String(values[name]) : place,
  )

export const t = (key: StringKey, values: Record<string, string | number> = {}): string =>
  fill(STRINGS[language.value][key], values)

/**
 * The word for a code from the wire, or the code itself when it is one this page does not know yet.
 */
export const tCode = (prefix: string, code: string): string => {
  const key = `${prefix}.${code}`
  return key in en ? t(key as StringKey) : code
}

/** Names in both languages, from a dictionary or a module. */
export const nameIn = (
  names: { en?: string | undefined; zh?: string | undefined },
  otherwise: string,
): string => names[language.value] ?? names.en ?? otherwise
