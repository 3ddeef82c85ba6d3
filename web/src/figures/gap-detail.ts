/** The reason of a missing figure in the page's language, as far as it is known in it. */
import type { Language } from '#shared/names.ts'
import type { FigureGap } from './figure-index.ts'

export const gapDetail = (
  { detail, detail_zh }: Pick<FigureGap, 'detail' | 'detail_zh'>,
  language: Language,
): string | null => (language === 'zh' ? (detail_zh ?? detail) : detail)
