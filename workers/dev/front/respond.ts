/** Answers of the front itself: refusals, and that the Workers cannot be reached. */
import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { fail, type Failure } from '#shared/contracts/problem.ts'
import { problemResponse } from '#shared/http/respond.ts'
import { SECURITY_HEADERS } from '#shared/http/security-headers.ts'

/** How soon a client may ask again while the Workers start, in seconds. */
const RETRY_AFTER_SECONDS = 2

export const sendFailure = async (response: ServerResponse, failure: Failure): Promise<void> => {
  const problem = problemResponse(failure, randomUUID())
  response.writeHead(problem.status, {
    ...SECURITY_HEADERS,
    ...Object.fromEntries(problem.headers),
  })
  response.end(await problem.text())
}

/** The failure while the Workers start, start again, or have just died. */
export const workersAway = (): Failure =>
  fail('service_unavailable', 'The Workers are being started; ask again in a moment.', {
    retry_after_seconds: RETRY_AFTER_SECONDS,
  })
