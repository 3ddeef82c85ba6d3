/**
 * The statements of a company in mainland China: asks for the reports of its kind of company and
 * for the main indicators.
 */
import { z } from 'zod'
import { cumulativePeriod } from '../mainland.ts'
import type {
  CompanyQuery,
  NewFact,
  ProviderContext,
  ProviderResult,
  RawAnswer,
  StatementsAnswer,
} from '../../model/provider.ts'
import { malformed, unreadIn } from '../statement-row.ts'
import { aShareFacts } from './a-share.ts'
import { INDICATORS, kindOf, type StatementReport, statementReports } from './a-share-reports.ts'
import { type EastmoneyReport, report } from './data-centre.ts'
import { textOf } from './fields.ts'
import { allAnswers, firstOfEach, instrumentOf, periodIn, sourced } from './statement-answers.ts'
import { isMainland } from './symbols.ts'

const BY_DATE = { columns: 'REPORT_DATE', types: '-1' }
/** Twenty-five years of quarters. */
const PERIODS = 100

const aboutSchema = z.object({
  SECURITY_NAME_ABBR: z.string().nullish(),
  ORG_TYPE: z.string().nullish(),
  ORG_CODE: z.string().nullish(),
})

/**
 * True for periods that end with a quarter. Prospectuses also have other periods, which do not fit
 * among the cumulative ones.
 */
const isQuarterly = (row: unknown): boolean => {
  const end = periodIn(row)
  return end === null || cumulativePeriod(end) !== null
}

export const mainland = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const { symbol } = query
  if (!isMainland(symbol))
    return {
      ok: false,
      reason: 'bad_request',
      detail: `eastmoney: ${symbol} is no code of six digits with its exchange`,
    }
  const ask = ({ name, columns }: StatementReport): Promise<ProviderResult<EastmoneyReport>> =>
    report(
      { name, columns, filter: `(SECUCODE="${symbol}")`, sort: BY_DATE, rows: PERIODS },
      context,
    )
  const indicators = await ask(INDICATORS)
  if (!indicators.ok) return indicators
  const about = aboutSchema.safeParse(indicators.data.rows[0])
  if (!about.success)
    return malformed('eastmoney', `${INDICATORS.name} ${about.error.issues[0]?.path.join('.')}`)
  const reports = statementReports(kindOf(about.data.ORG_TYPE))
  const answers = allAnswers(await Promise.all(reports.map(ask)))
  if (!answers.ok) return answers
  const facts: NewFact[] = []
  const unread: string[] = []
  const sources: RawAnswer[] = []
  for (const [at, { name }] of [...reports, INDICATORS].entries()) {
    const answer = at < reports.length ? answers.data[at] : indicators.data
    if (!answer) continue
    const read = aShareFacts({
      symbol,
      report: name,
      rows: answer.rows.filter(isQuarterly),
      knownBy: context.now().toISOString(),
    })
    if (!read.ok) return read
    facts.push(...sourced(read.data, sources.length))
    unread.push(...(read.unread ?? []))
    sources.push(answer.raw)
  }
  const { SECURITY_NAME_ABBR: name, ORG_CODE: org } = about.data
  const instrument = instrumentOf(query, textOf(name), {
    fiscalYearEnd: '12-31',
    ...(org && { identifiers: { eastmoney_org_code: org } }),
  })
  return {
    ok: true,
    data: { instrument, facts: firstOfEach(facts), sources, recorded: null },
    ...unreadIn(unread),
  }
}
