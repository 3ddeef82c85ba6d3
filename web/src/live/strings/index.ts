/** Words of live prices: apart, so that they come with the first price and not before. */
import type { Language } from '#shared/contracts/instrument.ts'
import { language } from '../../preferences.ts'
import { fill } from '../../ui/strings/index.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

export type LiveKey = keyof typeof en

const STRINGS: Record<Language, Record<LiveKey, string>> = { en, zh }

export const l = (key: LiveKey, values: Record<string, string | number> = {}): string =>
  fill(STRINGS[language.value][key], values)

const isKey = (key: string): key is LiveKey => key in en
/** The word for a code from the wire, or null for one this page does not know. */
export const lCode = (prefix: string, code: string): string | null => {
  const key = `${prefix}.${code}`
  return isKey(key) ? l(key) : null
}
