/** Waits until the gateway and every service behind it answer. */
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'

const healthSchema = z.object({
  status: z.string(),
  services: z.record(
    z.string(),
    z.looseObject({ status: z.string(), reason: z.string().optional() }),
  ),
})

/** Longest time for one answer, in milliseconds. */
const ANSWER_MS = 10_000

/** `ok`, or what is wrong: which services, or that nothing like a health answer came. */
const askHealth = async (address: string): Promise<string> => {
  try {
    const response = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(ANSWER_MS) })
    const health = healthSchema.safeParse(await response.json().catch(() => null))
    if (!health.success) return `it answers ${response.status}`
    const ill = Object.entries(health.data.services).filter(([, { status }]) => status !== 'ok')
    if (response.ok && ill.length === 0) return 'ok'
    return ill.map(([name, { reason }]) => `${name}: ${reason ?? 'not ok'}`).join('; ')
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error
    return `it does not answer (${cause instanceof Error ? cause.message : cause})`
  }
}

/** Returns null when all are well, else what was wrong at the end of the time. */
export const awaitHealth = async (
  address: string,
  { within_ms, every_ms }: { within_ms: number; every_ms: number },
): Promise<string | null> => {
  const deadline = Date.now() + within_ms
  for (;;) {
    const found = await askHealth(address)
    if (found === 'ok') return null
    if (Date.now() >= deadline) return found
    await setTimeout(every_ms)
  }
}
