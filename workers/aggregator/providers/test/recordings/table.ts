/**
 * Rows of the table of recordings: which adapter reads a recorded answer, and what it reads from
 * it. Tests only.
 */
import { expect } from 'vitest'
import type { Market, Dataset, ProviderId } from '#shared/names.ts'
import {
  type Answering,
  CANARY_KEY,
  caseContext,
  editJson,
  gbk,
  type ProviderCase,
  recordedBody,
  recordedText,
} from '../case.ts'
import { CASES } from '../cases.ts'
import { play, providerOf } from '../play.ts'
import type { ProviderFailureReason } from '../../../model/provider.ts'
import { tableFor } from '../../tushare/cases.fixture.ts'
import { table } from '../../tushare/made.fixture.ts'
import { SESSION } from '../../yahoo/cases.fixture.ts'
import { brief } from './brief.ts'

export interface Row {
  /** Path under shared/data. */
  file: string
  says: string
  /**
   * Whether the check must have read the file. False when no adapter reads it; the row then says
   * why.
   */
  read: boolean
  check: () => Promise<void> | void
}

export type CompanyDataset = readonly [dataset: Dataset, market: Market, symbol: string]
interface Options {
  /** Used instead of letting the file answer every call. */
  answers?: readonly Answering[]
  query?: ProviderCase['query']
  status?: number
  /** The name of Tushare's table, when the file's name differs from it. */
  api?: string
  /** Keeps only the rows of this company from a table about many, as Tushare would answer. */
  only?: string
}

const providerIn = (file: string): ProviderId => file.slice(0, file.indexOf('/')) as ProviderId
const textOf = (file: string): string =>
  file.endsWith('.json') ? recordedBody(file) : recordedText(file)

const rowsOf = (code: string, text: string): string =>
  editJson(({ data }: { data: { fields: string[]; items: unknown[][] } }) => {
    data.items = data.items.filter((item) => item[data.fields.indexOf('ts_code')] === code)
  })(text)

/**
 * The file answers every call, except those for Yahoo's cookie and crumb and for Tushare's other
 * tables.
 */
const answersOf = (
  file: string,
  { answers, status = 200, api, only }: Options,
): readonly Answering[] => {
  const provider = providerIn(file)
  if (answers) return answers
  if (provider === 'tushare') {
    const name = api ?? file.split('/').at(-1)?.split('.')[0] ?? ''
    return [
      tableFor(name, () => (only ? rowsOf(only, textOf(file)) : textOf(file))),
      { match: 'api_name', body: () => table([]) },
    ]
  }
  const encode = provider === 'tencent' || provider === 'sina' ? gbk : undefined
  const whatever: Answering = {
    match: '',
    body: () => textOf(file),
    status,
    ...(encode && { encode }),
  }
  return provider === 'yahoo' ? [...SESSION, whatever] : [whatever]
}

const spoilt = { other_company: String, null_field: String, wrong_type: String, empty: String }
const playing = async (
  file: string,
  [dataset, market, symbol]: CompanyDataset,
  options: Options,
) => {
  const given: ProviderCase = {
    provider: providerIn(file),
    dataset,
    market,
    symbol,
    proof: 'recorded',
    evidence: [file],
    answers: answersOf(file, options),
    spoilt,
    ...(options.query && { query: options.query }),
  }
  return play(given, caseContext(given, { key: providerOf(given).key ? CANARY_KEY : null }).context)
}

const lines = (dataset: Dataset, played: Awaited<ReturnType<typeof play>>): string[] => {
  if (!played.ok) throw new Error(`${played.reason}: ${played.detail}`)
  return brief(dataset, played.found)
}

/**
 * The answer is played as the chain would do it: through the adapter and then the checks of every
 * answer. The given lines must be among the results.
 */
export const yields = (
  file: string,
  asked: CompanyDataset,
  expected: readonly string[],
  options: Options = {},
): Row => ({
  file,
  says: `${asked.join(' ')} is served`,
  read: true,
  check: async () => {
    expect(lines(asked[0], await playing(file, asked, options))).toEqual(
      expect.arrayContaining([...expected]),
    )
  },
})

/**
 * Plays the file together with the other answers of its dataset, which come from the provider's
 * case.
 */
export const inCase = (
  file: string,
  dataset: Dataset,
  market: Market,
  expected: readonly string[],
): Row => ({
  file,
  says: `${dataset} ${market} is served with the answers beside it`,
  read: true,
  check: async () => {
    const given = CASES.find(
      (c) =>
        c.provider === providerIn(file) &&
        c.dataset === dataset &&
        c.market === market &&
        c.evidence.includes(file),
    )
    if (!given) throw new Error(`no case of ${dataset} in ${market} names ${file}`)
    const played = await play(
      given,
      caseContext(given, { key: providerOf(given).key ? CANARY_KEY : null }).context,
    )
    expect(lines(dataset, played)).toEqual(expect.arrayContaining([...expected]))
  },
})

/** An answer that must not be served, with the reason. */
export const refused = (
  file: string,
  asked: CompanyDataset,
  reason: ProviderFailureReason,
  because: string,
  options: Options = {},
): Row => ({
  file,
  says: `${asked.join(' ')} is ${reason}: ${because}`,
  read: true,
  check: async () => {
    expect(await playing(file, asked, options)).toMatchObject({ ok: false, reason })
  },
})

/** A file that holds several named bodies: the result of each when it comes with a status. */
export const phrases = (
  file: string,
  asked: CompanyDataset,
  expected: Readonly<Record<string, readonly [status: number, reason: ProviderFailureReason]>>,
): Row => ({
  file,
  says: `${Object.keys(expected).join(', ')} have their reasons`,
  read: true,
  check: async () => {
    const bodies = JSON.parse(textOf(file)) as Record<string, unknown>
    for (const [name, [status, reason]] of Object.entries(expected)) {
      const body = typeof bodies[name] === 'string' ? bodies[name] : JSON.stringify(bodies[name])
      const played = await playing(file, asked, {
        answers: [{ match: '', body: () => body, status }],
      })
      expect([name, played.ok ? 'served' : played.reason]).toEqual([name, reason])
    }
  },
})

/**
 * An answer that belongs to no dataset or is incomplete; the provider's own reader still reads it.
 */
export const readAs = (
  file: string,
  because: string,
  check: (text: string) => Promise<void> | void,
): Row => ({
  file,
  says: because,
  read: true,
  check: () => check(textOf(file)),
})

/** A file in which there is nothing for an adapter to read. */
export const unread = (file: string, because: string): Row => ({
  file,
  says: `is not read: ${because}`,
  read: false,
  check: () => {},
})
