/**
 * All texts of one language. en/ and zh/ each hold one implementation. The modules decide what to
 * say, and a pack holds the words.
 */
import type { Break } from '#shared/contracts/facts.ts'
import type { MarketWords } from './market-words.ts'
import type { PriceWords } from './price-words.ts'
import type { RatingWords } from './rating-words.ts'
import type { Cite, FindingKind, Phrases, Topic } from '../finding.ts'

export interface ProfileBasis {
  company: string
  id: string
  currency: string
  as_of: string
  provider: string
  recorded: boolean
  first: string | null
  last: string | null
  years: number
  /** Fiscal years between the first and the last of which nothing is known. */
  gaps: string[]
  /** The end of the newest period that a result is known of. */
  newest: string | null
}
/** Years that are over, and of which no annual report is among the figures. */
export interface LateYears {
  /** Those that a later part of a year shows to be over; empty where only the day shows it. */
  years: string[]
  /** The newest fiscal year that is known. */
  after: string
}
export type Trait =
  | 'bank'
  | 'plant'
  | 'stock'
  | 'credit'
  | 'cash'
  | 'acquired'
  | 'research'
  | 'software_like'
  | 'low_markup'
export interface CompanyScale {
  revenue: Cite | null
  profit: Cite | null
  assets: Cite | null
  equity: Cite | null
  /** Whether the profit is a loss. */
  loss: boolean
  /** Whether the figures are those of a fiscal year. */
  isYear: boolean
  /** Whether the balances are of the same period as the results. */
  isOfYear: boolean
}
/** Filed figures that failed a check together, and the names of what rests on them. */
export interface DoubtedFigure {
  figures: string[]
  /** Newest first; none where the check is of no period. */
  periods: string[]
  /** Whether they failed it in further periods. */
  earlier: boolean
  check: string
  resting: string[]
  /** Whether more rests on it than is named. */
  more: boolean
}
/** What is known of a company of which only a balance sheet is known. */
export interface BalancesKnown {
  assets: Cite | null
  equity: Cite | null
  loans: Cite | null
  deposits: Cite | null
}
export interface MissingFigure {
  label: string
  /** The reason of the absence, when one is recorded. */
  reason: string | null
}
/**
 * Where a value per share lies among the prices at fixed multiples: below the first, between two of
 * them, or above the last. `above` is the highest multiple whose price is not above the value, and
 * `below` is the lowest whose price is above it.
 */
export interface Place {
  above: number | null
  below: number | null
}

export interface Pack {
  findings: Phrases
  /** Findings as bullet points: a few words and the figure. */
  headlines: Phrases
  period(label: string): string
  /** Names of figures that may be missing. A missing figure has no label in the dictionary. */
  names: Record<string, string>
  missing_title: string
  missing(items: MissingFigure[]): string
  breaks_title: string
  /** Says that two neighbouring years of the named figures cannot be compared, and why. */
  broken(at: Break, names: string[], more: boolean): string
  doubt_title: string
  /** `more`: whether further figures failed a check. */
  doubts(items: DoubtedFigure[], more: boolean): string
  /** A check as the texts name it. */
  check_named(check: string): string
  /** Where a section before this one has told the same. */
  doubts_told: string
  /** Says of a figure that it is not used because it is in doubt. */
  doubted(label: string): string
  no_figures: string
  /** Says that no annual report is known yet, and on which period the text rests. */
  young(basis: 'twelve_months' | 'part', period: string): string
  /** Says that almost nothing is known about the fiscal year. */
  sparse(known: { label: string; cite: Cite }[]): string
  item: string
  profile: {
    basis_title: string
    basis(b: ProfileBasis): string
    /** Says that the newest annual report that should be there is not among the figures. */
    late(years: LateYears): string
    scale_title: string
    scale(s: CompanyScale): string
    balances(known: BalancesKnown): string[]
    /** `loss`: whether the newest year ended in a loss. */
    traits: Record<Trait, (part: Cite, whole: Cite, loss: boolean) => string>
    /** Costs that are known, where others are not: none can be called the largest. */
    some_costs(revenue: Cite, known: { label: string; cite: Cite }[]): string
    costs(revenue: Cite, largest: { label: string; cite: Cite }[]): string
    record_title: string
    shares(shares: Cite): string
    /** Where no count is filed: the average of the year. */
    weighted_shares(shares: Cite): string
    limits(industry: string | null): string
  }
  fundamental: {
    summary: {
      strength(headline: string): string
      concern(headline: string): string
      neither: string
    }
    topics: Record<Topic, string>
    record_title: string
    interim_title: string
    interim(period: string, items: { label: string; cite: Cite }[]): string
    flags_title: string
    flags(count: number): string
    no_flags(run: string[]): string
    /** Names the tests for red flags that the figures do not allow. */
    flags_unmade(tests: string[]): string
    /** Names the tests that mean nothing for a company of this kind. */
    flags_inapplicable(tests: string[]): string
    flag_tests: Partial<Record<FindingKind, string>>
  }
  price: PriceWords
  market: MarketWords
  rating: RatingWords
  valuation: {
    no_price: string
    /** Says that the shares are quoted in another currency than the statements. */
    other_currency(reporting: string, quoted: string): string
    basis_title: string
    earnings(eps: Cite): string
    loss(eps: Cite): string
    /** Says that a gain from outside the business is in the earnings per share. */
    with_gain: string
    /** `loss`: the newest margin is below zero too, so that there is no best of times. */
    normal_margin(
      normal: Cite,
      now: Cite | null,
      relation: 'above' | 'below' | 'near' | 'loss' | null,
    ): string
    /** Says that there are neither earnings per share nor a value per share. */
    nothing: string
    value_title: string
    epv(epv: Cite): string
    /** Says that there is no earnings power, because the average margin is not positive. */
    no_normal_profit(normal: Cite): string
    dcf(dcf: Cite, growth: Cite | null): string
    gap: Record<'close' | 'cash', (epv: Cite, dcf: Cite) => string>
    growth_check: Record<'bolder' | 'cautious' | 'in_line', (assumed: Cite, recent: Cite) => string>
    capped(sustainable: Cite): string
    /** `thin`: equity is small beside the assets, so that its book value measures little. */
    book: Record<'franchise' | 'near' | 'below' | 'thin', (epv: Cite, book: Cite) => string>
    /** Says of a bank or an insurer what its equity is and earns, in the place of other values. */
    equity(book: Cite, roe: Cite | null): string
    /** Says that values of other trades mean nothing for a company of this kind. */
    other_measures: Record<'financial' | 'trust' | 'other', string>
    multiples_title: string
    /** `period`: of the earnings. */
    multiples(period: string): string
    multiple(times: number): string
    place(what: 'epv' | 'dcf', place: Place): string
    reading_title: string
    reading: Record<
      'both' | 'epv' | 'dcf' | 'equity',
      (low: Cite | null, high: Cite | null) => string
    >
    /** Says of a value that debt leaves next to nothing of it. */
    leftover(label: string, value: Cite): string
    absent(label: string, reason: string | null): string
  }
  conclusion: {
    verdict_title: string
    /** Says that a verdict waits for a year. */
    too_early: string
    watch_missing: string
    /** Where the figures in doubt stand in the way of a verdict. */
    watch_doubt: string
    value_title: string
    value(low: Cite, high: Cite | null): string
    no_value: string
    watch_title: string
    watch: Partial<Record<FindingKind, string>>
    /** Where a section before this one has named the points. */
    watch_told: string
    /** In the place of a margin that withstands a weak year, where operations lose money. */
    watch_operating_loss: string
    watch_default: string
    needs_missing(titles: string[]): string
    disclaimer: string
  }
  generic: {
    intro(title: string, count: number): string
    newest_title(period: string): string
    rose(label: string, now: Cite, before: Cite): string
    fell(label: string, now: Cite, before: Cite): string
  }
}
