/** Whether an answer comes from one of our services. */

/**
 * Our services answer every failure as a problem. A 5xx in another form means that the service is
 * not there.
 */
export const isFromService = (response: Response): boolean =>
  response.status < 500 ||
  (response.headers.get('content-type') ?? '').startsWith('application/problem+json')
