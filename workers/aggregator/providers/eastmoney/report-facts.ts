/**
 * Turns the figures of one report of a Hong Kong or US company into facts. Eastmoney gives the rows
 * of both markets in the same long form. Pure.
 */
import type { Basis } from '#shared/contracts/facts.ts'
import type { NewFact, ProviderResult } from '../../model/provider.ts'
import { type Lines, type NilRule, type RowOrigin, rowFacts } from '../statement-row.ts'
import { withoutPlaceholder } from './placeholder.ts'
import { companyPage } from './symbols.ts'

const STANDARDS: Record<string, Basis['standard']> = {
  国际会计准则: 'IFRS',
  国际财务报告准则: 'IFRS',
  国际及香港会计准则: 'IFRS',
  香港会计准则: 'HKFRS',
  香港财务报告准则: 'HKFRS',
  大陆会计准则: 'CAS',
  中国会计准则: 'CAS',
  美国会计准则: 'US-GAAP',
}
const PAGES = { HK: 'NewFinancialAnalysis', US: 'cwfx' } as const

export interface CompanyReport
  extends Pick<RowOrigin, 'record' | 'currency' | 'start' | 'end' | 'label' | 'knownAt'> {
  market: keyof typeof PAGES
  symbol: string
  /** As the row or the context gives them; they may be missing. */
  type: string | null | undefined
  standard: string | null | undefined
}

/**
 * `row` holds the figures by Eastmoney's item codes, with outflows positive. It never has the
 * filing date.
 */
export const reportFacts = (
  row: Record<string, string | null>,
  lines: Lines,
  report: CompanyReport,
  isNil?: NilRule,
): ProviderResult<NewFact[]> => {
  const { market, symbol, type, standard, record, currency, start, end, label, knownAt } = report
  const origin: RowOrigin = {
    provider: 'eastmoney',
    record,
    form: type ?? null,
    currency,
    start,
    end,
    label,
    filedAt: null,
    knownAt,
    basis: { consolidation: 'consolidated', standard: STANDARDS[standard ?? ''] ?? 'unstated' },
    sourceUrl: companyPage(market, symbol, PAGES[market]),
  }
  const facts = rowFacts(row, lines, origin, isNil)
  return facts.ok ? { ok: true, data: withoutPlaceholder(facts.data) } : facts
}
