/**
 * Limits the time of some work. No library is used, because late work must also be told to stop,
 * and only after its result was given up. Otherwise the connection that breaks when the work stops
 * would look like the cause. The timer ends together with the work, because a timer that is left
 * running keeps an object awake.
 */
export const within = async <T>(
  /** Milliseconds. With zero or less, only work that needs no waiting ends in time. */
  ms: number,
  /**
   * Starts the work. The work may listen to a signal that fires when it is too late. This is a
   * function and never the promise itself: the promise from a call of a Durable Object can itself
   * be called, and calling it would make another call.
   */
  work: (late: AbortSignal) => Promise<T>,
  /** Gives up the work before its time is over. */
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
