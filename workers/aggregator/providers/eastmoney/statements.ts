/**
 * The three statements of a company in mainland China, Hong Kong and the US: asks for the reports
 * and turns the answers into facts.
 */
import { z } from 'zod'
import type { Market } from '#shared/names.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import { instrumentFor } from '../../identity/instrument-for.ts'
import { cumulativePeriod } from '../mainland.ts'
import type {
  CompanyQuery,
  NewFact,
  ProviderContext,
  ProviderFailure,
  ProviderResult,
  RawAnswer,
  StatementsAnswer,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { aShareFacts } from './a-share.ts'
import { INDICATORS, kindOf, type StatementReport, statementReports } from './a-share-reports.ts'
import { type EastmoneyReport, type ReportQuery, report } from './client.ts'
import { dayOf, textOf, wholePeriods } from './fields.ts'
import { HK_REPORTS, hkFacts, hkReports, type HkStatement } from './hk-statements.ts'
import { bareCode, isMainland } from './symbols.ts'
import {
  reportEnds,
  US_REPORTS,
  usFacts,
  usRows,
  type UsRow,
  type UsStatement,
} from './us-statements.ts'

const BY_DATE = { columns: 'REPORT_DATE', types: '-1' }
/** Twenty-five years of quarters. */
const PERIODS = 100

/** The instrument, built from this answer and from what earlier answers gave. */
const instrumentOf = (
  query: CompanyQuery,
  name: string | null,
  about: { fiscalYearEnd: string | null; identifiers?: Record<string, string> },
): Instrument =>
  instrumentFor(query, {
    name,
    names: { ...query.known?.names, ...(name && /\p{Script=Han}/u.test(name) && { zh: name }) },
    fiscal_year_end: about.fiscalYearEnd,
    identifiers: about.identifiers ?? {},
  })

/**
 * A statement that a company does not have is null. Any other failure makes the whole result fail.
 */
const allAnswers = (
  results: readonly ProviderResult<EastmoneyReport>[],
): ProviderResult<(EastmoneyReport | null)[]> => {
  const fault = results.find(
    (result): result is ProviderFailure => !result.ok && result.reason !== 'empty',
  )
  return fault ?? { ok: true, data: results.map((result) => (result.ok ? result.data : null)) }
}

const periodIn = (row: unknown): string | null =>
  dayOf((row as { REPORT_DATE?: unknown } | null)?.REPORT_DATE)

/** Facts with the index of the answer they came from. */
const sourced = (facts: readonly NewFact[], source: number): NewFact[] =>
  facts.map((fact) => ({ ...fact, source }))

/**
 * Keeps one fact for each figure and period. A value from a statement comes before the same value
 * from the main indicators.
 */
const firstOfEach = (facts: readonly NewFact[]): NewFact[] => {
  const seen = new Set<string>()
  return facts.filter(({ concept, period }) => {
    const key = `${concept} ${period}`
    return !seen.has(key) && seen.add(key)
  })
}

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

const mainland = async (
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
    sources.push(answer.raw)
  }
  const { SECURITY_NAME_ABBR: name, ORG_CODE: org } = about.data
  const instrument = instrumentOf(query, textOf(name), {
    fiscalYearEnd: '12-31',
    ...(org && { identifiers: { eastmoney_org_code: org } }),
  })
  return { ok: true, data: { instrument, facts: firstOfEach(facts), sources, recorded: null } }
}

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

const hongKong = async (
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
    sources.push(answer.raw)
  }
  const newest = reports.data[0]
  const instrument = instrumentOf(query, textOf(newest?.SECURITY_NAME_ABBR), {
    fiscalYearEnd: newest?.FISCAL_YEAR ?? null,
  })
  return { ok: true, data: { instrument, facts: firstOfEach(facts), sources, recorded: null } }
}

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

const unitedStates = async (
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
  for (const [source, { statement, rows }] of given.entries()) {
    const read = usFacts(symbol, statement, rows, ends, context.now().toISOString())
    if (!read.ok) return read
    facts.push(...sourced(read.data, source))
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
  }
}

const BY_MARKET: Partial<Record<Market, typeof mainland>> = {
  CN: mainland,
  HK: hongKong,
  US: unitedStates,
}

export const statements = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> =>
  (await BY_MARKET[query.market]?.(query, context)) ?? {
    ok: false,
    reason: 'bad_request',
    detail: `eastmoney has no statements in ${query.market}`,
  }
