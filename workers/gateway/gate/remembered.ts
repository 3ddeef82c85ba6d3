/**
 * Principals that this isolate has just looked up, for reads alone: so the read of a price needs no
 * call beside that of its cell. What changes or costs something looks its principal up each time. A
 * token that is revoked in another isolate reads on here for at most REMEMBERED_MS.
 */
import type { Principal } from '#shared/contracts/access.ts'

export const REMEMBERED_MS = 3_000
const MOST_REMEMBERED = 1_000

interface Remembered {
  principal: Principal
  until: number
}

/** By the bindings, of which an isolate has the same throughout, and by the secret. */
const byBindings = new WeakMap<object, Map<string, Remembered>>()

export const recall = (env: object, secret: string, now: number): Principal | null => {
  const found = byBindings.get(env)?.get(secret)
  return found && now < found.until && found.until - now <= REMEMBERED_MS ? found.principal : null
}

export const remember = (env: object, secret: string, principal: Principal, now: number): void => {
  const known = byBindings.get(env) ?? new Map<string, Remembered>()
  byBindings.set(env, known)
  if (known.size >= MOST_REMEMBERED) known.clear()
  const ends = principal.expires_at === null ? Infinity : Date.parse(principal.expires_at)
  known.set(secret, { principal, until: Math.min(now + REMEMBERED_MS, ends) })
}

/** Everybody is looked up anew: called where somebody was revoked. */
export const forgetAll = (env: object): void => void byBindings.delete(env)
