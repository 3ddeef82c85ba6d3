/** Words that every part of the page needs. The words of a feature are in its own folder. */
import { en } from './en.ts'
import { stringsOf } from './strings-of.ts'
import { zh } from './zh.ts'

export type UiKey = keyof typeof en

export const texts = { en, zh }
export const { t, tCode } = stringsOf(texts)
