/**
 * The last prices of all US listings. The list states no day: it is asked for while the market is
 * closed, and its prices are those of the session before.
 *
 * The market value is that of the whole company and stands beside each of its classes, and beside
 * its preferred shares and warrants: it is never summed, and what is no share gets none.
 */
import type { BulkCapability, MarketDayRow } from '../../model/bulk.ts'
import { LIST, type ListedSecurity, listPart, securitiesOf } from './list.ts'

/** Market values that stand beside more than one share: `BRK.A` and `BRK.B`. */
const sharedCaps = (listed: readonly ListedSecurity[]): ReadonlySet<string> => {
  const shares = listed.filter(({ kind, marketCap }) => kind !== 'other' && marketCap !== null)
  const groups = Map.groupBy(shares, ({ name, marketCap }) => `${name} ${marketCap}`)
  return new Set([...groups].flatMap(([key, of]) => (of.length > 1 ? [key] : [])))
}

const marketRow = (
  { symbol, name, kind, marketCap }: ListedSecurity,
  close: string,
  shared: ReadonlySet<string>,
): MarketDayRow => {
  const isShare = kind !== 'other'
  const ofCompany = marketCap !== null && (!isShare || shared.has(`${name} ${marketCap}`))
  return {
    instrument: `US:${symbol}`,
    close,
    currency: 'USD',
    shares: null,
    market_cap: isShare ? marketCap : null,
    checks: {},
    flags: ofCompany ? ['cap_of_company'] : [],
    cap_factor: null,
  }
}

export const marketDay: BulkCapability<MarketDayRow> = {
  markets: ['US'],
  least: { US: 5_000 },
  undated: true,
  parts: () => [LIST],
  fetch: (_, __, context) => listPart(context),
  async toRows(_, taken) {
    const listed = await securitiesOf(taken)
    if (!listed.ok) return listed
    const shared = sharedCaps(listed.rows)
    const rows: MarketDayRow[] = []
    const unread: string[] = []
    for (const security of listed.rows) {
      if (security.price === null) unread.push(`${security.symbol}: no price`)
      else rows.push(marketRow(security, security.price, shared))
    }
    return { ok: true, rows, unread }
  },
}
