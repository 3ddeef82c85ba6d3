/** The listings of Hong Kong, from the exchange's list of securities. */
import { KINDS, type ListRow } from '../../../aggregator/instruments/list-format.ts'
import { listBytes, listRow } from '../shared-lists.ts'
import { xlsxRows } from './xlsx-rows.ts'

export const HK_AS_OF = '2026-03-23'
const FILE = 'hkex-ListOfSecurities-2026-03-23.xlsx'
/** The title of the column of codes: the rows of the list follow it. */
const HEADER = 'Stock Code'
/** Counters in yuan of a share that is also traded in Hong Kong dollars. */
const RMB_COUNTER = /^8\d{4}$/

const kindOf = (category: string): string | null => {
  if (category === 'Equity') return KINDS.share
  if (category === 'Real Estate Investment Trusts') return KINDS.reit
  return category === 'Exchange Traded Products' ? KINDS.fund : null
}

/**
 * Equities, REITs and exchange-traded funds, in the order of their codes. A counter in yuan is a
 * further code of its share. Warrants, bull and bear contracts and bonds are left out.
 */
export const hkRows = (): ListRow[] => {
  const sheet = xlsxRows(listBytes(FILE))
  const rows = sheet.slice(sheet.findIndex(({ A }) => A === HEADER) + 1).filter(({ A }) => A)
  const counters = new Set(rows.map(({ R = '' }) => R).filter((code) => code !== ''))
  return rows.flatMap(({ A = '', B = '', C = '', R = '' }) => {
    const kind = kindOf(C)
    if (kind === null || counters.has(A)) return []
    const counted = RMB_COUNTER.test(R) ? R : ''
    return [listRow({ symbol: A, name: B.normalize('NFKC').trim(), kind, counters: counted })]
  })
}
