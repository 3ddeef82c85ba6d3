/**
 * `npm run screen -- --refresh CN`: brings what is due of a whole market, slice by slice, and
 * prints what came of each part. Progress goes to stderr.
 */
import type { RefreshStateView } from '#shared/contracts/market-refreshes.ts'
import type { ApiClient } from './api-client.ts'
import type { RefreshArguments } from './screen-arguments.ts'
import { say } from './stack-command.ts'
import { textTable } from './text-table.ts'

const outcome = ({ ended_at, reason, detail, retry_at }: RefreshStateView): string => {
  const why = [reason, detail].filter((part) => part !== null).join(': ')
  if (ended_at !== null) return why === '' ? 'served' : why
  return [why === '' ? 'not at its end' : why, retry_at && `next try ${retry_at}`]
    .filter(Boolean)
    .join('; ')
}

/** Lines of a table: a part of the refresh a line, the newest first. */
export const refreshLines = (refreshes: readonly RefreshStateView[]): string[] =>
  textTable(
    [
      { title: 'what', align: 'left' },
      { title: 'target', align: 'left' },
      { title: 'provider', align: 'left' },
      { title: 'calls', align: 'right' },
      { title: 'rows', align: 'right' },
      { title: 'outcome', align: 'left', most: 90 },
    ],
    refreshes.map((state) => [
      state.kind,
      state.target,
      state.provider,
      String(state.calls),
      String(state.rows),
      outcome(state),
    ]),
  )

/**
 * Exit code 0 when nothing is due any more, 1 when a provider refuses or keeps us waiting: what was
 * brought stays, and the next call goes on from there.
 */
export const refreshMarket = async (
  api: Pick<ApiClient, 'refreshMarket' | 'marketRefreshes'>,
  { market, json }: RefreshArguments,
): Promise<number> => {
  const since = new Date().toISOString()
  let calls = 0
  let isDone = false
  for (;;) {
    const slice = await api.refreshMarket({ market })
    calls += slice.calls
    isDone = slice.done
    if (isDone) break
    say(`${market}: ${calls} calls, ${slice.left} parts are due`)
    // What is left waits for a provider: asking on at once would bring nothing.
    if (slice.calls === 0 && slice.ended === 0) break
  }
  const { refreshes, coverage } = await api.marketRefreshes(market)
  const touched = refreshes.filter(({ started_at, ended_at }) => (ended_at ?? started_at) >= since)
  const failed = touched.filter(({ reason }) => reason !== null)
  if (json)
    console.log(JSON.stringify({ market, calls, done: isDone, refreshes, coverage }, null, 2))
  else if (touched.length === 0) console.log(`${market}: nothing is due`)
  else for (const line of refreshLines(touched)) console.log(line)
  return isDone && failed.length === 0 ? 0 : 1
}
