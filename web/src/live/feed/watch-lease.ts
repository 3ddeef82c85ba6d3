/** Keeps prices watched. The lease is renewed after half its time, so that one renewal may fail. */
import type { watchQuotes } from '../../api.ts'
import type { Beat } from './beat.ts'

const RETRY_MS = 15_000

/** Returns a function that ends it. */
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
