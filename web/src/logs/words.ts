/** Small wordings of the log. */

/** `2026-12-01 12:00:01.123`, in UTC. */
export const stampOf = (instant: string): string =>
  instant.slice(0, 'YYYY-MM-DDTHH:MM:SS.mmm'.length).replace('T', ' ')

const SECOND = 1_000
const MINUTE = 60_000

/** `12 ms`, `1.24 s`, `2.1 min`. */
export const spanOf = (ms: number): string => {
  if (ms < SECOND) return `${Math.round(ms)} ms`
  return ms < MINUTE ? `${(ms / SECOND).toFixed(2)} s` : `${(ms / MINUTE).toFixed(1)} min`
}
