/** The names of dividends and splits. Pure data. */
import type { Term } from '../../contracts/facts.ts'
import { termIn } from './term.ts'

export const ACTION_TERMS: Readonly<Record<string, Term>> = {
  dividend: termIn('actions', 'per_share')(
    'Dividend',
    '每股派息',
    'Before tax, for one share, by the day on which it goes ex',
    '每股税前派息，按除息日',
  ),
  dividends_in_year: termIn('actions', 'per_share')(
    'Dividends that went ex in the year',
    '当年除息合计',
    'Sum of the dividends of a calendar year by their ex dates, on one basis of shares',
    '日历年内按除息日合计的每股派息，按同一股本口径',
  ),
  split: termIn('actions', 'ratio')(
    'Split',
    '拆股比例',
    'Shares after for one share before, by the day on which it took effect',
    '每一股变为的股数，按生效日',
  ),
}
