/**
 * Keeps what a provider answers while an adapter asks it, so that the same adapter can map the same
 * answers again. The adapter's clock stands still for the reading: what it asks for and what it
 * makes of the answers then depend on nothing that is not kept.
 */
import type { NamedAnswer, ProviderContext, ProviderResult } from '../model/provider.ts'
import type { RawReading, ReadingIdentity, ReadingQuestion } from '../model/raw-reading.ts'
import { type HeardAnswer, SESSION_MEMORY } from '../model/tape.ts'

/**
 * Largest size of all answers of one reading, in bytes before compression. A Worker holds them
 * until they are stored. A reading with more is not kept.
 */
export const MAX_READING_BYTES = 32 * 1024 * 1024

export interface ReadingInProgress {
  context: ProviderContext
  /** The answer with its reading; without one where nothing was heard, or too much. */
  onto<A extends NamedAnswer>(
    result: ProviderResult<A>,
    identity: ReadingIdentity,
    question: ReadingQuestion,
  ): ProviderResult<A>
}

export const keepReading = (context: ProviderContext): ReadingInProgress => {
  const askedAt = context.now()
  const heard = new Map<string, HeardAnswer>()
  const recalled: Record<string, string> = {}
  const size = (): number =>
    [...heard.values()].reduce((sum, { body }) => sum + (body?.byteLength ?? 0), 0)
  let tooMuch = false
  const keeping: ProviderContext = {
    ...context,
    now: () => askedAt,
    memory: {
      async get(name) {
        const value = await context.memory.get(name)
        if (value !== null && name !== SESSION_MEMORY) recalled[name] = value
        return value
      },
      put: (name, value, seconds) => context.memory.put(name, value, seconds),
    },
    tape: {
      plays: false,
      keep(answer) {
        if (tooMuch) return
        heard.set(answer.asked, answer)
        tooMuch = size() > MAX_READING_BYTES
        if (tooMuch) heard.clear()
      },
    },
  }
  return {
    context: keeping,
    onto(result, identity, question) {
      if (!result.ok || heard.size === 0) return result
      const reading: RawReading = {
        ...identity,
        askedAt,
        question,
        recalled: { ...recalled },
        heard: [...heard.values()],
      }
      return { ...result, data: { ...result.data, reading } }
    },
  }
}
