/**
 * Why the system could not be started, for the person who starts it: what is wrong, and what to do.
 */
export class StartError extends Error {}

/** What is wrong with a database, in the driver's or the system's words. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
