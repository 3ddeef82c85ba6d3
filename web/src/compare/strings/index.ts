/** Words of the page of comparison, together with the words of `figures`. */
import { texts as figuresTexts } from '../../figures/strings/index.ts'
import { stringsOf } from '../../ui/strings/strings-of.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

export const texts = {
  en: { ...figuresTexts.en, ...en },
  zh: { ...figuresTexts.zh, ...zh },
}
export const { t } = stringsOf(texts)
