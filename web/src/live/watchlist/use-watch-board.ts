/**
 * The live prices of a list in a component. They are asked for together, and paused while the tab
 * is hidden.
 */
import { useEffect, useMemo } from 'preact/hooks'
import { getRealtimeQuotes, watchQuotes } from '../../api.ts'
import { browserBeat } from '../feed/beat.ts'
import { whileVisible } from '../feed/while-visible.ts'
import { createWatchBoard, type WatchBoard } from './watch-board.ts'

/** Nothing is asked for while one of these is null, that is, not known yet. */
export const useWatchBoard = (
  instruments: readonly string[] | null,
  maxAgeSeconds: number | null,
): WatchBoard | null => {
  const board = useMemo(
    () =>
      instruments === null || maxAgeSeconds === null
        ? null
        : createWatchBoard(
            instruments,
            maxAgeSeconds,
            { read: getRealtimeQuotes, watch: watchQuotes },
            browserBeat(),
          ),
    [instruments?.join(), maxAgeSeconds],
  )
  useEffect(() => {
    if (!board) return
    const end = whileVisible({ start: board.start, update: board.update, onOffline: board.offline })
    return () => {
      end()
      board.rest()
    }
  }, [board])
  return board
}
