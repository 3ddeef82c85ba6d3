/** A context in which an adapter hears what was kept of one reading. Nothing is sent. */
import type { ProviderContext } from '../model/provider.ts'
import type { KeptReading } from '../store/raw-readings.ts'

export interface Playing {
  context: ProviderContext
  /** What the adapter asked for that is not kept. */
  lost(): string[]
  /** The content hash of an answer that was played; null for any other bytes. */
  hashOf(body: Uint8Array): string | null
}

/** Longest time that one kept answer may take to be loaded, in milliseconds. */
const LOAD_TIMEOUT_MS = 20_000

/** In the form that authorities ask for. Nobody is called. */
const CONTACT = 'Kept answers nobody@example.com'

export const playReading = (
  { askedAt, recalled, heard }: KeptReading,
  load: (hash: string) => Promise<Uint8Array | null>,
  requestId: string,
): Playing => {
  const byAsked = new Map(heard.map((one) => [one.asked, one]))
  const memory = new Map(Object.entries(recalled))
  const lost: string[] = []
  const hashes = new Map<Uint8Array, string>()
  const play = async (asked: string) => {
    const kept = byAsked.get(asked)
    if (!kept) {
      lost.push(asked)
      return null
    }
    if (kept.hash === null) return { status: kept.status, body: null }
    const body = await load(kept.hash)
    if (!body) {
      lost.push(asked)
      return null
    }
    hashes.set(body, kept.hash)
    return { status: kept.status, body }
  }
  return {
    context: {
      requestId,
      fetch: () => Promise.reject(new Error('kept answers are mapped without a call')),
      now: () => askedAt,
      key: null,
      timeoutMs: LOAD_TIMEOUT_MS,
      contact: CONTACT,
      memory: {
        get: async (name) => memory.get(name) ?? null,
        put: async (name, value) => {
          memory.set(name, value)
        },
      },
      tape: { plays: true, play },
      wait: async () => {},
    },
    lost: () => lost,
    hashOf: (body) => hashes.get(body) ?? null,
  }
}
