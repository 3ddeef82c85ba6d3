/** Words of the tab of news and filings, together with the words of `company/data`. */

import { stringsOf } from '../../../ui/strings/strings-of.ts'
import { texts as dataTexts } from '../../data/strings/index.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

export const texts = {
  en: { ...dataTexts.en, ...en },
  zh: { ...dataTexts.zh, ...zh },
}
export const { t } = stringsOf(texts)
