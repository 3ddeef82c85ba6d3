/**
 * Turns a report's table of key figures over five years (主要な経営指標等の推移) into facts. Figures are in
 * units of one. The earlier years are dated by going back whole years from the report's own dates,
 * so a changed year end in between is not noticed. Pure.
 */
import { isDate, sameDayOtherYear } from '#shared/calendar.ts'
import { periodLabeller } from '../../time/periods.ts'
import type { Basis } from '#shared/contracts/facts.ts'
import type { NewFact, ProviderResult } from '../../model/provider.ts'
import { allFacts, type Lines, malformed, rowFacts } from '../statement-row.ts'
import type { EdinetRow } from './tables.ts'

const key = (...names: string[]): string[][] =>
  names.map((name) => [`jpcrp_cor:${name}SummaryOfBusinessResults`])

/**
 * NetAssets is all net assets. Ordinary profit (OrdinaryIncomeLoss) is not profit before tax and is
 * left out.
 */
const LINES: Lines = {
  revenue: key('NetSales', 'RevenueIFRS'),
  pretax_income: key('ProfitLossBeforeTaxIFRS'),
  net_income: key(
    'ProfitLossAttributableToOwnersOfParent',
    'ProfitLossAttributableToOwnersOfParentIFRS',
    'NetIncomeLoss',
  ),
  eps_basic: key('BasicEarningsLossPerShare', 'BasicEarningsLossPerShareIFRS'),
  eps_diluted: key('DilutedEarningsPerShare', 'DilutedEarningsLossPerShareIFRS'),
  total_assets: key('TotalAssets', 'TotalAssetsIFRS'),
  total_equity: key('NetAssets'),
  equity_parent: key('EquityAttributableToOwnersOfParentIFRS'),
  operating_cash_flow: key(
    'NetCashProvidedByUsedInOperatingActivities',
    'CashFlowsFromUsedInOperatingActivitiesIFRS',
  ),
  investing_cash_flow: key(
    'NetCashProvidedByUsedInInvestingActivities',
    'CashFlowsFromUsedInInvestingActivitiesIFRS',
  ),
  financing_cash_flow: key(
    'NetCashProvidedByUsedInFinancingActivities',
    'CashFlowsFromUsedInFinancingActivitiesIFRS',
  ),
  cash: key('CashAndCashEquivalents', 'CashAndCashEquivalentsIFRS'),
  end_cash: key('CashAndCashEquivalents', 'CashAndCashEquivalentsIFRS'),
}
const READ: ReadonlySet<string> = new Set(Object.values(LINES).flat(2))
const STANDARDS: Record<string, Basis['standard']> = {
  'Japan GAAP': 'J-GAAP',
  IFRS: 'IFRS',
  'US GAAP': 'US-GAAP',
}

/** What a document says about its company and period (DEI). */
export interface Entity {
  /** Canonical symbol; null when the company is not listed. */
  symbol: string | null
  nameJa: string | null
  nameEn: string | null
  basis: Basis
  yearStart: string
  yearEnd: string
  /** The end of the document's half-year or quarter; for an annual report, the year's end. */
  periodEnd: string
}

const dei = (rows: readonly EdinetRow[], name: string): string | null => {
  const value = rows.find(({ element }) => element === `jpdei_cor:${name}DEI`)?.value.trim()
  return value && !/^[－-]$/.test(value) ? value : null
}

export const entityIn = (
  documentId: string,
  rows: readonly EdinetRow[],
): ProviderResult<Entity> => {
  const yearStart = dei(rows, 'CurrentFiscalYearStartDate')
  const yearEnd = dei(rows, 'CurrentFiscalYearEndDate')
  if (!yearStart || !isDate(yearStart))
    return malformed('edinet', `${documentId} CurrentFiscalYearStartDateDEI`)
  if (!yearEnd || !isDate(yearEnd))
    return malformed('edinet', `${documentId} CurrentFiscalYearEndDateDEI`)
  const periodEnd = dei(rows, 'CurrentPeriodEndDate')
  const consolidated = dei(rows, 'WhetherConsolidatedFinancialStatementsArePrepared') === 'true'
  return {
    ok: true,
    data: {
      symbol: dei(rows, 'SecurityCode')?.replace(/^(.{4})0$/, '$1') ?? null,
      nameJa: dei(rows, 'FilerNameInJapanese'),
      nameEn: dei(rows, 'FilerNameInEnglish'),
      basis: {
        consolidation: consolidated ? 'consolidated' : 'parent',
        standard: STANDARDS[dei(rows, 'AccountingStandards') ?? ''] ?? 'unstated',
      },
      yearStart,
      yearEnd,
      periodEnd: periodEnd && isDate(periodEnd) ? periodEnd : yearEnd,
    },
  }
}

/**
 * `Prior2YearDuration`, `InterimInstant`, `CurrentYTDDuration_NonConsolidatedMember`: a year or a
 * part of a year, and how many years back it lies.
 */
const CONTEXT =
  /^(?:Current|Prior(\d))?(Year|Interim|YTD)(?:Duration|Instant)(_NonConsolidatedMember)?$/
/** Units of amounts and of figures per share, both with a currency. */
const UNIT = /^([A-Z]{3})(PerShares?)?$/

interface SummaryPeriod {
  start: string
  end: string
  currency: string
  row: Record<string, string>
}

/** The figures of each period, by the period's dates. */
const periodsIn = (rows: readonly EdinetRow[], entity: Entity): SummaryPeriod[] => {
  const member = entity.basis.consolidation === 'parent'
  const periods = new Map<string, SummaryPeriod>()
  for (const { element, context, unit, value } of rows) {
    if (!READ.has(element)) continue
    const [matched, back, kind, nonConsolidated] = CONTEXT.exec(context) ?? []
    const currency = UNIT.exec(unit)?.[1]
    if (
      !matched ||
      !currency ||
      (nonConsolidated !== undefined) !== member ||
      /^[－-]?$/.test(value.trim())
    )
      continue
    const years = -Number(back ?? 0)
    const start = sameDayOtherYear(entity.yearStart, years)
    const end = sameDayOtherYear(kind === 'Year' ? entity.yearEnd : entity.periodEnd, years)
    const period = periods.get(`${start}/${end}/${currency}`) ?? { start, end, currency, row: {} }
    // A table that is shown twice repeats its figures: the first one counts.
    period.row[element] ??= value.trim()
    periods.set(`${start}/${end}/${currency}`, period)
  }
  return [...periods.values()]
}

export interface FiledReport {
  documentId: string
  form: string | null
  sourceUrl: string
  filedAt: string
  knownAt: string
}

export const summaryFacts = (
  rows: readonly EdinetRow[],
  entity: Entity,
  filed: FiledReport,
): ProviderResult<NewFact[]> => {
  const years = [0, 1, 2, 3, 4].map((back) => {
    const end = sameDayOtherYear(entity.yearEnd, -back)
    return { label: `FY${end.slice(0, 4)}`, start: sameDayOtherYear(entity.yearStart, -back), end }
  })
  const labelOf = periodLabeller(years)
  return allFacts(
    periodsIn(rows, entity).map(({ start, end, currency, row }) =>
      rowFacts(row, LINES, {
        provider: 'edinet',
        record: filed.documentId,
        form: filed.form,
        currency,
        start,
        end,
        label: labelOf(start, end),
        basis: entity.basis,
        sourceUrl: filed.sourceUrl,
        filedAt: filed.filedAt,
        knownAt: filed.knownAt,
      }),
    ),
  )
}
