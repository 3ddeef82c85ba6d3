/**
 * A day that was asked for must have begun somewhere. Pure, but for the clock that is passed in.
 */
import { fail, ok, type Result } from '#shared/contracts/problem.ts'

/** It is this much later in the zone where the day begins first, in ms. */
const EARLIEST_ZONE_MS = 14 * 3_600_000

export const knownDay = (
  day: string | undefined,
  path: string,
  now: Date = new Date(),
): Result<null> => {
  const latest = new Date(now.getTime() + EARLIEST_ZONE_MS).toISOString().slice(0, 10)
  if (day === undefined || day <= latest) return ok(null)
  const message = `${day} has not come yet`
  return fail('invalid_request', `${path}: ${message}`, { errors: [{ path, message }] })
}
