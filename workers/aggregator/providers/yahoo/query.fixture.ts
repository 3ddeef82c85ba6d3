/** The query for a company. Tests only. */
import type { CompanyQuery } from '../../model/provider.ts'

export const query = (market: CompanyQuery['market'], symbol: string): CompanyQuery => ({
  market,
  symbol,
  known: null,
  from: '2025-01-01',
  to: '2026-11-23',
  limit: 10,
})
