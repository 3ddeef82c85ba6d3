/**
 * Finds figures that jump from one year to the next as if one had a mistaken unit: thousands, 万 or
 * 亿 in place of ones.
 */
import type { ConceptId } from '#shared/concepts.ts'
import { ratioOf } from '#shared/units/quantity.ts'
import type { QualityBook, BookEntry } from './book.ts'
import { JUMP_FACTOR } from './catalogue.ts'
import { magnitude } from './exact.ts'
import type { Findings } from './findings.ts'

const POWERS = [3, 4, 6, 8] as const
/**
 * Lines that change steadily: those of a growing company grow some tens of times in a year, seldom
 * more.
 */
const STEADY: ReadonlySet<string> = new Set<ConceptId>([
  ...([
    'revenue',
    'cost_of_revenue',
    'gross_profit',
    'research_and_development',
    'selling_general_administrative',
    'premiums_earned',
  ] as const),
  ...([
    'shares_basic',
    'shares_diluted',
    'shares_outstanding',
    'dividends_per_share',
    'current_assets',
    'property_plant_equipment',
  ] as const),
  ...([
    'total_assets',
    'payables',
    'current_liabilities',
    'total_liabilities',
    'equity_parent',
    'total_equity',
    'loans',
    'deposits',
  ] as const),
  ...(['net_interest_income', 'fee_income', 'depreciation_amortization'] as const),
])
/**
 * Concepts that are not checked: per-share figures pass through zero as profits do, and there is no
 * total to compare them with.
 */
const NOT_TOLD: ReadonlySet<string> = new Set<ConceptId>([
  'stock_split_ratio',
  'eps_basic',
  'eps_diluted',
])

interface PriceSplit {
  known: string
  ratio: number
}

/**
 * The factor by which the later figure is larger only because of share splits between the two
 * filings.
 */
const splitFactor = (
  splits: readonly PriceSplit[],
  later: BookEntry,
  earlier: BookEntry,
): number => {
  const [first = '', last = ''] = [earlier.fact.known_at, later.fact.known_at].sort()
  const product = splits.reduce(
    (all, { known, ratio }) => (known > first && known <= last ? all * ratio : all),
    1,
  )
  const forward = later.fact.known_at >= earlier.fact.known_at ? product : 1 / product
  return later.unit === 'shares' ? forward : later.unit?.endsWith('/share') ? 1 / forward : 1
}

/**
 * The power of ten by which the two differ, or null; positive when the later is larger. A quick
 * check avoids the division.
 */
const powerBetween = (
  splits: readonly PriceSplit[],
  later: BookEntry,
  earlier: BookEntry,
): number | null => {
  if (later.n === 0 || earlier.n === 0 || later.unit === null || later.unit !== earlier.unit)
    return null
  const quick = Math.abs(later.n / earlier.n)
  if (quick < 10 && quick > 0.1) return null
  const ratio = ratioOf(
    magnitude({ value: later.fact.value, unit: later.unit }),
    magnitude({ value: earlier.fact.value, unit: later.unit }),
  )
  if (!ratio.ok) return null
  const by = Number(ratio.data.value) / splitFactor(splits, later, earlier)
  const larger = Math.max(by, 1 / by)
  const power = POWERS.find(
    (p) => larger >= 10 ** p / JUMP_FACTOR && larger <= 10 ** p * JUMP_FACTOR,
  )
  return power === undefined ? null : by > 1 ? power : -power
}

/**
 * Whether the larger of two unsteady figures exceeds the company's total assets. False when its
 * assets are not known.
 */
const isOutsized = (book: QualityBook, a: BookEntry, b: BookEntry): boolean => {
  const larger = Math.abs(a.n) > Math.abs(b.n) ? a : b
  const assets = book.at(larger, 'total_assets', larger.to)
  return assets !== undefined && assets.unit === larger.unit && Math.abs(larger.n) > assets.n
}

/**
 * The one of the two figures that the years before and after speak against; both when those years
 * do not decide.
 */
const oddOf = (
  book: QualityBook,
  splits: readonly PriceSplit[],
  later: BookEntry,
  earlier: BookEntry,
  next: BookEntry | undefined,
): BookEntry[] => {
  const before = book.yearBefore(earlier)
  const afterwards = next && (powerBetween(splits, next, later) === null ? 'fits' : 'jumps')
  const beforehand = before && (powerBetween(splits, earlier, before) === null ? 'fits' : 'jumps')
  const againstLater = Number(afterwards === 'jumps') + Number(beforehand === 'fits')
  const againstEarlier = Number(beforehand === 'jumps') + Number(afterwards === 'fits')
  return againstLater === againstEarlier
    ? [later, earlier]
    : againstLater > againstEarlier
      ? [later]
      : [earlier]
}

export const checkJumps = (book: QualityBook, report: Findings): void => {
  const splits = book
    .of('stock_split_ratio')
    .map(({ fact, n }): PriceSplit => ({ known: fact.known_at, ratio: n }))
  const pairs: { later: BookEntry; earlier: BookEntry }[] = []
  const after = new Map<BookEntry, BookEntry>()
  for (const later of book.entries) {
    const earlier = NOT_TOLD.has(later.fact.concept) ? undefined : book.yearBefore(later)
    if (!earlier) continue
    after.set(earlier, later)
    report.made('jump')
    if (
      Math.abs(later.n) > 10 * Math.abs(earlier.n) ||
      Math.abs(earlier.n) > 10 * Math.abs(later.n)
    )
      pairs.push({ later, earlier })
  }
  for (const { later, earlier } of pairs) {
    const { concept } = later.fact
    const power = powerBetween(splits, later, earlier)
    if (power === null || (!STEADY.has(concept) && !isOutsized(book, later, earlier))) continue
    const odd = oddOf(book, splits, later, earlier, after.get(later))
    const detail = `${concept} of ${later.fact.period}, ${later.fact.value}, is about 10^${Math.abs(power)} times as ${power > 0 ? 'large' : 'small'} as that of ${earlier.fact.period}, ${earlier.fact.value} ${earlier.fact.unit}: one may be in a mistaken unit`
    const witnesses = [later, earlier]
      .filter((entry) => !odd.includes(entry))
      .map((entry) => entry.fact)
    report.failed('jump', odd, detail, witnesses)
  }
}
