/**
 * A provider case: one dataset in one market, with the upstream answers that prove its adapter and
 * the ways to spoil them. The same cases make the parity matrix, the fault drill and the search for
 * leaked keys. Tests only.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import type { Market, Dataset, ProviderId } from '#shared/names.ts'
import type { CompanyQuery, ProviderContext, ProviderFailureReason } from '../../model/provider.ts'

/** The recorded answers lie beside the repository and are not part of it. */
const RECORDED = join(import.meta.dirname, '../../../../../shared/data')
/**
 * Small answers in the form of each recorded one, under the same path: the few rows and fields that
 * the tests ask about. They are part of the repository, so that every test runs everywhere.
 */
const SMALL = join(import.meta.dirname, 'answers')
/**
 * The unit tests set `small`, the project `recordings` sets `full`. Anything else that plays cases
 * reads the full answers where they are there.
 */
const { RECORDED_ANSWERS } = process.env
const readsRecordings =
  RECORDED_ANSWERS === 'full' || (RECORDED_ANSWERS !== 'small' && existsSync(RECORDED))
const FOLDER = readsRecordings ? RECORDED : SMALL

/** The answers a test has read, by path. */
export const recordingsRead = new Set<string>()
/** An upstream answer by its path under shared/data: the small one, or the full one. */
export const recordedText = (path: string): string => {
  recordingsRead.add(path)
  return readFileSync(join(FOLDER, path), 'utf8')
}
/** The answers there are under a folder, by their paths from it. */
export const answersUnder = (folder: string): string[] =>
  readdirSync(join(FOLDER, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.\w+$/.test(name),
  )
/**
 * A recorded answer that stands in a wrapper with `_source` and `body`; or in yahoo-finance2's `{
 * request, response }`.
 */
export const recordedBody = (path: string): string => {
  const wrapped = JSON.parse(recordedText(path)) as {
    body?: unknown
    response?: { body?: string; bodyJson?: unknown }
  }
  if (wrapped.response) return wrapped.response.body ?? JSON.stringify(wrapped.response.bodyJson)
  return typeof wrapped.body === 'string' ? wrapped.body : JSON.stringify(wrapped.body ?? wrapped)
}

export interface Answering {
  /** Part of the upstream URL, or of URL and request body joined by a space. */
  match: string | RegExp
  body: () => string
  /** What is sent for the text: `gbk`, an archive. Default: UTF-8. */
  encode?: (text: string) => Uint8Array
  status?: number
  headers?: Record<string, string>
}

/** Ways to spoil a right answer. Each gives the body to send in its place. */
export interface Spoilt {
  /** The same answer about another company. */
  other_company: (body: string) => string
  /** A field without which there is no item is null or empty. */
  null_field: (body: string) => string
  /** A number is text, a list is an object ... */
  wrong_type: (body: string) => string
  /** A right answer that holds nothing. */
  empty: (body: string) => string
}

export interface ProviderCase {
  provider: ProviderId
  dataset: Dataset
  market: Market
  /** Canonical symbol; the text for `instrument`, `USD/CNY` for `fx`. */
  symbol: string
  /**
   * `recorded`: the answers are of the provider itself; `fake`: made here in the form its
   * documentation gives, figures invented.
   */
  proof: 'recorded' | 'fake'
  /** Files under shared/data, or where the form is documented. */
  evidence: readonly string[]
  query?: Partial<CompanyQuery>
  /** First match answers. The first entry is the one that is spoilt. */
  answers: readonly Answering[]
  spoilt: Spoilt
  /**
   * What a spoilt answer comes to, where it is not wrong_instrument, malformed, malformed, empty;
   * and a 403, where a table beside others is refused.
   */
  outcomes?: Partial<Record<keyof Spoilt | '403', ProviderFailureReason | 'served'>>
}

/** `body` parsed, changed in place by `change`, and written again. */
export const editJson =
  // biome-ignore lint/suspicious/noExplicitAny: test bodies of any shape are spoilt here
    (change: (json: any) => void) =>
    (body: string): string => {
      const json: unknown = JSON.parse(body)
      change(json)
      return JSON.stringify(json)
    }
/** Every occurrence of some texts replaced. */
export const replaced =
  (...pairs: [string, string][]) =>
  (body: string): string =>
    pairs.reduce((text, [from, to]) => text.replaceAll(from, to), body)

/** Stands in for every key: no output of any kind may hold it. */
export const CANARY_KEY = 'canary-KEY-7f3a9+/=&"x'

/** Keys whose spelling differs between a header, an address, a JSON body and a page. */
export const AWKWARD_KEYS: readonly string[] = [
  CANARY_KEY,
  "canary ~!'() KEY 81c4",
  'canary "quoted" <key> & 55d0',
  `canary-${'0123456789abcdef'.repeat(19)}`.slice(0, 300),
]

/** A key in each spelling in which it may be repeated. */
export const spellings = (key: string): string[] => {
  const percent = encodeURIComponent(key)
  const every = [...new TextEncoder().encode(key)]
    .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
    .join('')
  return [
    ...new Set([
      key,
      percent,
      percent.replace(/%../g, (triple) => triple.toLowerCase()),
      new URLSearchParams({ k: key }).toString().slice(2),
      every,
      encodeURIComponent(percent),
      JSON.stringify(key).slice(1, -1),
      key.replace(/[^\w]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
      key.replace(/[^\w]/g, (c) => `&#${c.charCodeAt(0)};`),
    ]),
  ]
}

export interface Sent {
  url: string
  method: string
  headers: Headers
  body: string
}

export interface CaseContext {
  context: ProviderContext
  /** Calls made upstream. */
  sent: Sent[]
}

/** The time at which the cases are played, later than every recording. */
export const CASE_TIME = new Date('2026-11-23T12:00:00.000Z')

export const gbk = (text: string): Uint8Array => iconv.encode(text, 'gbk')

const bytesOf = ({ encode }: Answering, text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(encode ? encode(text) : new TextEncoder().encode(text))

/** What a spoiler is given: the right text, and how a text becomes what is sent. */
export interface Right {
  text: string
  encode(text: string): Uint8Array<ArrayBuffer>
}

export interface CaseOptions {
  key?: string | null
  timeoutMs?: number
  /** Answers in place of the first entry. */
  spoil?: (right: Right) => Response | Promise<Response>
}

/** A context whose fetch answers from the case; an unmatched call throws. */
export const caseContext = (
  { answers }: Pick<ProviderCase, 'answers'>,
  options: CaseOptions = {},
): CaseContext => {
  const sent: Sent[] = []
  const memory = new Map<string, string>()
  const respond: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const call = {
      url: request.url,
      method: request.method,
      headers: request.headers,
      body: await request.clone().text(),
    }
    sent.push(call)
    const asked = `${decodeURIComponent(call.url)} ${call.body}`
    const index = answers.findIndex(({ match }) =>
      typeof match === 'string' ? asked.includes(match) : match.test(asked),
    )
    const answering = answers[index]
    if (!answering) throw new Error(`no answer in the case for ${asked}`)
    const text = answering.body()
    if (index === 0 && options.spoil)
      return options.spoil({ text, encode: (other) => bytesOf(answering, other) })
    return new Response(bytesOf(answering, text), {
      status: answering.status ?? 200,
      headers: answering.headers ?? {},
    })
  }
  const context: ProviderContext = {
    requestId: 'case-request',
    fetch: respond,
    now: () => CASE_TIME,
    key: options.key === undefined ? CANARY_KEY : options.key,
    timeoutMs: options.timeoutMs ?? 5_000,
    contact: 'Test test@example.com',
    wait: async () => {},
    memory: {
      get: async (name) => memory.get(name) ?? null,
      put: async (name, value) => {
        memory.set(name, value)
      },
    },
  }
  return { context, sent }
}

export const caseQuery = ({
  market,
  symbol,
  query,
}: Pick<ProviderCase, 'market' | 'symbol' | 'query'>): CompanyQuery => ({
  market,
  symbol,
  known: null,
  from: '2015-01-01',
  to: '2026-11-23',
  limit: 100,
  ...query,
})
