/** Which names a candidate is shown by, and the days of the lists that candidates come from. */
import type { Candidate } from '#shared/contracts/aggregator.ts'
import { type Market, MARKETS } from '#shared/names.ts'
import { nameIn } from '../ui/strings/strings-of.ts'

/** The language of a market's own names, as HTML writes it. */
const LOCAL: Record<Market, { key: keyof Candidate['names']; lang: string }> = {
  CN: { key: 'zh', lang: 'zh-Hans' },
  HK: { key: 'zh', lang: 'zh-Hans' },
  US: { key: 'en', lang: 'en' },
  JP: { key: 'ja', lang: 'ja' },
}

/** The name in the reader's language, and beside it the local one, or the one that was typed. */
export const besideOf = ({
  market,
  name,
  names,
  matched,
}: Candidate): { first: string; beside: { name: string; lang: string } | null } => {
  const first = nameIn(names, name)
  const { key, lang } = LOCAL[market]
  const local = names[key]
  if (local !== undefined && local !== first) return { first, beside: { name: local, lang } }
  if (matched && !matched.former) return { first, beside: { name: matched.name, lang: '' } }
  return { first, beside: name === first ? null : { name, lang } }
}

/** `CN 2026-03-04, HK 2026-03-23`: the lists that the candidates come from. */
export const listDays = (candidates: readonly Candidate[]): string =>
  MARKETS.flatMap((market) => {
    const from = candidates.find((one) => one.market === market && one.listing?.status === 'listed')
    return from?.listing ? [`${market} ${from.listing.as_of}`] : []
  }).join(', ')
