/** The listings of Hong Kong, from the exchange's list of securities. */
import { KINDS, type ShippedListRow } from '../../../aggregator/instruments/list-format.ts'
import { listBytes, listRow } from '../shared-lists.ts'
import { xlsxRows } from './xlsx-rows.ts'

export const HK_AS_OF = '2026-03-23'
export const HK_FILE = 'hkex-ListOfSecurities-2026-03-23.xlsx'
/** The title of the column of codes: the rows of the list follow it. */
export const HK_HEADER = 'Stock Code'
/** Counters in yuan of a share that is also traded in Hong Kong dollars. */
const RMB_COUNTER = /^8\d{4}$/

/** Parts of the category Equity that are no company's ordinary shares. */
const RECEIPTS = new Set(['Depositary Receipts', 'Trading Only Securities'])
/** `CINDA 21USDPREF`: the list has preference shares among the equities, told by the name alone. */
const PREFERENCE = /PREF$/

const kindOf = (category: string, part: string, name: string): string | null => {
  if (category === 'Real Estate Investment Trusts') return KINDS.reit
  if (category === 'Exchange Traded Products') return KINDS.fund
  if (category !== 'Equity') return null
  if (RECEIPTS.has(part)) return KINDS.receipt
  return PREFERENCE.test(name) ? KINDS.preferred : KINDS.share
}

/**
 * Equities, REITs and exchange-traded products, in the order of their codes. A counter in yuan is a
 * further code of its share. Warrants, bull and bear contracts and bonds are left out.
 */
export const hkRows = (): ShippedListRow[] => {
  const sheet = xlsxRows(listBytes(HK_FILE))
  const rows = sheet.slice(sheet.findIndex(({ A }) => A === HK_HEADER) + 1).filter(({ A }) => A)
  const counters = new Set(rows.map(({ R = '' }) => R).filter((code) => code !== ''))
  return rows.flatMap(({ A = '', B = '', C = '', D = '', R = '' }) => {
    const kind = kindOf(C, D, B.trim())
    if (kind === null || counters.has(A)) return []
    const counted = RMB_COUNTER.test(R) ? R : ''
    return [listRow({ symbol: A, name: B.normalize('NFKC').trim(), kind, counters: counted })]
  })
}
