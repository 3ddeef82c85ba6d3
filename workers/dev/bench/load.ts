/**
 * Makes a load of limited length, and measures how many answers come per second and how long the
 * median answer takes.
 */
import { Agent, get } from 'node:http'

export interface Load {
  /** Answers in all. */
  count: number
  perSecond: number
  medianMs: number
  /** Of a hundred answers, 99 take no longer. */
  p99Ms: number
}

const quantile = (values: number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN
export const median = (values: number[]): number => quantile(values, 0.5)

/** `clients` clients call `once` again and again as long as `goesOn` says so. */
export const repeatWhile = async (
  once: () => Promise<void>,
  clients: number,
  goesOn: () => boolean,
): Promise<Load> => {
  const times: number[] = []
  const client = async (): Promise<void> => {
    while (goesOn()) {
      const began = performance.now()
      await once()
      times.push(performance.now() - began)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: clients }, client))
  return {
    count: times.length,
    perSecond: times.length / ((performance.now() - began) / 1000),
    medianMs: median(times),
    p99Ms: quantile(times, 0.99),
  }
}

/** `clients` clients call `once` again and again for `seconds`. */
export const repeat = (
  once: () => Promise<void>,
  clients: number,
  seconds: number,
): Promise<Load> => {
  const until = performance.now() + seconds * 1000
  return repeatWhile(once, clients, () => performance.now() < until)
}

/** How an address is asked. */
export interface Asking {
  /** Statuses that are no fault. */
  accepted?: readonly number[]
  headers?: Record<string, string>
}

/**
 * Asks one URL over connections that are kept open. It uses Node's plain client, which needs the
 * least processor time. An answer with a status that is not accepted makes the measurement fail.
 */
export const loadWhile = async (
  url: string,
  clients: number,
  goesOn: () => boolean,
  { accepted = [200], headers = {} }: Asking = {},
): Promise<Load> => {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const once = () =>
    new Promise<void>((resolve, reject) => {
      get(url, { agent, headers }, (response) => {
        response.resume()
        response.on('error', reject)
        response.on('end', () =>
          accepted.includes(response.statusCode ?? 0)
            ? resolve()
            : reject(new Error(`${url} answered ${response.statusCode}`)),
        )
      }).on('error', reject)
    })
  try {
    return await repeatWhile(once, clients, goesOn)
  } finally {
    agent.destroy()
  }
}

/** Asks one URL for `seconds`. */
export const load = (
  url: string,
  clients: number,
  seconds: number,
  asking?: Asking,
): Promise<Load> => {
  const until = performance.now() + seconds * 1000
  return loadWhile(url, clients, () => performance.now() < until, asking)
}
