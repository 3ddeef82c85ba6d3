/** The calls for the three statements, annual and quarterly, in the currency of the profile. */
import type { Market } from '#shared/names.ts'
import { instrumentFor } from '../../identity/instrument-for.ts'
import type {
  CompanyQuery,
  NewFact,
  ProviderContext,
  ProviderFailure,
  ProviderResult,
  RawAnswer,
  StatementsAnswer,
} from '../../model/provider.ts'
import { unreadIn } from '../statement-row.ts'
import { docPage, edgarPage, wrongInstrument } from './answers.ts'
import { askAbout } from './client.ts'
import { profileOf } from './company.ts'
import { reportingCurrency } from './profile.ts'
import {
  readRows,
  type TwelvedataStatementRow,
  STATEMENT_NAMES,
  type TwelvedataStatement,
  statementFacts,
} from './statements.ts'

const PERIODS = ['annual', 'quarterly'] as const
interface StatementPart {
  name: TwelvedataStatement
  period: (typeof PERIODS)[number]
  rows: TwelvedataStatementRow[]
  raw: RawAnswer
}

const partOf = async (
  name: TwelvedataStatement,
  period: StatementPart['period'],
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementPart>> => {
  const answer = await askAbout(`${name}/consolidated`, query, { period }, context)
  if (!answer.ok) return answer
  const rows = readRows(name, answer.data.json)
  return rows.ok
    ? { ok: true, data: { name, period, rows: rows.data, raw: answer.data.raw } }
    : rows
}

/**
 * The page where a human reader can check the figures; for American companies it is the filings
 * themselves.
 */
const statementPage = (market: Market, symbol: string): string =>
  market === 'US' ? edgarPage(symbol, '10-') : docPage('income-statement')

export const statements = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const { market, symbol } = query
  const found = await profileOf(query, context)
  if (!found.ok) return found
  const { subject, country, exchange, industry, raw } = found.data
  if (subject.symbol !== symbol) return wrongInstrument(symbol, subject.symbol)
  const currency = reportingCurrency(market, country)
  if (currency === null)
    return {
      ok: false,
      reason: 'empty',
      detail: `twelvedata does not say in which currency ${symbol} (${country ?? 'no country'}) reports`,
    }
  const asked = await Promise.all(
    STATEMENT_NAMES.flatMap((name) =>
      PERIODS.map((period) => partOf(name, period, query, context)),
    ),
  )
  const failed = asked.find((part): part is ProviderFailure => !part.ok)
  if (failed) return failed
  const parts = asked.flatMap((part) => (part.ok ? [part.data] : []))
  const sources = [raw, ...parts.map((part) => part.raw)]
  const facts: NewFact[] = []
  const unread: string[] = []
  for (const name of STATEMENT_NAMES) {
    const of = (period: StatementPart['period']) => {
      const part = parts.find((p) => p.name === name && p.period === period)
      return { rows: part?.rows ?? [], source: part ? sources.indexOf(part.raw) : 0 }
    }
    const origin = {
      symbol,
      currency,
      sourceUrl: statementPage(market, symbol),
      knownAt: context.now().toISOString(),
    }
    const read = statementFacts(name, of('annual'), of('quarterly'), origin)
    if (!read.ok) return read
    facts.push(...read.data)
    unread.push(...(read.unread ?? []))
  }
  const latest = parts.find(({ period, rows }) => period === 'annual' && rows.length > 0)?.rows[0]
  return {
    ok: true,
    data: {
      instrument: instrumentFor(query, {
        name: subject.name,
        names: { ...query.known?.names, en: subject.name },
        exchange,
        industry,
        fiscal_year_end: latest?.fiscal_date.slice(5) ?? null,
      }),
      facts,
      sources,
      recorded: null,
    },
    ...unreadIn(unread),
  }
}
