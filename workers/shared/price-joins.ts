/**
 * Market figures of a provider that cannot be believed as they stand: what joins a price with
 * shares or statements, where the price is that of a depositary share of unknown worth, or the
 * statements are in another currency than the price. Pure.
 */
import type { ProviderFigure } from './datasets/elements.ts'
import type { DepositaryReason } from './depositary.ts'
import type { Market, ProviderId } from './names.ts'

/** What the whole company costs: the price by its shares. */
const VALUES = ['market_cap', 'float_market_cap'] as const
/** The price, or what the company costs, by amounts of its statements or by its dividends. */
const OF_STATEMENTS = [
  'enterprise_value',
  'dividend_yield_ttm',
  'pe_ttm',
  'pe_forward',
  'pe_static',
  'pe_dynamic',
  'pb',
  'ps_ttm',
  'ev_ebitda',
  'ev_revenue',
  'peg',
] as const
const JOINS: ReadonlySet<string> = new Set([...VALUES, ...OF_STATEMENTS])
const STATEMENT_JOINS: ReadonlySet<string> = new Set(OF_STATEMENTS)

/**
 * Providers that convert statements into the currency of the price before they divide, by market:
 * their ratios of Tencent Holdings, which reports in yuan, are those of Hong Kong dollars by Hong
 * Kong dollars. Of all others it is not known.
 */
const CONVERTING: Partial<Record<ProviderId, readonly Market[]>> = {
  tencent: ['HK'],
  eastmoney: ['HK'],
}

export interface RefusedFigure {
  concept: string
  detail: string
  detail_zh: string
}

export interface PricedBy {
  market: Market
  provider: string
  /** The currency of the price; null where the answer does not say. */
  quoted: string | null
  /** The currency of the company's statements; null where none is known. */
  reporting: string | null
  /** Why the price is not that of one ordinary share; null where it is. */
  depositary: DepositaryReason | null
}

const converts = (provider: string, market: Market): boolean =>
  CONVERTING[provider as ProviderId]?.includes(market) ?? false

/** The reason for one figure; null where it may stand. */
const reasonOf = (concept: string, given: PricedBy): DepositaryReason | null => {
  const { market, provider, quoted, reporting, depositary } = given
  if (!JOINS.has(concept)) return null
  if (depositary) return depositary
  if (!STATEMENT_JOINS.has(concept) || quoted === null || reporting === null) return null
  return quoted === reporting || converts(provider, market)
    ? null
    : {
        en: `the price is in ${quoted} and the statements are in ${reporting}, and it is not known that ${provider} converts one into the other`,
        zh: `股价以 ${quoted} 计，财报以 ${reporting} 列报，无法确认 ${provider} 是否已换算`,
      }
}

const currencyIn = (figures: readonly ProviderFigure[]): string | null =>
  figures.flatMap(({ unit }) => /^([A-Z]{3})(?:\/share)?$/.exec(unit)?.[1] ?? [])[0] ?? null

/** Parts what a provider states into what may stand and what is refused, each with the reason. */
export const withoutJoins = (
  figures: readonly ProviderFigure[],
  given: PricedBy,
): { figures: ProviderFigure[]; refused: RefusedFigure[] } => {
  const told = { ...given, quoted: currencyIn(figures) ?? given.quoted }
  const reasons = figures.map((figure) => ({ figure, why: reasonOf(figure.concept, told) }))
  return {
    figures: reasons.flatMap(({ figure, why }) => (why ? [] : [figure])),
    refused: reasons.flatMap(({ figure: { concept }, why }) =>
      why ? [{ concept, detail: why.en, detail_zh: why.zh }] : [],
    ),
  }
}
