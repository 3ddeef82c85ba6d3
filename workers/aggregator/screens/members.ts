/**
 * Who was there on a day: the companies of a market that a screen of that day tests, from the SEC's
 * data sets, from lists of exchanges, and from companies that were read one by one. One row a
 * company: its classes of shares are not companies of their own.
 */
import { sql } from 'drizzle-orm'
import type { Database } from '#shared/db/client.ts'
import { type IndustryKind, industryKind } from '#shared/industry.ts'
import type { Market } from '#shared/names.ts'
import { companySymbol, instrumentId } from '#shared/symbol.ts'
import { shippedList } from '../instruments/shipped-lists.ts'
import { daysBetween } from '#shared/calendar.ts'
import type { Listing, ListingKind } from '../universe/listing.ts'
import { type ReadUniverse, readUniverses, SEC_DATA_SETS, universesOf } from '../universe/store.ts'

export interface Member {
  /** As frames name the company. */
  company: string
  /** `US:AAPL`, or `US:CIK0000930835` where no code of it is known. */
  id: string
  names: Listing['names']
  exchange: string | null
  industry: string | null
  /** The kind that the industry tells; what is filed may tell another. */
  kind: IndustryKind | null
  /** Its statements are stored: it was read by itself by then. */
  isStored: boolean
}

export interface Membership {
  members: Member[]
  /** The lists it was made from, oldest first. */
  sources: Pick<ReadUniverse, 'source' | 'batch' | 'day' | 'rows' | 'mark'>[]
}

/** In days: a company that has filed no report for so long is no longer there. */
export const SILENT_DAYS = 550
/** Lists that say of each share since when and until when it was listed: good for every day. */
const WITH_HISTORY: ReadonlySet<string> = new Set(['tushare'])
/** Securities that stand for a company of their own. */
const TESTED: ReadonlySet<ListingKind> = new Set(['share', 'reit', 'receipt'])

const CIK = /^CIK\d{10}$/

let tickers: Map<string, string> | undefined
/**
 * The ticker of each company of the shipped list: of several classes the largest, then the first.
 */
const tickerOf = (company: string): string | null => {
  if (!tickers) {
    const list = shippedList('US')
    const best = new Map<string, { symbol: string; size: number }>()
    for (let at = 0; at < list.symbols.length; at++) {
      const { cik, symbol, size, kind } = list.row(at)
      if (cik === null || (kind !== 'share' && kind !== 'reit' && kind !== 'receipt')) continue
      const known = best.get(cik)
      if (!known || size > known.size) best.set(cik, { symbol, size })
    }
    tickers = new Map([...best].map(([cik, { symbol }]) => [`CIK${cik}`, symbol]))
  }
  return tickers.get(company) ?? null
}

let companies: Map<string, string> | undefined
/** The company of an instrument as frames name it. */
export const companyOfSymbol = (market: Market, symbol: string): string => {
  if (market !== 'US' || CIK.test(symbol)) return symbol
  companies ??= new Map()
  const known = companies.get(symbol)
  if (known !== undefined) return known
  const cik = shippedList('US').at(symbol)?.cik
  const company = cik ? `CIK${cik}` : symbol
  companies.set(symbol, company)
  return company
}

const idOf = (market: Market, { company, symbol }: Listing): string => {
  const code = symbol ?? (CIK.test(company) ? (tickerOf(company) ?? company) : company)
  return instrumentId(market, CIK.test(code) ? code : companySymbol(market, code))
}

const memberOf = (market: Market, listing: Listing): Member => ({
  company: listing.company,
  id: idOf(market, listing),
  names: listing.names,
  exchange: listing.exchange,
  industry: listing.industry,
  kind: industryKind(
    listing.scheme === 'SIC' ? (listing.industry_code ?? undefined) : undefined,
    listing.industry,
  ),
  isStored: false,
})

/**
 * Companies of the data sets on a day: those that filed a periodic report in the last eighteen
 * months and have shares on file by then, each as its newest report names it.
 */
const filersOn = (sets: readonly ReadUniverse[], day: string, asOf: string): Listing[] => {
  const newest = new Map<string, Listing>()
  const withShares = new Set<string>()
  for (const listing of sets.flatMap(({ listings }) => listings)) {
    const { company, known_at, kind } = listing
    if (known_at === null || known_at > asOf) continue
    if (daysBetween(known_at.slice(0, 10), day) > SILENT_DAYS) continue
    if (kind !== 'no_shares') withShares.add(company)
    const known = newest.get(company)
    if (!known || (known.known_at ?? '') < known_at) newest.set(company, listing)
  }
  return [...newest.values()].filter(({ company }) => withShares.has(company))
}

const listedOn = (list: ReadUniverse, day: string): Listing[] =>
  list.listings.filter(
    ({ kind, listed_on, delisted_on }) =>
      TESTED.has(kind) &&
      (listed_on === null || listed_on <= day) &&
      (delisted_on === null || delisted_on > day),
  )

interface StoredCompany {
  id: string
  cik: string | null
  name: string
  names: Listing['names']
  exchange: string | null
  industry: string | null
  sic: string | null
}

/** Companies of the market of which filings were stored that were known by then. */
const storedCompanies = async (
  db: Pick<Database, 'execute'>,
  market: Market,
  asOf: Date,
): Promise<StoredCompany[]> => {
  const { rows } = await db.execute<StoredCompany & Record<string, unknown>>(sql`
    select i.id, i.identifiers->>'cik' as cik, i.name, i.names, i.exchange, i.industry, i.identifiers->>'sic' as sic
    from instruments i join company_books c on c.instrument = i.id
    where i.market = ${market} and exists (select 1 from filings f where f.instrument = i.id
      and (f.known_at <= ${asOf.toISOString()}::timestamptz or f.retrieved_at <= ${asOf.toISOString()}::timestamptz))
    order by i.id`)
  return rows
}

export interface DayQuery {
  market: Market
  day: string
  /** The end of that day, or now where it is not over. */
  asOf: Date
}

export const membersOf = async (
  db: Pick<Database, 'execute' | 'select'>,
  { market, day, asOf }: DayQuery,
): Promise<Membership> => {
  const read = await readUniverses(db, market, day)
  const sets = read.filter(({ source }) => source === SEC_DATA_SETS)
  const lists = read.filter(({ source }) => source !== SEC_DATA_SETS)
  const all = await universesOf(db, market)
  const later = all.filter(({ source, day: of }) => WITH_HISTORY.has(source) && of > day)
  const history =
    lists.some(({ source }) => WITH_HISTORY.has(source)) || later.length === 0
      ? []
      : (await readUniverses(db, market, later.at(-1)?.day ?? day)).filter(({ source }) =>
          WITH_HISTORY.has(source),
        )
  const byCompany = new Map<string, Member>()
  const listed = [...history, ...lists].flatMap((list) => listedOn(list, day))
  const filers = filersOn(sets, day, asOf.toISOString())
  // A filing names the company of that day; a list adds its code and exchange.
  for (const listing of [...listed, ...filers]) {
    const member = memberOf(market, listing)
    const known = byCompany.get(member.company)
    byCompany.set(
      member.company,
      known ? { ...member, id: known.id, exchange: known.exchange ?? member.exchange } : member,
    )
  }
  const byId = new Map([...byCompany.values()].map((member) => [member.id, member]))
  for (const stored of await storedCompanies(db, market, asOf)) {
    const member = byId.get(stored.id)
    if (member) {
      member.isStored = true
      continue
    }
    byId.set(stored.id, {
      company: stored.cik
        ? `CIK${stored.cik.padStart(10, '0')}`
        : stored.id.slice(market.length + 1),
      id: stored.id,
      names: { en: stored.name, ...stored.names },
      exchange: stored.exchange,
      industry: stored.industry,
      kind: industryKind(stored.sic ?? undefined, stored.industry),
      isStored: true,
    })
  }
  return {
    members: [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    sources: [
      ...sets.filter(({ day: of }) => of <= day || sets.length === 1),
      ...history,
      ...lists,
    ].map(({ source, batch, day: of, rows, mark }) => ({ source, batch, day: of, rows, mark })),
  }
}
