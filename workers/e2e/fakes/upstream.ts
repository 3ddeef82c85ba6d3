/**
 * A local server that stands for the hosts of all providers (UPSTREAM_ORIGIN). It answers from the
 * providers' own test cases, counts the calls, and fails on command.
 */
import { createServer, type ServerResponse } from 'node:http'
import { CANARY_KEY, caseContext, type ProviderCase } from '../../aggregator/providers/test/case.ts'
import { play, providerOf } from '../../aggregator/providers/test/play.ts'
import { FAULTS as COMMON, send } from '../../dev/exchange/faults.ts'
import type { ProviderId } from '#shared/names.ts'

export const UPSTREAM_FAULTS = [
  'html',
  'half',
  'unauthorized',
  'forbidden',
  'rate_limited',
  'server_error',
  'hang',
  'hang_up',
  'echo_key',
  'echo_message',
  'echo_answer',
  'echo_redirect',
  'echo_loop',
] as const
export type UpstreamFault = (typeof UPSTREAM_FAULTS)[number]

export interface UpstreamCall {
  provider: ProviderId
  /** The URL that the provider would have got. */
  url: string
  /** True if a case in use has an answer to it. */
  answered: boolean
  /** The whole request as text: its address, its body and its headers. */
  asked: string
}

export interface FakeUpstream {
  url: string
  calls: UpstreamCall[]
  /** Answers from these cases from now on. The first case that fits is used. */
  use(cases: readonly ProviderCase[]): Promise<void>
  /** Makes every answer fail, or only those of one provider. Null ends all faults. */
  fault(kind: UpstreamFault | null, provider?: ProviderId): void
  close(): Promise<void>
}

/** The hosts at which a provider is asked. They are found by playing its case. */
const hostsOf = async (given: ProviderCase): Promise<string[]> => {
  const { context, sent } = caseContext(given, { key: providerOf(given).key ? CANARY_KEY : null })
  await play(given, context)
  return sent.map(({ url }) => new URL(url).host)
}

/** The right answer with the whole request added to it. */
const echoing = (body: Uint8Array, asked: string): string => {
  const text = new TextDecoder().decode(body)
  try {
    const json: unknown = JSON.parse(text)
    return JSON.stringify(Array.isArray(json) ? [...json, asked] : { ...(json as object), asked })
  } catch {
    return `${text}\n${asked}`
  }
}
const moved = (response: ServerResponse, location: string): void =>
  send(response, 302, '', { location })

/** `asked` is the whole request as text: its address as sent and decoded, its body, its headers. */
const FAULTS: Record<
  UpstreamFault,
  (response: ServerResponse, body: Uint8Array, told: { asked: string; retryAfter?: number }) => void
> = {
  ...COMMON,
  unauthorized: (response) => send(response, 401, '{}'),
  forbidden: (response) => send(response, 403, '{}'),
  echo_key: (response, _, { asked }) =>
    send(
      response,
      400,
      JSON.stringify({ error: `bad request: ${asked}`, message: `bad request: ${asked}` }),
    ),
  // A wrong key in the form of each provider, whose message would be quoted.
  echo_message: (response, _, { asked }) => {
    const told = `Invalid API key. ${asked}`
    const inEveryForm = {
      status: 'error',
      code: 401,
      StatusCode: 401,
      error: told,
      message: told,
      msg: told,
      'Error Message': told,
      Information: told,
    }
    send(response, 401, JSON.stringify(inEveryForm))
  },
  echo_answer: (response, body, { asked }) =>
    send(response, 200, echoing(body, asked), { 'x-asked': encodeURIComponent(asked) }),
  echo_redirect: (response, _, { asked }) =>
    moved(response, `https://elsewhere.example/?asked=${encodeURIComponent(asked)}`),
  // A second redirect leads to the same address again.
  echo_loop: (response, _, { asked }) =>
    moved(response, asked.includes('?asked=') ? '#' : `?asked=${encodeURIComponent(asked)}`),
}

export const startFakeUpstream = async (): Promise<FakeUpstream> => {
  const calls: UpstreamCall[] = []
  const owners = new Map<string, ProviderId>()
  let active: readonly ProviderCase[] = []
  let broken: { kind: UpstreamFault; provider: ProviderId | undefined } | null = null

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const [, host = '', ...path] = (request.url ?? '').split('/')
    const url = `https://${host}/${path.join('/')}`
    const provider = owners.get(host)
    if (!provider) return send(response, 404, '{}')
    const asked = `${decodeURIComponent(url)} ${Buffer.concat(chunks).toString()}`
    const answering = active
      .filter((given) => given.provider === provider)
      .flatMap((given) => given.answers)
      .find(({ match }) => (typeof match === 'string' ? asked.includes(match) : match.test(asked)))
    const whole = `${url} ${asked} ${JSON.stringify(request.headers)}`
    calls.push({ provider, url, answered: answering !== undefined, asked: whole })
    const text = answering?.body() ?? '{}'
    const body = answering?.encode ? answering.encode(text) : new TextEncoder().encode(text)
    if (broken && (broken.provider === undefined || broken.provider === provider))
      return FAULTS[broken.kind](response, body, {
        asked: whole,
      })
    send(response, answering ? (answering.status ?? 200) : 404, body, answering?.headers)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('the server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    async use(cases) {
      active = cases
      for (const given of cases)
        for (const host of await hostsOf(given)) owners.set(host, given.provider)
    },
    fault(kind, provider) {
      broken = kind && { kind, provider }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
