/**
 * What an adapter of statements cannot read it names. In each recorded or written answer one value
 * after the other becomes a text that is no figure: the answer then fails, or has all its figures,
 * or says what was left out of it.
 */
import { describe, expect, test } from 'vitest'
import { checkStatements } from '../../chain/check.ts'
import type { ProviderResult, StatementsAnswer } from '../../model/provider.ts'
import { type Answering, caseContext, caseQuery, type ProviderCase } from './case.ts'
import { CASES } from './cases.ts'
import { providerOf } from './play.ts'

const ODD = 'many'
/** Most values of one answer that are spoilt, spread over all of it. */
const MOST_LEAVES = 24

type Path = readonly (string | number)[]
const FIGURE = /^-?\d+(\.\d+)?$/
/** Codes of lines and kinds of reports are names, also where they are written in digits. */
const NAME = /CODE$|_type$/
const isName = (json: unknown, path: Path): boolean => {
  const fields = (json as { data?: { fields?: string[] } }).data?.fields
  const last = path.at(-1)
  return NAME.test(String(typeof last === 'number' ? (fields?.[last] ?? '') : last))
}
/** The places of all figures in a JSON value, as numbers or as text. Names of lines are none. */
const leavesOf = (value: unknown, path: Path = []): Path[] => {
  if (typeof value === 'number') return [path]
  if (typeof value === 'string') return FIGURE.test(value) ? [path] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) =>
    leavesOf(part, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}
const withOdd = (value: unknown, [step, ...rest]: Path): unknown => {
  if (step === undefined) return ODD
  if (Array.isArray(value))
    return value.map((part, at) => (at === step ? withOdd(part, rest) : part))
  const holder = value as Record<string, unknown>
  return { ...holder, [step]: withOdd(holder[step], rest) }
}
const spread = <T>(all: readonly T[]): T[] => {
  const step = Math.max(1, all.length / MOST_LEAVES)
  return Array.from(
    { length: Math.min(all.length, MOST_LEAVES) },
    (_, at) => all[Math.floor(at * step)],
  ).flatMap((one) => (one === undefined ? [] : [one]))
}

/**
 * Answers of several reports in which an odd older one is left out and named. In all others every
 * odd value makes the answer fail: they have one report, or one form for all of it.
 */
const NAMED = new Set([
  'tushare HK 00001',
  'tushare US NVDA',
  'sina CN 600111.SH',
  'twelvedata US AAPL',
  'alphavantage US IBM',
  'yahoo US AAPL',
  'cninfo CN 000002.SZ',
])

const jsonOf = ({ body, encode }: Answering): unknown => {
  if (encode) return undefined
  try {
    return JSON.parse(body()) as unknown
  } catch {
    return undefined
  }
}

const read = async (given: ProviderCase): Promise<ProviderResult<StatementsAnswer>> => {
  const { context } = caseContext(given)
  const { statements } = providerOf(given).datasets
  if (!statements) throw new Error(`${given.provider} has no statements`)
  const { provider, market, symbol } = given
  const query = caseQuery(given)
  return checkStatements(
    { provider, market, symbol, known: query.known },
    await statements.fetch(query, context),
  )
}
const namesOf = (answer: ProviderResult<StatementsAnswer>): Set<string> =>
  new Set(
    answer.ok
      ? answer.data.facts.map(({ concept, period, end }) => `${concept} ${period} ${end}`)
      : [],
  )

const statements = CASES.filter(({ dataset }) => dataset === 'statements')

describe.each(
  statements.map((given) => [`${given.provider} ${given.market} ${given.symbol}`, given] as const),
)('%s', (of, given) => {
  test('names every report of which it lost something', async () => {
    const whole = namesOf(await read(given))
    expect(whole.size).toBeGreaterThan(0)
    const silent: string[] = []
    let named = 0
    for (const [index, answering] of given.answers.entries()) {
      const json = jsonOf(answering)
      for (const path of spread(leavesOf(json).filter((path) => !isName(json, path)))) {
        const body = JSON.stringify(withOdd(json, path))
        const answers = given.answers.map((one, at) =>
          at === index ? { ...one, body: () => body } : one,
        )
        const spoilt = await read({ ...given, answers })
        if (spoilt.ok && (spoilt.unread?.length ?? 0) > 0) named++
        if (!spoilt.ok || (spoilt.unread?.length ?? 0) > 0) continue
        const left = namesOf(spoilt)
        const lost = [...whole].filter((name) => !left.has(name))
        if (lost.length > 0)
          silent.push(`${index} ${path.join('.')}: ${lost.length} lost, as ${lost[0]}`)
      }
    }
    expect(silent).toEqual([])
    if (NAMED.has(of)) expect(named).toBeGreaterThan(0)
  })
})
