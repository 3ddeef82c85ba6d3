/**
 * The result of work that may take no longer, milliseconds; null when it does. The timer ends with
 * the work: one that is left running keeps an object awake.
 */
export const within = async <T>(work: Promise<T>, ms: number): Promise<T | null> => {
  const over = new AbortController()
  const late = scheduler.wait(ms, { signal: over.signal }).then(
    () => null,
    () => null,
  )
  try {
    return await Promise.race([work, late])
  } finally {
    over.abort()
  }
}
