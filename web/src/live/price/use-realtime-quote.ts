/**
 * The live price of one instrument in a component: a fresh price, or the reason why there is none.
 * Paused while the tab is hidden.
 */
import { useEffect, useMemo } from 'preact/hooks'
import { getRealtimeQuotes, openQuoteStream, watchQuotes } from '../../api.ts'
import { browserBeat } from '../feed/beat.ts'
import { type LiveStatus, type LiveView, WAITING } from '../feed/live-quote.ts'
import { createLiveSignal } from '../feed/live-signal.ts'
import { startFeed } from '../feed/quote-feed.ts'
import { whileVisible } from '../feed/while-visible.ts'

const PORTS = { read: getRealtimeQuotes, watch: watchQuotes, open: openQuoteStream }

/**
 * No price older than `maxAgeSeconds` is shown. While that is null, not known yet, no price is
 * asked for.
 */
export const useRealtimeQuote = (
  market: string,
  symbol: string,
  maxAgeSeconds: number | null,
): LiveView => {
  const live = useMemo(() => {
    if (maxAgeSeconds === null) return null
    const beat = browserBeat()
    return { beat, maxAgeSeconds, price: createLiveSignal(maxAgeSeconds, beat) }
  }, [market, symbol, maxAgeSeconds])
  useEffect(() => {
    if (!live) return
    const { beat, maxAgeSeconds, price } = live
    const end = whileVisible({
      start: () => {
        const feed = startFeed({ market, symbol, maxAgeSeconds, take: price.take }, PORTS, beat)
        // The price has expired and no new one came: find out whether the service is still there.
        let before: LiveStatus | null = null
        const unlisten = price.view.subscribe(({ status }) => {
          if (status === 'expired' && before === 'fresh') feed.probe()
          before = status
        })
        return () => {
          unlisten()
          feed.stop()
        }
      },
      update: price.update,
      onOffline: () => price.take({ type: 'unreached', why: { reason: 'offline', detail: '' } }),
    })
    return () => {
      end()
      price.rest()
    }
  }, [live])
  return live?.price.view.value ?? WAITING
}
