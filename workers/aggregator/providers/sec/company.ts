/**
 * Which company a symbol is: its CIK as remembered, as known or as listed, and its submissions,
 * which must name the symbol.
 */
import type { CompanyQuery, ProviderContext, ProviderResult } from '../../model/provider.ts'
import { failed, type Parsed, submissions, tickers } from './client.ts'
import { edgarTicker } from '../../identity/edgar-ticker.ts'
import type { Submissions } from './raw.ts'

/** The list has 700 kB and changes by a few lines a week. */
const REMEMBERED_SECONDS = 86_400

const memoryName = (symbol: string): string => `cik:${symbol}`

export interface CompanyRead<T> {
  cik: number
  submissions: Parsed<Submissions>
  beside: T
}

/**
 * A CIK from before, which may have passed to another company since: what is read with it is
 * verified.
 */
const rememberedCik = async (
  { symbol, known }: CompanyQuery,
  context: ProviderContext,
): Promise<number | null> => {
  const cik = (await context.memory.get(memoryName(symbol))) ?? known?.identifiers.cik ?? ''
  return /^\d{1,10}$/.test(cik) && Number(cik) > 0 ? Number(cik) : null
}

const listedCik = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<number>> => {
  const rows = await tickers(context)
  if (!rows.ok) return rows
  const cik = rows.data.value.find((row) => edgarTicker(row.ticker) === edgarTicker(symbol))?.cik
  if (cik === undefined) return failed('not_found', `${symbol} is not in EDGAR's list of tickers`)
  await context.memory.put(memoryName(symbol), String(cik), REMEMBERED_SECONDS)
  return { ok: true, data: cik }
}

/** What is read together with the submissions, for a CIK. */
type Beside<T> = (cik: number) => Promise<ProviderResult<T>>

const read = async <T>(
  cik: number,
  { symbol }: CompanyQuery,
  context: ProviderContext,
  beside: Beside<T>,
): Promise<ProviderResult<CompanyRead<T>>> => {
  const [given, other] = await Promise.all([submissions(cik, context), beside(cik)])
  if (!given.ok) return given
  const company = given.data.value
  if (company.cik !== cik)
    return failed(
      'wrong_instrument',
      `asked for CIK ${cik} (${symbol}), answered CIK ${company.cik}`,
    )
  if (!company.tickers.some((ticker) => edgarTicker(ticker) === edgarTicker(symbol)))
    return failed(
      'wrong_instrument',
      `the submissions of CIK ${cik} do not name the ticker ${symbol}`,
    )
  if (!other.ok) return other
  return { ok: true, data: { cik, submissions: given.data, beside: other.data } }
}

/**
 * One call where the CIK is known, two where the list must be asked, three where the known CIK has
 * lost the ticker (a company reorganized under a new one); each with what is read beside, which the
 * list has none of.
 */
export const companyWith = async <T>(
  query: CompanyQuery,
  context: ProviderContext,
  beside: Beside<T>,
): Promise<ProviderResult<CompanyRead<T>>> => {
  const remembered = await rememberedCik(query, context)
  const company = remembered === null ? null : await read(remembered, query, context, beside)
  if (company && (company.ok || !['wrong_instrument', 'not_found'].includes(company.reason)))
    return company
  const listed = await listedCik(query, context)
  if (!listed.ok) return listed
  return company && listed.data === remembered ? company : read(listed.data, query, context, beside)
}

export const companyOf = (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<CompanyRead<null>>> =>
  companyWith(query, context, async () => ({ ok: true, data: null }))
