/**
 * One candidate of the search: its code, its names, and what there is to know before opening it.
 */
import type { Candidate } from '#shared/contracts/aggregator.ts'
import { besideOf } from './candidate-names.ts'
import { t } from './strings/index.ts'

type CandidateListing = NonNullable<Candidate['listing']>

const statusWords = ({ status, delisted_on, as_of }: CandidateListing): string | null => {
  if (status === 'delisted') return t('search.delisted', { day: delisted_on ?? '' })
  return status === 'earlier' ? t('search.earlier', { day: as_of }) : null
}

const marksOf = ({ match, listing }: Candidate): string[] => {
  if (match === 'unknown_symbol') return [t('search.unknown_code')]
  if (listing === null) return []
  const kind = listing.kind === 'share' ? null : t(`search.kind.${listing.kind}`)
  return [kind, statusWords(listing)].filter((words) => words !== null)
}

export const CandidateRow = ({ candidate }: { candidate: Candidate }) => {
  const { first, beside } = besideOf(candidate)
  const { matched } = candidate
  return (
    <>
      <span class="market">{candidate.market}</span>
      <span class="code">{candidate.symbol}</span>
      <span class="company-name">
        <span>{first === candidate.symbol ? '' : first}</span>
        {beside && (
          <span class="also" lang={beside.lang}>
            {beside.name}
          </span>
        )}
        {matched?.former && (
          <span class="also">{t('search.formerly', { name: matched.name })}</span>
        )}
      </span>
      {marksOf(candidate).map((words) => (
        <span class="badge badge-quiet" key={words}>
          {words}
        </span>
      ))}
      {candidate.recorded && <span class="badge">{t('badge.recorded')}</span>}
    </>
  )
}
