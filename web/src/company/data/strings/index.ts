/**
 * Words of the tabs that are fetched when they are opened: apart, so that the first visit does not
 * carry them.
 */
import type { Language } from '#shared/contracts/instrument.ts'
import { language } from '../../../preferences.ts'
import { fill } from '../../../ui/strings/index.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

export type DataKey = keyof typeof en

const STRINGS: Record<Language, Record<DataKey, string>> = { en, zh }

export const d = (key: DataKey, values: Record<string, string | number> = {}): string =>
  fill(STRINGS[language.value][key], values)

const isKey = (key: string): key is DataKey => key in en
/** The word for a code from the wire; one this page does not know is written as words. */
export const dCode = (prefix: string, code: string): string => {
  const key = `${prefix}.${code}`
  return isKey(key) ? d(key) : code.replaceAll('_', ' ')
}
