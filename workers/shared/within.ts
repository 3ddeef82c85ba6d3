/**
 * A time limit around work. Used instead of a library because late work must also be told to stop,
 * and only after its result was given up: else the connection that the stop breaks is taken for the
 * reason. The timer ends with the work, for one that is left running keeps an object awake.
 */
export const within = async <T>(
  /** Milliseconds; of zero or less, only what needs no waiting comes in time. */
  ms: number,
  /**
   * Begins the work; may listen to a signal which fires when it is too late. Never the promise
   * itself: a call of a Durable Object gives one that can be called, and a call of it is another.
   */
  work: (late: AbortSignal) => Promise<T>,
  /** Gives the work up before the time is over. */
  stop?: AbortSignal,
): Promise<T | null> => {
  const over = new AbortController()
  let giveUp: () => void = () => {}
  const late = new Promise<null>((resolve) => {
    giveUp = () => {
      resolve(null)
      over.abort()
    }
  })
  const timer = setTimeout(giveUp, Math.max(0, ms))
  stop?.addEventListener('abort', giveUp, { once: true })
  if (stop?.aborted) giveUp()
  try {
    return await Promise.race([work(over.signal), late])
  } finally {
    clearTimeout(timer)
    stop?.removeEventListener('abort', giveUp)
  }
}
