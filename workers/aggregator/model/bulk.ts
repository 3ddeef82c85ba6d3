/**
 * What a provider gives of a whole market at once: the types of its rows, and of a crawl that
 * brings them part by part. A part is one upstream call; a crawl that was cut goes on with the
 * parts that it lacks.
 */
import type { BulkKind, InstrumentId, Market } from '#shared/names.ts'
import type { NewFact, ProviderContext, ProviderFailureReason, ProviderResult } from './provider.ts'

/** The scheme of an industry: the SEC's codes, Nasdaq's, Eastmoney's, Tushare's, Tokyo's 33. */
export type IndustryScheme = 'sic' | 'nasdaq' | 'eastmoney' | 'tushare' | 'tse33'

/** A security on a list. Only `share`, `reit` and `receipt` stand for a company of their own. */
export interface UniverseMember {
  instrument: InstrumentId
  names: { en?: string; zh?: string; ja?: string }
  exchange: string | null
  /** The narrowest level that the list states. */
  industry: { scheme: IndustryScheme; name: string } | null
  kind: 'share' | 'reit' | 'fund' | 'preferred' | 'receipt' | 'other'
  listed_on: string | null
  delisted_on: string | null
  /** `cik` of the SEC, in ten digits. */
  identifiers: Record<string, string>
}

/** One figure of one company in one period, with its whole origin. */
export interface FrameFact {
  /** As frames name a company: `CIK0000320193` in the US, the canonical symbol elsewhere. */
  company: string
  fact: NewFact
}

/** Why a row of prices is not believed in all it says. */
export type MarketFlag =
  /** Its market value is that of the whole company and stands beside each of its classes. */
  | 'cap_of_company'
  /** Its market value is about so many times price by shares; see `cap_factor`. */
  | 'cap_factor'

/** Price and what goes with it of one security on one day. */
export interface MarketDayRow {
  instrument: InstrumentId
  close: string
  /** Of the close and of the market value. */
  currency: string
  shares: string | null
  market_cap: string | null
  /** The provider's own multiples, held against ours as a check. */
  checks: Partial<Record<CheckedMultiple, string>>
  flags: readonly MarketFlag[]
  /** The round number that market value / (close × shares) is near to; null where there is none. */
  cap_factor: number | null
}
export const CHECKED_MULTIPLES = ['pe_ttm', 'pe_static', 'pb', 'ps_ttm', 'pcf_ttm'] as const
export type CheckedMultiple = (typeof CHECKED_MULTIPLES)[number]

export interface BulkRows {
  universe: UniverseMember
  market_day: MarketDayRow
  frames: FrameFact
}

/**
 * One question about a whole market: its list of companies, its prices of one day, or its figures
 * of one group of periods.
 */
export interface BulkQuery {
  market: Market
  /**
   * For a universe, the day of the question. For a market day, that day. For frames, the provider's
   * name of one group of figures: `2026-09-30`, `CY2026Q3` or a day of disclosure.
   */
  target: string
  /** Symbols of the market's companies, for a provider that is asked by symbol. */
  symbols: readonly string[]
  now: Date
}

/** The rows of one call, and what its answer says of the crawl as a whole. */
export interface BulkPart {
  /** Rows as the provider gave them, with the columns that are read. JSON. */
  rows: readonly unknown[]
  /** Rows of the whole crawl, by the provider's own count; null where it states none. */
  count: number | null
  /** Parts that are to be asked for because of this answer. */
  next: readonly string[]
}

/** Why a crawl was refused: the provider's answers are not the whole market. */
export const CRAWL_FAULTS = ['crawl_short', 'crawl_doubled', 'crawl_off'] as const
export type CrawlFault = (typeof CRAWL_FAULTS)[number]
export interface BulkFailure {
  ok: false
  reason: ProviderFailureReason | CrawlFault
  detail: string
}

/** The parts of a crawl by name, in the order in which they were asked for. */
export interface TakenParts {
  names: readonly string[]
  /** Reads a part; each call decodes it anew, so that a large crawl need not be in memory. */
  part(name: string): Promise<BulkPart>
  /** The part of a target that is kept (see `keeps`); null where it was not brought yet. */
  kept(target: string): Promise<BulkPart | null>
}

/** Which rows are wanted: a large crawl is mapped some companies at a time. */
export interface WantedRows {
  now: Date
  company(company: string): boolean
}

/** `unread`: rows that were left out, each with its reason. */
export type BulkResult<Row> =
  | { ok: true; rows: readonly Row[]; unread: readonly string[] }
  | BulkFailure

export interface BulkCapability<Row> {
  markets: readonly Market[]
  /** With fewer rows than this a crawl is no whole market, and is refused as short. */
  least: Partial<Record<Market, number>>
  /** The source gives the newest filed value only: of use for today, never for a past day. */
  newest_only?: boolean
  /**
   * The answer for a target changes as companies report and restate: what is new in it is stored
   * beside what was there before.
   */
  restates?: boolean
  /**
   * What there is to bring at a time, the most wanted first. `all`: with the history that screens
   * over several years need; otherwise what may have changed since yesterday. Only for frames: a
   * universe and a market day are asked by their day.
   */
  targets?(now: Date, all: boolean): readonly string[]
  /** The answers are of now, whatever day is asked for. */
  undated?: boolean
  /**
   * Targets whose one part is kept, under the target's own name, because others are read with it.
   */
  keeps?(target: string): boolean
  /** The parts that are known before the first call. */
  parts(query: BulkQuery): readonly string[]
  /** Asks for one part: one upstream call. */
  fetch(query: BulkQuery, part: string, context: ProviderContext): Promise<ProviderResult<BulkPart>>
  /** Makes the rows of all parts, or says why the crawl is refused. */
  toRows(query: BulkQuery, taken: TakenParts, wanted: WantedRows): Promise<BulkResult<Row>>
}

export type BulkCapabilities = { [K in BulkKind]?: BulkCapability<BulkRows[K]> }
