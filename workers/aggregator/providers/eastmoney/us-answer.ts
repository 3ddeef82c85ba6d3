/** The statements of a company in the US: asks for the three statements by its symbol. */
import type {
  CompanyQuery,
  NewFact,
  ProviderContext,
  ProviderResult,
  RawAnswer,
  StatementsAnswer,
} from '../../model/provider.ts'
import { unreadIn } from '../statement-row.ts'
import { type ReportQuery, report } from './data-centre.ts'
import { textOf, wholePeriods } from './fields.ts'
import { allAnswers, firstOfEach, instrumentOf, periodIn, sourced } from './statement-answers.ts'
import { bareCode } from './symbols.ts'
import {
  reportEnds,
  US_REPORTS,
  usFacts,
  usRows,
  type UsRow,
  type UsStatement,
} from './us-statements.ts'

const US_COLUMNS = [
  'SECUCODE',
  'SECURITY_CODE',
  'SECURITY_NAME_ABBR',
  'REPORT',
  'REPORT_DATE',
  'FISCAL_YEAR',
  'CURRENCY',
  'ACCOUNT_STANDARD',
  'REPORT_TYPE',
  'DATE_TYPE_CODE',
  'STD_ITEM_CODE',
  'ITEM_NAME',
  'AMOUNT',
]
const US_STATEMENTS = Object.keys(US_REPORTS) as UsStatement[]

export const unitedStates = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const { symbol } = query
  // Asks by the code alone: SECUCODE includes the exchange, which is not known here.
  const asked: Pick<ReportQuery, 'columns' | 'filter' | 'sort' | 'source'> = {
    columns: US_COLUMNS,
    filter: `(SECURITY_CODE="${bareCode('US', symbol)}")`,
    sort: { columns: 'REPORT_DATE,STD_ITEM_CODE', types: '-1,1' },
    source: 'SECURITIES',
  }
  const answers = allAnswers(
    await Promise.all(
      US_STATEMENTS.map((statement) =>
        report({ name: US_REPORTS[statement].name, ...asked }, context),
      ),
    ),
  )
  if (!answers.ok) return answers
  // A company without an income statement has no other statements at Eastmoney.
  if (!answers.data[0])
    return { ok: false, reason: 'empty', detail: `eastmoney has no statements of US:${symbol}` }
  const given: { statement: UsStatement; rows: UsRow[]; raw: RawAnswer }[] = []
  for (const [at, statement] of US_STATEMENTS.entries()) {
    const answer = answers.data[at]
    if (!answer) continue
    const rows = usRows(symbol, statement, wholePeriods(answer.rows, answer.cut, periodIn))
    if (!rows.ok) return rows
    given.push({ statement, rows: rows.data, raw: answer.raw })
  }
  const ends = reportEnds(given.flatMap(({ rows }) => rows))
  const facts: NewFact[] = []
  const unread: string[] = []
  for (const [source, { statement, rows }] of given.entries()) {
    const read = usFacts(symbol, statement, rows, ends, context.now().toISOString())
    if (!read.ok) return read
    facts.push(...sourced(read.data, source))
    unread.push(...(read.unread ?? []))
  }
  const year = [...ends]
    .filter(([name]) => name.endsWith('/FY'))
    .sort(([, a], [, b]) => b.localeCompare(a))[0]?.[1]
  const instrument = instrumentOf(query, textOf(given[0]?.rows[0]?.SECURITY_NAME_ABBR), {
    fiscalYearEnd: year?.slice(5) ?? null,
  })
  return {
    ok: true,
    data: {
      instrument,
      facts: firstOfEach(facts),
      sources: given.map(({ raw }) => raw),
      recorded: null,
    },
    ...unreadIn(unread),
  }
}
