/**
 * Figures of all A-shares in one report period: the three statements (`RPT_DMSK_FN_*`), the key
 * figures (`RPT_LICO_FN_CPD`), and with the annual report the dividends of the year. Amounts are in
 * yuan, year to date.
 *
 * A row is known from the later of NOTICE_DATE and UPDATE_DATE, at the end of that day. That is the
 * provider's date: it is not proven that a figure was first disclosed then.
 */
import { Decimal } from 'decimal.js'
import { readCn } from '#shared/symbol-cn.ts'
import type {
  BulkCapability,
  BulkPart,
  BulkResult,
  FrameFact,
  TakenParts,
  WantedRows,
} from '../../../model/bulk.ts'
import type { NewFact } from '../../../model/provider.ts'
import { reportPeriods } from '../../../time/report-periods.ts'
import { wholeCrawl } from '../../crawl.ts'
import { cumulativePeriod, knownOn } from '../../mainland.ts'
import { malformed } from '../../statement-row.ts'
import { aShareFacts, COLUMNS } from '../a-share.ts'
import { dayOf } from '../fields.ts'
import { firstOfEach } from '../statement-answers.ts'
import { companyPage, isMainland } from '../symbols.ts'
import { type MarketReport, reportPage } from './pages.ts'

const PAGE_ROWS = 500
const DAYS = ['NOTICE_DATE', 'UPDATE_DATE', 'REPORT_DATE', 'REPORTDATE'] as const
const ABOUT = ['SECURITY_CODE', 'SECUCODE', 'CURRENCY', ...DAYS]

/** In the order of their authority. RPT_LICO_FN_CPD writes the period without an underscore. */
const STATEMENTS: Record<string, 'REPORT_DATE' | 'REPORTDATE'> = {
  RPT_DMSK_FN_INCOME: 'REPORT_DATE',
  RPT_DMSK_FN_BALANCE: 'REPORT_DATE',
  RPT_DMSK_FN_CASHFLOW: 'REPORT_DATE',
  RPT_LICO_FN_CPD: 'REPORTDATE',
}
const DIVIDENDS = 'RPT_SHAREBONUS_DET'
const PER_TEN = 'PRETAX_BONUS_RMB'

/** `RPT_SHAREBONUS_DET@2025-06-30:1`: report, period and page. */
const partOf = (report: string, period: string): string => `${report}@${period}:1`
const readPart = (part: string): { report: string; period: string } => {
  const [report = '', rest = ''] = part.split('@')
  return { report, period: rest.slice(0, 10) }
}

const isAnnual = (period: string): boolean => period.endsWith('-12-31')
const QUARTER_ENDS = ['-03-31', '-06-30', '-09-30', '-12-31']

const reportOf = (part: string): MarketReport => {
  const { report, period } = readPart(part)
  return {
    name: report,
    filter: `(${STATEMENTS[report] ?? 'REPORT_DATE'}='${period}')`,
    pageRows: PAGE_ROWS,
    columns: [...ABOUT, ...(report === DIVIDENDS ? [PER_TEN] : COLUMNS)],
  }
}

type BulkRow = Record<string, unknown>
const isRow = (row: unknown): row is BulkRow => typeof row === 'object' && row !== null
const later = (a: string | null, b: string | null): string | null =>
  a === null ? b : b === null || a > b ? a : b
const noticedOn = (row: BulkRow): string | null =>
  later(dayOf(row.NOTICE_DATE), dayOf(row.UPDATE_DATE))

/** The parts of one report and period, as a crawl of its own. */
const only = (taken: TakenParts, of: (part: string) => boolean): TakenParts => ({
  names: taken.names.filter(of),
  part: (name): Promise<BulkPart> => taken.part(name),
  kept: (target) => taken.kept(target),
})

const rowsOf = (taken: TakenParts, report: string, period: string) =>
  wholeCrawl(
    `eastmoney ${report} of ${period}`,
    only(taken, (part) => part.startsWith(`${report}@${period}:`)),
    (row): BulkRow => (isRow(row) ? row : {}),
    (row) => JSON.stringify(row),
  )

/** Canonical symbol of a row; null for what is no share of the mainland. */
const symbolOf = (row: BulkRow): string | null => {
  const code = typeof row.SECURITY_CODE === 'string' ? readCn(row.SECURITY_CODE) : null
  return code !== null && isMainland(code) ? code : null
}

/**
 * What was declared for a year: the sum of its plans before tax, of ten shares each. Null where the
 * plan of the annual report is not there yet, or no plan names an amount.
 */
const dividendFact = (
  symbol: string,
  year: string,
  plans: readonly { period: string; row: BulkRow }[],
): NewFact | null => {
  const paid = plans.filter(({ row }) => typeof row[PER_TEN] === 'number')
  const period = cumulativePeriod(year)
  const known = plans.reduce<string | null>((day, { row }) => later(day, noticedOn(row)), null)
  if (!plans.some((plan) => plan.period === year) || paid.length === 0 || !period || known === null)
    return null
  const perTen = paid.reduce((sum, { row }) => sum.plus(Number(row[PER_TEN])), new Decimal(0))
  return {
    concept: 'dividends_per_share',
    period: period.label,
    period_label: null,
    start: period.start,
    end: period.end,
    value: perTen.div(10).toFixed(),
    unit: 'CNY/share',
    basis: { consolidation: 'consolidated', standard: 'CAS' },
    provider: 'eastmoney',
    provider_field: `${PER_TEN} / 10`,
    provider_record: `${DIVIDENDS} ${symbol} ${year}`,
    form: period.form,
    source_url: companyPage('CN', symbol, 'fhrz'),
    filed_at: known,
    known_at: knownOn(known),
    quality: 'ok',
    source: null,
  }
}

interface CollectedCompany {
  statements: { report: string; row: BulkRow }[]
  plans: { period: string; row: BulkRow }[]
}

const collectCompanies = async (
  target: string,
  taken: TakenParts,
  wanted: WantedRows,
): Promise<BulkResult<[string, CollectedCompany]>> => {
  const companies = new Map<string, CollectedCompany>()
  let strangers = 0
  const of = (row: BulkRow): CollectedCompany | null => {
    const symbol = symbolOf(row)
    if (symbol === null) strangers += 1
    if (symbol === null || !wanted.company(symbol)) return null
    const known = companies.get(symbol) ?? { statements: [], plans: [] }
    companies.set(symbol, known)
    return known
  }
  for (const report of Object.keys(STATEMENTS)) {
    const crawl = await rowsOf(taken, report, target)
    if (!crawl.ok) return crawl
    for (const row of crawl.rows) of(row)?.statements.push({ report, row })
  }
  for (const period of isAnnual(target)
    ? QUARTER_ENDS.map((end) => target.slice(0, 4) + end)
    : []) {
    const crawl = await rowsOf(taken, DIVIDENDS, period)
    if (!crawl.ok) return crawl
    for (const row of crawl.rows) of(row)?.plans.push({ period, row })
  }
  const unread = strangers > 0 ? [`${strangers} rows of no share of the mainland`] : []
  return { ok: true, rows: [...companies], unread }
}

export const frames: BulkCapability<FrameFact> = {
  markets: ['CN'],
  least: {},
  restates: true,
  targets: (now, all) => reportPeriods(now, all),
  parts: ({ target }) => [
    ...Object.keys(STATEMENTS).map((report) => partOf(report, target)),
    ...(isAnnual(target)
      ? QUARTER_ENDS.map((end) => partOf(DIVIDENDS, target.slice(0, 4) + end))
      : []),
  ],
  async fetch(_, part, context) {
    const answer = await reportPage(reportOf(part), part, context)
    // Quarterly dividends are rare: a quarter without any plan is no fault.
    return !answer.ok && answer.reason === 'empty' && readPart(part).report === DIVIDENDS
      ? { ok: true, data: { rows: [], count: 0, next: [] } }
      : answer
  },
  async toRows({ target }, taken, wanted) {
    const collected = await collectCompanies(target, taken, wanted)
    if (!collected.ok) return collected
    const rows: FrameFact[] = []
    const unread = [...collected.unread]
    for (const [company, { statements, plans }] of collected.rows) {
      const facts: NewFact[] = []
      for (const { report, row } of statements) {
        const period = dayOf(row[STATEMENTS[report] ?? 'REPORT_DATE'])
        if (period !== target) return malformed('eastmoney', `${report} REPORT_DATE`)
        const read = aShareFacts({
          symbol: company,
          report,
          rows: [{ ...row, SECUCODE: company, REPORT_DATE: period, NOTICE_DATE: noticedOn(row) }],
          knownBy: wanted.now.toISOString(),
        })
        if (!read.ok) return read
        facts.push(...read.data)
      }
      const dividend = dividendFact(company, target, plans)
      for (const fact of firstOfEach(dividend ? [...facts, dividend] : facts))
        rows.push({ company, fact })
    }
    return { ok: true, rows, unread }
  },
}
