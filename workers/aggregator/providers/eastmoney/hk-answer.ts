/**
 * The statements of a company in Hong Kong: asks for the list of its reports, which has the
 * currency and the months of each, and for the three statements.
 */
import { z } from 'zod'
import type {
  CompanyQuery,
  NewFact,
  ProviderContext,
  ProviderResult,
  RawAnswer,
  StatementsAnswer,
} from '../../model/provider.ts'
import { malformed, unreadIn } from '../statement-row.ts'
import { report } from './data-centre.ts'
import { textOf, wholePeriods } from './fields.ts'
import { HK_REPORTS, hkFacts, hkReports, type HkStatement } from './hk-statements.ts'
import { allAnswers, firstOfEach, instrumentOf, periodIn, sourced } from './statement-answers.ts'

const HK_ABOUT = [
  'SECUCODE',
  'SECURITY_CODE',
  'SECURITY_NAME_ABBR',
  'ORG_CODE',
  'REPORT_DATE',
  'DATE_TYPE_CODE',
  'FISCAL_YEAR',
]
const HK_ITEM = ['STD_ITEM_CODE', 'STD_ITEM_NAME', 'AMOUNT']
/**
 * A balance sheet has no START_DATE and a flow statement has no STD_REPORT_DATE. Asking for a
 * missing column is an error.
 */
const HK_COLUMNS: Record<HkStatement, readonly string[]> = {
  income: [...HK_ABOUT, 'START_DATE', ...HK_ITEM],
  balance: [...HK_ABOUT, 'STD_REPORT_DATE', ...HK_ITEM],
  cashFlow: [...HK_ABOUT, 'START_DATE', ...HK_ITEM],
}
const HK_CONTEXT = {
  name: 'RPT_CUSTOM_HKSK_APPFN_CASHFLOW_SUMMARY',
  columns: [
    'SECUCODE',
    'SECURITY_CODE',
    'SECURITY_NAME_ABBR',
    'START_DATE',
    'REPORT_DATE',
    'FISCAL_YEAR',
    'CURRENCY',
    'ACCOUNT_STANDARD',
    'REPORT_TYPE',
  ],
}
const contextSchema = z.tuple([z.object({ REPORT_LIST: z.array(z.unknown()) })]).rest(z.unknown())
const HK_STATEMENTS = Object.keys(HK_REPORTS) as HkStatement[]

export const hongKong = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const { symbol } = query
  const filter = `(SECUCODE="${symbol}.HK")`
  const sort = { columns: 'REPORT_DATE,STD_ITEM_CODE', types: '-1,1' }
  const [summary, ...results] = await Promise.all([
    report({ ...HK_CONTEXT, filter, source: 'F10' }, context),
    ...HK_STATEMENTS.map((statement) =>
      report(
        {
          name: HK_REPORTS[statement].name,
          columns: HK_COLUMNS[statement],
          filter,
          sort,
          source: 'F10',
        },
        context,
      ),
    ),
  ])
  if (!summary?.ok) return summary ?? malformed('eastmoney', HK_CONTEXT.name)
  const list = contextSchema.safeParse(summary.data.rows)
  if (!list.success) return malformed('eastmoney', `${HK_CONTEXT.name} REPORT_LIST`)
  const reports = hkReports(symbol, list.data[0].REPORT_LIST)
  if (!reports.ok) return reports
  const answers = allAnswers(results)
  if (!answers.ok) return answers
  const facts: NewFact[] = []
  const unread: string[] = [...(reports.unread ?? [])]
  const sources: RawAnswer[] = [summary.data.raw]
  for (const [at, statement] of HK_STATEMENTS.entries()) {
    const answer = answers.data[at]
    if (!answer) continue
    const read = hkFacts(
      symbol,
      statement,
      wholePeriods(answer.rows, answer.cut, periodIn),
      reports.data,
      context.now().toISOString(),
    )
    if (!read.ok) return read
    facts.push(...sourced(read.data, sources.length))
    unread.push(...(read.unread ?? []))
    sources.push(answer.raw)
  }
  const newest = reports.data[0]
  const instrument = instrumentOf(query, textOf(newest?.SECURITY_NAME_ABBR), {
    fiscalYearEnd: newest?.FISCAL_YEAR ?? null,
  })
  return {
    ok: true,
    data: { instrument, facts: firstOfEach(facts), sources, recorded: null },
    ...unreadIn(unread),
  }
}
