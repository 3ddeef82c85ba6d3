/** Calls of Durable Objects, each with a line in the log of its caller. */
import { logger } from '../log.ts'
import { logContext, nextLogId, withinSpan } from './context.ts'

/**
 * Runs one call of an object and logs how long it took and how it ended. Outside of a request, a
 * run of a report or a cron trigger there is nobody to whom the call belongs, and no line.
 */
export const callObject = async <T>(
  object: string,
  call: string,
  work: () => Promise<T>,
): Promise<T> => {
  const context = logContext()
  if (!context) return work()
  const span = nextLogId()
  const started = Date.now()
  const lineOf = (outcome: 'ok' | 'failed', reason: string | null) => ({
    span,
    object,
    call,
    outcome,
    reason,
    duration_ms: Date.now() - started,
  })
  const log = logger(context.worker)
  try {
    const result = await withinSpan(span, work)
    log.info('object.called', lineOf('ok', null))
    return result
  } catch (error) {
    log.warn('object.called', lineOf('failed', error instanceof Error ? error.name : typeof error))
    throw error
  }
}

/** The same object, whose every method call is logged where a request is under way. */
export const loggedObject = <T extends object>(object: string, stub: T): T =>
  logContext() === undefined
    ? stub
    : new Proxy(stub, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name, target)
          if (typeof name !== 'string' || typeof member !== 'function') return member
          return (...given: unknown[]) =>
            callObject(object, name, async () => Reflect.apply(member, target, given))
        },
      })
