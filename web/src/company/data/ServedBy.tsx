/**
 * Who gave a dataset, when it was read, the day as of which it is known, and a link to the
 * provider's page.
 */
import type { Attempt, Financials } from '#shared/contracts/facts.ts'
import { hostOf } from '../../figures/stated.ts'
import { providerName, utcTimeOf } from '../../ui/words.ts'
import { Attempts } from './Attempts.tsx'
import { t } from './strings/index.ts'

interface Served {
  as_of: string
  served_by: Financials['served_by']
  attempts: readonly Attempt[]
  items: readonly { source_url: string }[]
  /** Whether a day in the past was asked for: that day is then named too. */
  isPast: boolean
}

/** Rows with pages of their own link to them; one page for all is linked here. */
const onlyPage = (items: Served['items']): string | null => {
  const [first] = items
  return first && items.every(({ source_url }) => source_url === first.source_url)
    ? first.source_url
    : null
}

export const ServedBy = ({ as_of, served_by, attempts, items, isPast }: Served) => {
  const page = onlyPage(items)
  const host = page && hostOf(page)
  return (
    <div class="served-by">
      <p>
        <span class="provenance-name">{t('data.source')}</span>{' '}
        <strong>{providerName(served_by.provider)}</strong>,{' '}
        {t('data.read', { time: utcTimeOf(served_by.retrieved_at) })}
        {isPast && ` · ${t('data.known', { time: utcTimeOf(as_of) })}`}
        {page && host && (
          <>
            {' · '}
            <a href={page} target="_blank" rel="noopener noreferrer" title={t('data.open')}>
              {host} ↗
            </a>
          </>
        )}
      </p>
      <Attempts attempts={attempts} />
    </div>
  )
}
