/**
 * Puts the rows of a finished crawl where they are read: lists among the universes, prices among
 * the market days, figures among the frames, some companies at a time.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Database } from '#shared/db/client.ts'
import { splitInstrumentId } from '#shared/symbol.ts'
import { partOf } from '../frames/part-of.ts'
import { readFrames } from '../frames/read.ts'
import { type BatchAbout, packBatch, storedParts, storePacked } from '../frames/store.ts'
import type { FrameFact, UniverseMember } from '../model/bulk.ts'
import type { Listing } from '../universe/listing.ts'
import { readUniverses, storeUniverse } from '../universe/store.ts'
import type { RefreshTask } from './plan.ts'

/** Into how many parts the companies of a market are cut, a power of two: some 400 in each. */
export const COMPANY_PARTS = 16

/** The company of a US listing: its number where the SEC's list of tickers has one. */
const usCompanies = async (db: Database, day: string): Promise<Map<string, string>> => {
  const universes = await readUniverses(db, 'US', day)
  const numbered = universes.flatMap(({ listings }) =>
    listings.flatMap(({ symbol, company }): [string, string][] =>
      symbol !== null && company.startsWith('CIK') ? [[symbol, company]] : [],
    ),
  )
  return new Map(numbered)
}

const listingOf = (member: UniverseMember, companies: ReadonlyMap<string, string>): Listing => {
  const { symbol } = splitInstrumentId(member.instrument)
  const { cik } = member.identifiers
  return {
    company: cik === undefined ? (companies.get(symbol) ?? symbol) : `CIK${cik}`,
    symbol,
    kind: member.kind,
    names: member.names,
    exchange: member.exchange,
    scheme: member.industry?.scheme ?? null,
    industry_code: null,
    industry: member.industry?.name ?? null,
    listed_on: member.listed_on,
    delisted_on: member.delisted_on,
    former_name: null,
    fiscal_year_end: null,
    receipt_ratio: null,
    known_at: null,
  }
}

/** A list takes the place of the one that its source gave before. */
export const keepUniverse = async (
  db: Database,
  { market, provider }: RefreshTask,
  members: readonly UniverseMember[],
  day: string,
): Promise<void> => {
  const companies =
    market === 'US' ? await usCompanies(db, day) : (new Map() as ReadonlyMap<string, string>)
  const listings = members.map((member) => listingOf(member, companies))
  await storeUniverse(db, { market, source: provider, batch: `${provider} ${day}`, day }, listings)
}

const keyOf = (company: string, { concept, start, end, unit, basis }: FrameFact['fact']): string =>
  `${company} ${concept} ${start ?? ''}/${end} ${unit} ${basis.consolidation}`

/** The facts whose value is not what this provider said last. */
const newsOf = async (
  db: Database,
  { market, provider }: RefreshTask,
  facts: readonly FrameFact[],
  part: number,
  now: Date,
): Promise<FrameFact[]> => {
  const held = await readFrames(db, {
    market,
    asOf: now,
    isNow: true,
    part,
    parts: COMPANY_PARTS,
  })
  const values = new Map<string, string>()
  for (const [company, known] of held)
    for (const fact of known)
      if (fact.provider === provider)
        values.set(
          `${company} ${fact.concept} ${fact.start ?? ''}/${fact.end} ${fact.unit} ${fact.basis.consolidation}`,
          fact.value,
        )
  return facts.filter(({ company, fact }) => values.get(keyOf(company, fact)) !== fact.value)
}

export interface KeptFrames {
  /** Which companies: those of this part of `COMPANY_PARTS`. */
  part: number
  newestOnly: boolean
  /** Only what is new is stored, beside what was there. */
  restates: boolean
}

/**
 * Stores the figures of one part of the companies. Frames of the newest values take the place of
 * those before; where a source restates, what is new becomes a batch of its own. The same figures
 * again change nothing.
 */
export const keepFrames = async (
  db: Database,
  task: RefreshTask,
  facts: readonly FrameFact[],
  { part, newestOnly, restates }: KeptFrames,
  now: Date,
): Promise<number> => {
  const { market, provider, target } = task
  const news = restates ? await newsOf(db, task, facts, part, now) : facts
  // Without anything new a source that restates leaves no trace.
  if (restates && news.length === 0) return 0
  const batch = restates ? `${target} ${now.toISOString().slice(0, 10)}` : target
  const packed = packBatch(news)
  const hash = sha256.create()
  for (const frame of packed?.frames ?? []) hash.update(frame.bytes)
  if (packed) hash.update(packed.filings.bytes)
  const source = bytesToHex(hash.digest())
  const about: BatchAbout = {
    market,
    provider,
    batch,
    part,
    parts: COMPANY_PARTS,
    source,
    recorded: null,
    newestOnly,
  }
  const before = await storedParts(db, about)
  if (before.some((one) => one.part === part && one.source === source)) return news.length
  await db.transaction((tx) => storePacked(tx, about, packed, now))
  return news.length
}

export const isInPart =
  (part: number) =>
  (company: string): boolean =>
    partOf(company, COMPANY_PARTS) === part
