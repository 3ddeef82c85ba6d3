/** News, newest first: title, publisher, time, and the provider's summary. */
import { useSignal } from '@preact/signals'
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import { WebLink } from '../../ui/WebLink.tsx'
import { utcTimeOf } from '../../ui/words.ts'
import { t } from './strings/index.ts'

const FIRST_NEWS = 15

export const NewsList = ({ answer }: { answer: ItemsResponse<'news'> }) => {
  const all = useSignal(false)
  const shown = all.value ? answer.items : answer.items.slice(0, FIRST_NEWS)
  return (
    <>
      <ul class="news">
        {shown.map(({ id, item }) => (
          <li key={id}>
            <WebLink url={item.url}>{item.title}</WebLink>
            <p class="muted small">
              {item.publisher ?? t('news.no_publisher')} ·{' '}
              <time dateTime={item.published_at}>{utcTimeOf(item.published_at)}</time>
            </p>
            {item.summary !== null && item.summary !== item.title && (
              <p class="news-summary">{item.summary}</p>
            )}
          </li>
        ))}
      </ul>
      {answer.items.length > shown.length && (
        <button
          type="button"
          class="quiet small"
          onClick={() => {
            all.value = true
          }}
        >
          {t('table.more', { count: answer.items.length })}
        </button>
      )}
    </>
  )
}
