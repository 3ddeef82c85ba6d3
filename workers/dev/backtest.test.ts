import { expect, test } from 'vitest'
import { runBacktest } from '../aggregator/screens/backtest/run.ts'
import { screenFields } from '../aggregator/screens/catalogue.ts'
import { addDays } from '#shared/calendar.ts'
import type { Manifest } from '#shared/contracts/screens.ts'
import { encodeColumn, encodeCompanies } from '#shared/screen/column-bytes.ts'
import { compileScreen } from '#shared/screen/evaluate.ts'
import { parseScreen } from '#shared/screen/parse.ts'
import { reasonByte } from '#shared/screen/tables.ts'
import { parseBacktestArguments } from './backtest-arguments.ts'
import { marketOverApi, monthEnds, type SnapshotPort } from './backtest-market.ts'
import { backtestLines } from './backtest-output.ts'

const FIELDS = screenFields()
const NOTE = { en: 'x', zh: '无' }

interface Snapshot {
  ids: readonly string[]
  values: Record<string, readonly number[]>
  prices: string | null
  list: string | null
}

/** A port over snapshots by day; `asked` has the days that were asked for. */
const portOf = (at: (day: string) => Snapshot): SnapshotPort & { asked: string[] } => {
  const bytes = new Map<string, Uint8Array>()
  const asked: string[] = []
  const stored = (name: string, content: Uint8Array): string => {
    bytes.set(name, content)
    return name
  }
  return {
    asked,
    manifest(day) {
      asked.push(day)
      const { ids, values, prices, list } = at(day)
      const none = ids.map(() => null)
      const source = (kind: 'prices' | 'universe', of: string | null): Manifest['sources'] =>
        of === null ? [] : [{ kind, provider: 'test', day: of, recorded: false, note: NOTE }]
      return Promise.resolve({
        market: 'US',
        as_of: day,
        made_at: '2026-01-01T00:00:00.000Z',
        sources: [...source('prices', prices), ...source('universe', list)],
        companies: {
          hash: stored(
            `companies ${day}`,
            encodeCompanies({
              ids,
              names: ids.map((en) => ({ en })),
              markets: ids.map(() => 'US'),
              exchanges: none,
              industries: none,
              kinds: none,
              currencies: ids.map(() => 'USD'),
              year_ends: none,
              known_times: none.map(() => []),
              known_at: none,
            }),
          ),
          rows: ids.length,
        },
        columns: Object.entries(values).map(([field, of]) => ({
          field,
          lag: 0,
          hash: stored(
            `${field} ${day}`,
            encodeColumn({
              values: Float64Array.from(of),
              reasons: Uint8Array.from(of, (value) =>
                Number.isNaN(value) ? reasonByte('no_price') : 0,
              ),
            }),
          ),
          known: of.length,
          newest_known_at: null,
        })),
      })
    },
    bytes(hash) {
      const found = bytes.get(hash)
      return found ? Promise.resolve(found) : Promise.reject(new Error(`no ${hash}`))
    },
  }
}

const run = (port: SnapshotPort, from: string, to: string) => {
  const parsed = parseScreen('roe >= 15%', FIELDS)
  if (!parsed.ok) throw new Error(parsed.problem.detail)
  const { screen } = parsed
  const { needed } = compileScreen(screen, FIELDS)
  return runBacktest(marketOverApi('US', port, needed), {
    screen,
    fields: FIELDS,
    from,
    to,
    rules: { cost: 0, delisting_loss: 0.3 },
  })
}

test('the recorded data of 2010 has no prices: refused at the first look, with the reason', async () => {
  const port = portOf(() => ({
    ids: ['US:A'],
    values: { roe: [0.2] },
    prices: null,
    list: '2010-06-30',
  }))
  expect(await run(port, '2009-12-01', '2010-06-30')).toMatchObject({
    ok: false,
    reason: 'no_prices',
    detail: expect.stringContaining('no prices of US are stored'),
  })
  expect(port.asked).toEqual(['2010-06-30'])
})

test('prices of another day are not those of the trade', async () => {
  const port = portOf((day) => ({
    ids: ['US:A'],
    values: { roe: [0.2], close: [1], market_cap: [10] },
    prices: day < '2020-02-20' ? day : '2020-02-20',
    list: day,
  }))
  expect(await run(port, '2020-01-01', '2020-05-31')).toMatchObject({
    ok: false,
    reason: 'too_short',
  })
})

test.each([
  ['2020-01-01', 'is of 2020-01-01'],
  [null, 'is not known'],
])('a list of companies of %s does not say who was listed later', async (list, told) => {
  const port = portOf((day) => ({
    ids: ['US:A'],
    values: { roe: [0.2], close: [1], market_cap: [10] },
    prices: day,
    list,
  }))
  expect(await run(port, '2020-06-01', '2020-12-31')).toMatchObject({
    ok: false,
    reason: 'no_universe',
    detail: expect.stringContaining(told),
  })
})

/** B splits two for one in February and leaves the market in April; A rises by 1% a month. */
const snapshotOn = (day: string): Snapshot => {
  const month = Number(day.slice(5, 7))
  const isThere = day < '2020-04-15'
  const ids = ['US:A', ...(isThere ? ['US:B'] : []), 'US:C']
  const a = 100 * 1.01 ** month
  const b = month >= 2 && day > '2020-02-10' ? 50 : 100
  const of = (one: number, two: number, three: number): number[] =>
    isThere ? [one, two, three] : [one, three]
  const isSession = ![0, 6].includes(new Date(day).getUTCDay()) && day !== '2020-01-01'
  return {
    ids,
    values: {
      roe: of(0.2, 0.2, 0.1),
      close: of(a, b, 10),
      market_cap: of(a * 10, 1000, 1000),
    },
    prices: isSession ? day : addDays(day, -1),
    list: addDays(day, -30),
  }
}

test('months, splits and a company that left are read from the columns of the days', async () => {
  const answer = await run(portOf(snapshotOn), '2019-12-01', '2020-07-15')
  if (!answer.ok) throw new Error(answer.detail)
  expect(answer.periods.map(({ screened_on, bought_on }) => [screened_on, bought_on])).toEqual([
    ['2019-12-31', '2020-01-02'],
    ['2020-01-31', '2020-02-03'],
    ['2020-02-29', '2020-03-02'],
    ['2020-03-31', '2020-04-01'],
    ['2020-04-30', '2020-05-01'],
    ['2020-05-31', '2020-06-01'],
  ])
  const gains = answer.periods.map(({ gain }) => Number(gain.toFixed(6)))
  // Half in A, half in B; from April to May B is gone: half of the rise, less half of 30%.
  expect(gains).toEqual([0.005, 0.005, 0.005, -0.145, 0.01, 0.01])
  expect(answer.summary).toMatchObject({ delisted: 1, months: 6 })
  const lines = backtestLines(answer, {
    text: 'roe >= 15%',
    market: 'US',
    from: '2019-12-01',
    to: '2020-07-15',
    cost: 0,
    delisting_loss: 0.3,
    json: false,
    language: 'en',
    url: undefined,
  })
  expect(lines.join('\n')).toContain('left the market while held')
  expect(lines.every((line) => line.length <= 160)).toBe(true)
})

test('ends of months', () => {
  expect(monthEnds('2019-12-01', '2020-03-30')).toEqual(['2019-12-31', '2020-01-31', '2020-02-29'])
  expect(monthEnds('2020-01-31', '2020-02-28')).toEqual(['2020-01-31'])
})

test.each([
  [['roe > 1', '--from', '2020-01-01', '--to', '2021-01-01'], { cost: 0.002, market: 'US' }],
  [
    ['roe > 1', '--from', '2020-01-01', '--to', '2021-01-01', '--cost', '0', '--market', 'cn'],
    { cost: 0, market: 'CN' },
  ],
  [['--from', '2020-01-01', '--to', '2021-01-01'], { wrong: expect.stringMatching(/one screen/) }],
  [['a', '--from', '2021-01-01', '--to', '2020-01-01'], { wrong: expect.stringMatching(/before/) }],
  [['a', '--from', '2021-02-30', '--to', '2022-01-01'], { wrong: expect.stringMatching(/--from/) }],
  [
    ['a', '--from', '2020-01-01', '--to', '2021-01-01', '--cost', '-1'],
    { wrong: expect.any(String) },
  ],
  [
    ['a', '--from', '2020-01-01', '--to', '2021-01-01', '--market', 'XX'],
    { wrong: expect.stringMatching(/no market/) },
  ],
])('%j', (argv, expected) => {
  expect(parseBacktestArguments(argv)).toMatchObject(expected)
})
