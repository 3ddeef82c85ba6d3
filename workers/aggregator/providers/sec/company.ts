/**
 * Finds the company for a symbol. Its CIK comes from memory, from what is already known, or from
 * the ticker list. Its submissions must name the symbol.
 */
import type { CompanyQuery, ProviderContext, ProviderResult } from '../../model/provider.ts'
import { failed, type Parsed, submissions, tickers } from './client.ts'
import { edgarTicker } from '../../identity/edgar-ticker.ts'
import type { Submissions } from './raw.ts'

/** The list is 700 kB and only a few lines change each week. */
const REMEMBERED_SECONDS = 86_400

const memoryName = (symbol: string): string => `cik:${symbol}`

export interface CompanyRead<T> {
  cik: number
  submissions: Parsed<Submissions>
  beside: T
}

/**
 * A CIK from an earlier request. The symbol may belong to another company since then, so whatever
 * is read with this CIK is verified.
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

/** Reads a second document for a CIK, together with the submissions. */
type ReadBeside<T> = (cik: number) => Promise<ProviderResult<T>>

const read = async <T>(
  cik: number,
  { symbol }: CompanyQuery,
  context: ProviderContext,
  beside: ReadBeside<T>,
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
 * Takes one call when the CIK is known, two when the list must be asked, and three when the known
 * CIK no longer has the ticker (a company reorganized under a new CIK). Each call for submissions
 * also makes the calls of `beside`; the call for the list does not.
 */
export const companyWith = async <T>(
  query: CompanyQuery,
  context: ProviderContext,
  beside: ReadBeside<T>,
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
