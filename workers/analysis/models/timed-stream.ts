/**
 * Puts a provider's stream under its time limit and the caller's signal, and ends it with exactly
 * one outcome, whatever the provider or the network does.
 */
import { type Failure, fail } from '#shared/contracts/problem.ts'
import { within } from '#shared/within.ts'
import { type ModelEvent, NO_TOKENS, type TokenCount } from './model.ts'

/** What a provider's stream says: text, what was counted so far, and how it ended. */
export type Piece =
  | { type: 'delta'; text: string }
  /** Something came that is not shown: thinking. */
  | { type: 'thought' }
  | { type: 'tokens'; tokens: TokenCount }
  | { type: 'end'; outcome: Extract<ModelEvent, { type: 'end' }>['outcome'] }

export interface TimedStream {
  /** The provider's name for messages, e.g. `Gemini`. */
  provider: string
  /** Time limit of the whole call up to its last piece, in milliseconds. */
  timeout_ms: number
  /**
   * Makes the call, and says that an answer has begun. The signal ends the call. It may throw where
   * the connection breaks.
   */
  open(signal: AbortSignal, answered: () => void): AsyncIterable<Piece>
}

/**
 * How long before the time limit the last piece may have come for the stream to count as one that
 * does not come to an end: a part of the limit. One that fell silent may answer another time; one
 * that was still writing would do the same again.
 */
const STILL_WRITING = 0.25

/**
 * Streams the events of one call. Fails with `model_timeout` when nothing came to an end in time or
 * the caller left, with `model_endless` when the model was still writing at the limit, with
 * `model_stream_broken` when the connection broke after an answer had begun, and with
 * `model_unavailable` before that.
 */
export async function* timedStream(
  { provider, timeout_ms, open }: TimedStream,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent> {
  let tokens = NO_TOKENS
  const end = (outcome: Extract<ModelEvent, { type: 'end' }>['outcome']): ModelEvent => ({
    type: 'end',
    outcome,
    tokens,
  })
  // Some clients listen only for a later abort, so an earlier one must be noticed here.
  if (signal.aborted)
    return yield end(fail('model_timeout', 'The call was given up before it began.'))
  const controller = new AbortController()
  const call = Promise.withResolvers<true>()
  let gaveUp: Failure | null = null
  let answered = false
  let lastPiece = 0
  void within(timeout_ms, () => call.promise, signal).then((ended) => {
    if (ended) return
    const seconds = timeout_ms / 1_000
    const isWriting = lastPiece > 0 && Date.now() - lastPiece < timeout_ms * STILL_WRITING
    gaveUp = signal.aborted
      ? fail('model_timeout', 'The caller gave up the call.')
      : isWriting
        ? fail('model_endless', `${provider} was still writing after ${seconds} s.`)
        : fail('model_timeout', `${provider} did not finish within ${seconds} s.`)
    controller.abort()
  })
  try {
    for await (const piece of open(controller.signal, () => (answered = true))) {
      if (piece.type === 'tokens') tokens = piece.tokens
      else if (piece.type === 'end') return yield end(gaveUp ?? piece.outcome)
      else {
        lastPiece = Date.now()
        if (piece.type === 'delta') yield piece
      }
    }
    yield end(
      gaveUp ?? fail('model_stream_broken', `The stream of ${provider} ended without a finish.`),
    )
  } catch {
    yield end(
      gaveUp ??
        (answered
          ? fail('model_stream_broken', `The stream was cut or is not what ${provider} sends.`)
          : fail('model_unavailable', `${provider} could not be reached.`)),
    )
  } finally {
    call.resolve(true)
    controller.abort()
  }
}
