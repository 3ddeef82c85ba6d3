/** Words of the tab of a company's profile, together with the words of `company/data`. */

import { stringsOf } from '../../../ui/strings/strings-of.ts'
import { texts as dataTexts } from '../../data/strings/index.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

export const texts = {
  en: { ...dataTexts.en, ...en },
  zh: { ...dataTexts.zh, ...zh },
}
export const { t, tSpelled } = stringsOf(texts)
export type ProfileKey = keyof typeof texts.en
