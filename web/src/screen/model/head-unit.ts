/** The unit that stands in a column's head. */
import { TIMES } from '#shared/format-figure.ts'
import { language } from '../../preferences.ts'
import { t } from '../strings/index.ts'
import type { AmountUnit } from './amounts.ts'

/** `currency`: the one of all companies; null where there are several. */
export const headUnit = (unit: AmountUnit, currency: string | null): string => {
  switch (unit) {
    case 'money':
      return currency ? t('head.money', { currency }) : t('head.money_mixed')
    case 'money/share':
      return currency ?? ''
    case 'shares':
      return t('head.shares')
    case 'x':
      return TIMES[language.value]
    case 'days':
      return t('unit.days')
    default:
      return ''
  }
}
