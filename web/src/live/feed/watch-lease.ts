/**
 * Keeps prices watched: a lease is renewed at half its time, so that one lost renewal costs
 * nothing.
 */
import type { watchQuotes } from '../../api.ts'
import type { Beat } from './beat.ts'

const RETRY_MS = 15_000

/** Returns what lets go. */
export const holdWatch = (
  instruments: readonly string[],
  watch: typeof watchQuotes,
  later: Beat['later'],
): (() => void) => {
  let gone = false
  let callOff = () => {}
  const renew = async () => {
    const result = await watch(instruments)
    if (!gone)
      callOff = later(
        result.ok ? (result.data.lease_seconds * 1_000) / 2 : RETRY_MS,
        () => void renew(),
      )
  }
  void renew()
  return () => {
    gone = true
    callOff()
  }
}
