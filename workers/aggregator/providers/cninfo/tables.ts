/**
 * The calls of CNInfo's tables (`data20`): statements, profile, dividends and holders, each asked
 * for by the bare code.
 */
import type { ItemDataset } from '#shared/names.ts'
import { isBShare } from '#shared/symbol-cn.ts'
import { instrumentFor } from '../../identity/instrument-for.ts'
import type { UpstreamAnswer } from '../http-client.ts'
import { knownBy, partsOf } from '../mainland.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewFact,
  ProviderContext,
  ProviderResult,
  StatementsAnswer,
  Subject,
} from '../../model/provider.ts'
import { unreadIn } from '../statement-row.ts'
import { pageOf, recordsOf, table } from './client.ts'
import {
  EXECUTIVES,
  executiveRecord,
  INTRODUCTION,
  introductionRecord,
  profileOf,
} from './company.ts'
import { actionsOf, dividendRecord, PATH as DIVIDENDS } from './dividends.ts'
import {
  HOLDER_NUMBER,
  holderRecord,
  holdingOf,
  numberOf,
  numberRecord,
  TOP_TEN,
} from './holders.ts'
import { cninfoFacts, indicatorFacts } from './statements.ts'

type CninfoAnswer<D extends ItemDataset> = Promise<ProviderResult<ItemsAnswer<D>>>

const about = (symbol: string | null, name: string | null = null): Subject => ({
  symbol,
  name,
  currency: null,
})

/** All answers, or the first failure. */
const together = async (
  calls: Promise<ProviderResult<UpstreamAnswer>>[],
): Promise<ProviderResult<UpstreamAnswer[]>> => {
  const answers: UpstreamAnswer[] = []
  for (const answer of await Promise.all(calls)) {
    if (!answer.ok) return answer
    answers.push(answer.data)
  }
  return { ok: true, data: answers }
}

const STATEMENTS = [
  ['financialData/getIncomeStatement', cninfoFacts],
  ['financialData/getBalanceSheets', cninfoFacts],
  ['financialData/getCashFlowStatement', cninfoFacts],
  ['financialData/getMainIndicators', indicatorFacts],
] as const

/**
 * Reports carry no dates of notice, so they count as known from when they are read. When one of the
 * three statements is missing, the call fails as a whole.
 */
export const theStatements = async (
  { symbol, known }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const { code } = partsOf(symbol)
  const answers = await together(STATEMENTS.map(([path]) => table(path, code, context)))
  if (!answers.ok) return answers
  const now = context.now().toISOString()
  const facts: NewFact[] = []
  const unread: string[] = []
  for (const [source, [path, read]] of STATEMENTS.entries()) {
    const found = read(symbol, answers.data[source]?.json, now)
    if (!found.ok) return found
    if (found.data.length === 0 && read === cninfoFacts)
      return { ok: false, reason: 'empty', detail: `cninfo has no ${path} of ${symbol}` }
    facts.push(...found.data.map((fact) => ({ ...fact, source })))
    unread.push(...(found.unread ?? []))
  }
  const instrument = instrumentFor({ market: 'CN', symbol, known }, { fiscal_year_end: '12-31' })
  return {
    ok: true,
    data: { instrument, facts, sources: answers.data.map(({ raw }) => raw), recorded: null },
    ...unreadIn(unread),
  }
}

export const theProfile = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): CninfoAnswer<'profile'> => {
  const { code } = partsOf(symbol)
  const answers = await together(
    [INTRODUCTION, EXECUTIVES].map((path) => table(path, code, context)),
  )
  if (!answers.ok) return answers
  const [first, second] = answers.data
  const introduction = recordsOf(INTRODUCTION, code, introductionRecord, first?.json)
  if (!introduction.ok) return introduction
  const executives = recordsOf(EXECUTIVES, code, executiveRecord, second?.json)
  if (!executives.ok) return executives
  const sources = answers.data.map(({ raw }) => raw)
  const [company] = introduction.data.rows
  if (!company)
    return { ok: true, data: { subject: about(introduction.data.symbol), items: [], sources } }
  const item = profileOf(code, company, executives.data.rows)
  if (!item)
    return {
      ok: false,
      reason: 'wrong_instrument',
      detail: `cninfo: the introduction does not name ${code}`,
    }
  const items = [
    {
      key: 'profile',
      item,
      known_at: context.now().toISOString(),
      source_url: pageOf(code, 'companyProfile'),
      source: 0,
    },
  ]
  return { ok: true, data: { subject: about(introduction.data.symbol, item.name), items, sources } }
}

export const theActions = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): CninfoAnswer<'actions'> => {
  const { code } = partsOf(symbol)
  const answer = await table(DIVIDENDS, code, context)
  if (!answer.ok) return answer
  const records = recordsOf(DIVIDENDS, code, dividendRecord, answer.data.json)
  if (!records.ok) return records
  const now = context.now().toISOString()
  const items = records.data.rows
    .flatMap((record) => actionsOf(record, isBShare(code)))
    .map(({ key, item, date }) => ({
      key,
      item,
      known_at: knownBy(date, now),
      source_url: pageOf(code, 'historicalDividend'),
      source: 0,
    }))
  return {
    ok: true,
    data: { subject: about(records.data.symbol), items, sources: [answer.data.raw] },
  }
}

/** Reports carry no dates of notice, so they count as known from when they are read. */
export const theHolders = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): CninfoAnswer<'holders'> => {
  const { code } = partsOf(symbol)
  const answers = await together([TOP_TEN, HOLDER_NUMBER].map((path) => table(path, code, context)))
  if (!answers.ok) return answers
  const [first, second] = answers.data
  const holders = recordsOf(TOP_TEN, code, holderRecord, first?.json)
  if (!holders.ok) return holders
  const numbers = recordsOf(HOLDER_NUMBER, code, numberRecord, second?.json)
  if (!numbers.ok) return numbers
  const known_at = context.now().toISOString()
  const items = [
    ...holders.data.rows.map((row) => ({
      ...holdingOf(row),
      known_at,
      source_url: pageOf(code, 'topTenShareholders'),
      source: 0,
    })),
    ...numbers.data.rows
      .flatMap(numberOf)
      .map((row) => ({ ...row, known_at, source_url: pageOf(code, 'shareholders'), source: 1 })),
  ]
  return {
    ok: true,
    data: {
      subject: about(holders.data.symbol),
      items,
      sources: answers.data.map(({ raw }) => raw),
    },
  }
}
