/** Words of the API's viewer, together with the words of `ui`. */
import { texts as uiTexts } from '../../ui/strings/index.ts'
import { stringsOf } from '../../ui/strings/strings-of.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

export const texts = {
  en: { ...uiTexts.en, ...en },
  zh: { ...uiTexts.zh, ...zh },
}
export const { t } = stringsOf(texts)
