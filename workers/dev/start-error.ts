/**
 * The reason why the system could not be started, written for the person who starts it: what is
 * wrong and what to do.
 */
export class StartError extends Error {}

/** The text of an error of a database, in the words of the driver or of the system. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
