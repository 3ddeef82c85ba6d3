/** Asks Yahoo's adapter with one recorded answer to every request. Tests only. */
import type { Dataset, Market } from '#shared/names.ts'
import { type Answering, answersUnder, caseContext, recordedBody } from '../test/case.ts'
import { play } from '../test/play.ts'
import type { NewFact, NewItem } from '../../model/provider.ts'
import { SESSION } from './cases.fixture.ts'

export const HTTP = 'yahoo-finance2-fixtures/'
export const RS = 'yfinance-rs-fixtures/'
export const read = new Set<string>()

export const body = (file: string): string => {
  read.add(file)
  return recordedBody(`yahoo/${file}`)
}
const nothing = { other_company: String, null_field: String, wrong_type: String, empty: String }
export const playWith = (
  answers: readonly Answering[],
  dataset: Dataset,
  market: Market,
  symbol: string,
) => {
  const given = {
    provider: 'yahoo',
    dataset,
    market,
    symbol,
    proof: 'recorded',
    evidence: [],
    answers,
    spoilt: nothing,
  } as const
  return play(given, caseContext(given).context)
}
/** The file answers every request except those for cookie and crumb. */
export const served = (
  file: string,
  dataset: Dataset,
  market: Market,
  symbol: string,
  status = 200,
) => playWith([...SESSION, { match: '', body: () => body(file), status }], dataset, market, symbol)

export const items = async (...given: Parameters<typeof served>): Promise<NewItem<'quote'>[]> => {
  const played = await served(...given)
  if (!played.ok) throw new Error(played.detail)
  return played.found as NewItem<'quote'>[]
}
export const itemsAs = async <T>(...given: Parameters<typeof served>): Promise<T[]> =>
  (await items(...given)).map(({ item }) => item as T)
export const facts = async (
  file: string,
  market: Market,
  symbol: string,
): Promise<[string, string, string, string][]> => {
  const played = await served(file, 'statements', market, symbol)
  if (!played.ok) throw new Error(played.detail)
  return (played.found as NewFact[]).map(({ concept, period, value, unit }) => [
    concept,
    period,
    value,
    unit,
  ])
}
export type Series = { adjustment: string; currency: string; bars: Record<string, string | null>[] }

/** The number of days in a chart. */
export const daysIn = (file: string): number => {
  const { chart } = JSON.parse(body(file)) as { chart: { result: [{ timestamp: number[] }] } }
  return chart.result[0].timestamp.length
}
/** The modules of an answer in their original form, before the adapter reads them. */
export const modulesIn = (file: string): WrittenModules => {
  const { quoteSummary } = JSON.parse(body(file)) as { quoteSummary: { result: [WrittenModules] } }
  return quoteSummary.result[0]
}
interface WrittenModules {
  secFilings?: { filings: object[] }
  insiderTransactions?: { transactions: { transactionText: string }[] }
  institutionOwnership?: { ownershipList: object[] }
  fundOwnership?: { ownershipList: object[] }
  majorHoldersBreakdown?: object
}

/**
 * Matches the answers about a company, errors and consent pages. All other answers are about the
 * market.
 */
const OF_COMPANY = /(quoteSummary|insights|getCrumb|_api_|latestNews|\/?error_)/
/**
 * The recorded answers of one kind that no test of the test file has read. Each kind has its own
 * test file.
 */
export const forgotten = (kind: 'company' | 'market'): string[] =>
  answersUnder('yahoo').filter(
    (file) =>
      file.endsWith('.json') && OF_COMPANY.test(file) === (kind === 'company') && !read.has(file),
  )
