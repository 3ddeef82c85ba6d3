/** Who is listed in the US. Classes and preferred shares are not companies of their own. */
import type { BulkCapability, UniverseMember } from '../../model/bulk.ts'
import { LIST, type ListedSecurity, listPart, securitiesOf } from './list.ts'

const member = ({ symbol, name, kind, industry }: ListedSecurity): UniverseMember => ({
  instrument: `US:${symbol}`,
  names: { en: name },
  exchange: null,
  industry: industry === null ? null : { scheme: 'nasdaq', name: industry },
  kind,
  listed_on: null,
  delisted_on: null,
  identifiers: {},
})

export const universe: BulkCapability<UniverseMember> = {
  markets: ['US'],
  // The list of February 2026 has 7,088 rows.
  least: { US: 5_000 },
  parts: () => [LIST],
  fetch: (_, __, context) => listPart(context),
  async toRows(_, taken) {
    const listed = await securitiesOf(taken)
    return listed.ok ? { ok: true, rows: listed.rows.map(member), unread: [] } : listed
  },
}
