/**
 * A provider case: one dataset in one market, with the upstream answers that prove its adapter and
 * the ways to spoil them. The parity matrix, the fault drill and the search for leaked keys all use
 * the same cases. Tests only.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import type { Market, Dataset, ProviderId } from '#shared/names.ts'
import type { CompanyQuery, ProviderContext, ProviderFailureReason } from '../../model/provider.ts'

/** The full recorded answers lie beside the repository and are not part of it. */
const RECORDED = join(import.meta.dirname, '../../../../../shared/data')
/**
 * A small version of each recorded answer under the same path: only the rows and fields that the
 * tests ask about. They are part of the repository, so that every test runs everywhere.
 */
const SMALL = join(import.meta.dirname, 'answers')
/**
 * The unit tests set `small` and the project `recordings` sets `full`. Any other code that plays
 * cases reads the full answers if they exist.
 */
const { RECORDED_ANSWERS } = process.env
const readsRecordings =
  RECORDED_ANSWERS === 'full' || (RECORDED_ANSWERS !== 'small' && existsSync(RECORDED))
const FOLDER = readsRecordings ? RECORDED : SMALL

/** The paths of the answers that a test has read. */
export const recordingsRead = new Set<string>()
/** An upstream answer by its path under shared/data: the small or the full version. */
export const recordedText = (path: string): string => {
  recordingsRead.add(path)
  return readFileSync(join(FOLDER, path), 'utf8')
}
/** The answers in a folder, by their paths relative to it. */
export const answersUnder = (folder: string): string[] =>
  readdirSync(join(FOLDER, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.\w+$/.test(name),
  )
/**
 * A recorded answer without its wrapper, which is an object with `_source` and `body`, or `{
 * request, response }` as yahoo-finance2 writes it.
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
  /** Part of the upstream URL, or of the URL and the request body joined by a space. */
  match: string | RegExp
  body: () => string
  /** Turns the text into the bytes that are sent: `gbk`, an archive. Default: UTF-8. */
  encode?: (text: string) => Uint8Array
  status?: number
  headers?: Record<string, string>
}

/** Ways to spoil a right answer. Each gives the body that is sent instead. */
export interface Spoilt {
  /** The same answer, but about another company. */
  other_company: (body: string) => string
  /** A field that every item needs is null or empty. */
  null_field: (body: string) => string
  /** A field has a wrong type: text instead of a number, an object instead of a list, and so on. */
  wrong_type: (body: string) => string
  /** A valid answer without any content. */
  empty: (body: string) => string
}

export interface ProviderCase {
  provider: ProviderId
  dataset: Dataset
  market: Market
  /** Canonical symbol; the search text for `instrument`, `USD/CNY` for `fx`. */
  symbol: string
  /**
   * `recorded`: the answers come from the provider itself. `fake`: they were written in the form
   * that its documentation gives, with invented figures.
   */
  proof: 'recorded' | 'fake'
  /** Files under shared/data, or the place where the form is documented. */
  evidence: readonly string[]
  query?: Partial<CompanyQuery>
  /** The first match answers. The first entry is the one that is spoilt. */
  answers: readonly Answering[]
  spoilt: Spoilt
  /**
   * The results of spoilt answers when they differ from the usual ones: wrong_instrument,
   * malformed, malformed and empty, in the order of `Spoilt`. `403` is the result when only one of
   * several tables is refused.
   */
  outcomes?: Partial<Record<keyof Spoilt | '403', ProviderFailureReason | 'served'>>
}

/** Parses `body`, lets `change` modify it in place, and writes it again. */
export const editJson =
  // biome-ignore lint/suspicious/noExplicitAny: test bodies of any shape are spoilt here
    (change: (json: any) => void) =>
    (body: string): string => {
      const json: unknown = JSON.parse(body)
      change(json)
      return JSON.stringify(json)
    }
/** Replaces every occurrence of some texts. */
export const replaced =
  (...pairs: [string, string][]) =>
  (body: string): string =>
    pairs.reduce((text, [from, to]) => text.replaceAll(from, to), body)

/** Stands in for every key: no output of any kind may contain it. */
export const CANARY_KEY = 'canary-KEY-7f3a9+/=&"x'

/** Keys that are spelled differently in a header, an address, a JSON body and a page. */
export const AWKWARD_KEYS: readonly string[] = [
  CANARY_KEY,
  "canary ~!'() KEY 81c4",
  'canary "quoted" <key> & 55d0',
  `canary-${'0123456789abcdef'.repeat(19)}`.slice(0, 300),
]

/** A key in each spelling in which an answer may repeat it. */
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
  /** The calls that were made upstream. */
  sent: Sent[]
}

/** The time at which the cases are played. It is later than every recording. */
export const CASE_TIME = new Date('2026-11-23T12:00:00.000Z')

export const gbk = (text: string): Uint8Array => iconv.encode(text, 'gbk')

const bytesOf = ({ encode }: Answering, text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(encode ? encode(text) : new TextEncoder().encode(text))

/** What a spoiler gets: the right text, and how a text becomes the bytes that are sent. */
export interface Right {
  text: string
  encode(text: string): Uint8Array<ArrayBuffer>
}

export interface CaseOptions {
  key?: string | null
  timeoutMs?: number
  /** Gives the answer that is sent instead of the first entry's. */
  spoil?: (right: Right) => Response | Promise<Response>
}

/** A context whose fetch answers from the case; a call that matches no entry throws. */
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
