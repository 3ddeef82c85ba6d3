/** The calls that tell who a company is, and its statements. */
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import { instrumentFor } from '../../identity/instrument-for.ts'
import { foldName } from '../../identity/name-fit.ts'
import { parseSymbol } from '#shared/symbol.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewFact,
  ProviderContext,
  ProviderFailure,
  ProviderResult,
  SearchQuery,
  StatementsAnswer,
} from '../../model/provider.ts'
import { answered } from './answers.ts'
import { askTable, allOf, type TushareTable } from './client.ts'
import { codeOf, compact, symbolOf } from './codes.ts'
import { CONTEXT_FIELDS, type HkApi, hkFacts, hkReports, LINE_FIELDS } from './hk-statements.ts'
import { filingsOf, pageOf } from './places.ts'
import {
  type Basic,
  BASIC_FIELDS,
  COMPANY_FIELDS,
  foundOf,
  HK_FIELDS,
  hkProfile,
  MANAGER_FIELDS,
  NAME_FIELDS,
  readBasics,
  readMainlandProfile,
} from './profile.ts'
import { unreadIn } from '../statement-row.ts'
import { fieldsOf, mainlandFacts, type TushareApi } from './statements.ts'
import { subjectOf, type TushareRow } from './table.ts'
import { US_FIELDS, usFacts } from './us-statements.ts'

const unknown = (market: string, symbol: string): ProviderFailure => ({
  ok: false,
  reason: 'not_found',
  detail: `tushare lists no ${market}:${symbol}`,
})

const basicsOf = async (
  market: CompanyQuery['market'],
  params: Record<string, string>,
  context: ProviderContext,
): Promise<ProviderResult<{ basics: Basic[]; table: TushareTable }>> => {
  const api = market === 'HK' ? 'hk_basic' : 'stock_basic'
  const table = await askTable(context, api, params, market === 'HK' ? HK_FIELDS : BASIC_FIELDS)
  if (!table.ok) return table
  const basics = readBasics(api, table.data.rows)
  return basics.ok ? { ok: true, data: { basics: basics.data, table: table.data } } : basics
}

/**
 * A code is looked up directly; a name is searched in the whole list, which also takes one call.
 * The list has no delisted instruments.
 */
export const instrument = async (
  { text, market }: SearchQuery,
  context: ProviderContext,
): Promise<ProviderResult<FoundInstrument[]>> => {
  const code = parseSymbol(market, text)
  const got = await basicsOf(market, code.ok ? { ts_code: codeOf(market, code.data) } : {}, context)
  if (!got.ok) return got
  const wanted = foldName(text)
  const fits = (basic: Basic): boolean =>
    code.ok
      ? symbolOf(basic.ts_code) === code.data
      : [basic.name, basic.fullname, basic.enname, basic.cnspell, basic.cn_spell].some(
          (name) => name !== null && foldName(name).includes(wanted),
        )
  return { ok: true, data: got.data.basics.filter(fits).map((basic) => foundOf(market, basic)) }
}

const mainlandProfile = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'profile'>>> => {
  const tables = await allOf(
    askTable(context, 'stock_basic', { ts_code: symbol }, BASIC_FIELDS),
    askTable(context, 'stock_company', { ts_code: symbol }, COMPANY_FIELDS),
    askTable(context, 'stk_managers', { ts_code: symbol }, MANAGER_FIELDS),
    askTable(context, 'namechange', { ts_code: symbol }, NAME_FIELDS),
  )
  if (!tables.ok) return tables
  const rows = tables.data.map((table): readonly TushareRow[] => table.rows)
  const [listed = [], company = [], managers = [], names = []] = rows
  const basics = readBasics('stock_basic', listed)
  if (!basics.ok) return basics
  const [basic] = basics.data
  if (!basic) return unknown('CN', symbol)
  const profile = readMainlandProfile(basic, { company, managers, names })
  if (!profile.ok) return profile
  const { symbol: about } = subjectOf(symbol, rows.flat())
  const subject = { symbol: about, name: basic.name, currency: profile.data.quote_currency }
  return answered(
    subject,
    [
      {
        key: symbol,
        item: profile.data,
        known_at: context.now().toISOString(),
        source_url: filingsOf(symbol),
        table: 0,
      },
    ],
    tables.data,
  )
}

export const profile = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'profile'>>> => {
  const { market, symbol } = query
  if (market === 'CN') return mainlandProfile(query, context)
  const got = await basicsOf(market, { ts_code: codeOf(market, symbol) }, context)
  if (!got.ok) return got
  const [basic] = got.data.basics
  if (!basic) return unknown(market, symbol)
  const item = hkProfile(basic)
  const subject = { ...subjectOf(symbol, got.data.table.rows), currency: item.quote_currency }
  return answered(
    subject,
    [
      {
        key: symbol,
        item,
        known_at: context.now().toISOString(),
        source_url: pageOf('hk_basic'),
        table: 0,
      },
    ],
    [got.data.table],
  )
}

/** Rows of Hong Kong and the US name the company; mainland rows do not. */
const instrumentOf = (query: CompanyQuery, rows: readonly TushareRow[]): Instrument => {
  const said = rows
    .map((row) => row.name ?? row.security_name_abbr)
    .find((name) => typeof name === 'string' && name !== '')
  const name = typeof said === 'string' ? said : null
  return instrumentFor(query, {
    name,
    names: query.known?.names ?? (name === null ? {} : { zh: name }),
    fiscal_year_end: query.market === 'CN' ? '12-31' : null,
  })
}

const collected = (
  query: CompanyQuery,
  tables: readonly TushareTable[],
  facts: readonly ProviderResult<NewFact[]>[],
): ProviderResult<StatementsAnswer> => {
  const sources = tables.flatMap(({ raw }) => raw ?? [])
  const all: NewFact[] = []
  const unread: string[] = []
  for (const [at, result] of facts.entries()) {
    if (!result.ok) return result
    unread.push(...(result.unread ?? []))
    const raw = tables[at]?.raw
    all.push(...result.data.map((fact) => ({ ...fact, source: raw ? sources.indexOf(raw) : null })))
  }
  const instrument = instrumentOf(
    query,
    tables.flatMap(({ rows }) => rows),
  )
  return {
    ok: true,
    data: { instrument, facts: all, sources, recorded: null },
    ...unreadIn(unread),
  }
}

const MAINLAND: readonly TushareApi[] = ['income', 'balancesheet', 'cashflow']

/**
 * The dates that select rows of these three tables are announcement dates. report_type 1 is the
 * consolidated statement as last announced.
 */
const mainlandStatements = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const { symbol, from, to } = query
  const params = {
    ts_code: symbol,
    start_date: compact(from),
    end_date: compact(to),
    report_type: '1',
  }
  const [income, ...others] = MAINLAND.map((api) => askTable(context, api, params, fieldsOf(api)))
  const tables = income ? await allOf(income, ...others) : null
  if (!tables?.ok) return tables ?? unknown('CN', symbol)
  return collected(
    query,
    tables.data,
    MAINLAND.map((api, at) => mainlandFacts(symbol, api, tables.data[at]?.rows ?? [])),
  )
}

const HK: readonly HkApi[] = ['hk_income', 'hk_balancesheet', 'hk_cashflow']

/**
 * The dates that select rows of these tables are report dates, so the first days of the range also
 * bring the report for the year before.
 */
const hkStatements = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const { market, symbol, from, to } = query
  const params = {
    ts_code: codeOf(market, symbol),
    start_date: compact(from),
    end_date: compact(to),
  }
  const tables = await allOf(
    askTable(context, 'hk_fina_indicator', params, CONTEXT_FIELDS),
    ...HK.map((api) => askTable(context, api, params, LINE_FIELDS)),
  )
  if (!tables.ok) return tables
  const [about, ...statements] = tables.data
  const reports = hkReports(symbol, about?.rows ?? [])
  if (!reports.ok) return reports
  const now = context.now().toISOString()
  const facts = HK.map((api, at) =>
    hkFacts(symbol, api, statements[at]?.rows ?? [], reports.data, now),
  )
  return collected(query, tables.data, [{ ...reports, data: [] }, ...facts])
}

const usStatements = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const { market, symbol, from, to } = query
  const params = {
    ts_code: codeOf(market, symbol),
    start_date: compact(from),
    end_date: compact(to),
  }
  const table = await askTable(context, 'us_fina_indicator', params, US_FIELDS)
  return table.ok ? collected(query, [table.data], [usFacts(symbol, table.data.rows)]) : table
}

export const statements = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  if (query.market === 'CN') return mainlandStatements(query, context)
  return query.market === 'HK' ? hkStatements(query, context) : usStatements(query, context)
}
