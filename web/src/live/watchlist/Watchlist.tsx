/**
 * The watchlist with live prices. Until the list is read, or if it cannot be, the companies with
 * recorded filings are shown without prices.
 */
import { useEffect, useMemo } from 'preact/hooks'
import { getWatchlist } from '../../api.ts'
import { loader } from '../../ui/loaded.ts'
import { t } from '../strings/index.ts'
import { useMaxAge } from '../use-max-age.ts'
import { useWatchBoard } from './use-watch-board.ts'
import { WatchRowView } from './WatchRowView.tsx'
import { areRecorded, EXAMPLES, watchRows } from './watch-rows.ts'

const HEADS = ['company', 'price', 'change', 'quoted', 'observed', 'source'] as const

export const Watchlist = () => {
  const list = useMemo(() => loader(getWatchlist), [])
  useEffect(() => void list.load(), [])
  const limit = useMaxAge()
  const now = list.value.value
  const all = now.state === 'ready' ? now.data.value : EXAMPLES
  const rows = useMemo(() => watchRows(all), [all])
  const max = limit.state === 'ready' ? limit.data : null
  const board = useWatchBoard(
    now.state === 'loading' ? null : rows.map(({ instrument }) => instrument),
    max,
  )
  const problem = limit.state === 'failed' ? limit.problem : null
  useEffect(() => {
    // The service is back.
    if (max !== null && list.value.peek().state === 'failed') void list.load()
  }, [max])
  return (
    <section class="watchlist" aria-labelledby="watchlist-title">
      <h2 id="watchlist-title">{t('watchlist.title')}</h2>
      {rows.length === 0 ? (
        <p class="muted">{t('watchlist.empty')}</p>
      ) : (
        <table class="watch-table">
          <thead>
            <tr>
              {HEADS.map((head) => (
                <th scope="col" key={head} class={`watch-${head}`}>
                  {t(`watchlist.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <WatchRowView
                key={row.instrument}
                row={row}
                price={board?.prices.get(row.instrument) ?? null}
                problem={problem}
                max={max ?? 0}
              />
            ))}
          </tbody>
        </table>
      )}
      <p class="muted small">
        {rows.length < all.length &&
          `${t('watchlist.cut', { shown: rows.length, count: all.length })} `}
        {problem ? t('watchlist.offline') : max !== null && t('watchlist.note', { max })}{' '}
        {areRecorded(rows) && t('watchlist.recorded')}
      </p>
    </section>
  )
}
