/**
 * Turns J-Quants' summary of a company's disclosures into facts. Rows are in order of disclosure; a
 * correction fills only the fields that it corrects. Pure.
 */
import { z } from 'zod'
import { addDays, isDate, sameDayOtherYear } from '#shared/calendar.ts'
import { fiscalYearsOf, periodLabeller } from '../../time/periods.ts'
import type { NewFact, ProviderResult } from '../../model/provider.ts'
import { allFacts, type Lines, malformed, rowFacts } from '../statement-row.ts'
import { pageOf } from './codes.ts'
import { disclosedAt } from './disclosures.ts'

/**
 * Columns without the prefix NC belong to the statements that the document is about. OdP (ordinary
 * profit) is not profit before tax. Eq is all net assets. CashEq (cash and its equivalents at the
 * end) belongs to the balance sheet and to the cash flow. DivTotalAnn is declared for a year, not
 * paid in it. Figures per share are as disclosed and are not adjusted for later splits.
 */
const LINES: Lines = {
  revenue: [['Sales']],
  operating_income: [['OP']],
  net_income: [['NP']],
  eps_basic: [['EPS']],
  eps_diluted: [['DEPS']],
  dividends_per_share: [['DivAnn']],
  shares_basic: [['AvgSh']],
  cash: [['CashEq']],
  total_assets: [['TA']],
  total_equity: [['Eq']],
  operating_cash_flow: [['CFO']],
  investing_cash_flow: [['CFI']],
  financing_cash_flow: [['CFF']],
  end_cash: [['CashEq']],
}

const date = z.string().refine(isDate)
const rowSchema = z.looseObject({
  DiscDate: date,
  Code: z.string(),
  CurPerType: z.string(),
  CurPerSt: date.optional(),
  CurPerEn: date,
  CurFYSt: z.string().nullish(),
  CurFYEn: z.string().nullish(),
  DocType: z.string().optional(),
  DiscTime: z.string().nullish(),
  DiscNo: z.string().nullish(),
})
/** Every column that is read. */
export const SUMMARY_COLUMNS: readonly string[] = [
  ...new Set([...Object.keys(rowSchema.shape), ...Object.values(LINES).flat(2)]),
]
const answerSchema = z.object({ data: z.array(rowSchema) })
type JquantsSummaryRow = z.infer<typeof rowSchema>

/** Order of disclosure. */
const orderOf = ({ DiscDate, DiscTime, DiscNo }: JquantsSummaryRow): string =>
  `${DiscDate} ${DiscTime ?? ''} ${DiscNo ?? ''}`
/** Whether the row has actual figures; a revised forecast has none. */
const isStatement = (row: JquantsSummaryRow): boolean =>
  row.DocType === undefined || row.DocType.includes('FinancialStatements')
const startOf = (row: JquantsSummaryRow): string | null =>
  row.CurPerSt ?? (row.CurPerType === 'FY' ? addDays(sameDayOtherYear(row.CurPerEn, -1), 1) : null)
const standardOf = ({ DocType }: JquantsSummaryRow) =>
  DocType?.endsWith('_IFRS')
    ? 'IFRS'
    : DocType?.endsWith('_JP')
      ? 'J-GAAP'
      : DocType?.endsWith('_US')
        ? 'US-GAAP'
        : 'unstated'

/**
 * The facts of one company by its canonical symbol (`1332`; J-Quants adds a fifth digit). A value
 * that is disclosed again without a change is not a new fact.
 */
export const jquantsFacts = (symbol: string, answer: unknown): ProviderResult<NewFact[]> => {
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) return malformed('jquants', parsed.error.issues[0]?.path.join('.') ?? 'root')
  const rows = parsed.data.data
    .filter(isStatement)
    .sort((a, b) => orderOf(a).localeCompare(orderOf(b)))
  const other = rows.find((row) => row.Code !== symbol && row.Code !== `${symbol}0`)
  if (other)
    return {
      ok: false,
      reason: 'wrong_instrument',
      detail: `jquants: asked for ${symbol}, answered ${other.Code}`,
    }
  const periods = rows.flatMap((row) => {
    const start = startOf(row)
    return start ? [{ row, start, end: row.CurPerEn }] : []
  })
  // A row about a part of a year also names the fiscal year in which it lies.
  const years = rows.flatMap(({ CurFYSt: start, CurFYEn: end }) =>
    start && end && isDate(start) && isDate(end) ? [{ start, end }] : [],
  )
  const labelOf = periodLabeller(fiscalYearsOf([...periods, ...years]))
  const facts = allFacts(
    periods.map(({ row, start, end }) =>
      rowFacts(row, LINES, {
        provider: 'jquants',
        record: `${row.Code} ${row.CurPerType} ${end} ${row.DiscDate}`,
        form: row.DocType ?? null,
        currency: 'JPY',
        start,
        end,
        label: labelOf(start, end),
        basis: {
          consolidation: row.DocType?.includes('NonConsolidated') ? 'parent' : 'consolidated',
          standard: standardOf(row),
        },
        sourceUrl: pageOf(symbol),
        filedAt: row.DiscDate,
        knownAt: disclosedAt(row.DiscDate, row.DiscTime ?? ''),
      }),
    ),
  )
  if (!facts.ok) return facts
  const known = new Map<string, string>()
  const news = facts.data.filter((fact) => {
    const key = `${fact.concept} ${fact.start}/${fact.end} ${fact.basis.consolidation}`
    const changed = known.get(key) !== fact.value
    known.set(key, fact.value)
    return changed
  })
  return { ...facts, data: news }
}
