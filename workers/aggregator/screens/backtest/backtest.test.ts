import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#shared/calendar.ts'
import { parseScreen } from '#shared/screen/parse.ts'
import { columnKey, reasonByte, tableOf } from '#shared/screen/tables.ts'
import { screenFields } from '../catalogue.ts'
import type { BacktestMarket, RefusedMarket } from './market.ts'
import { EMPTY, traded, valued, worthOf } from './portfolio.ts'
import { type Backtest, runBacktest, tradeDays } from './run.ts'
import { SplitFree, splitBetween } from './splits.ts'

const FIELDS = screenFields()
const FREE = { cost: 0, delisting_loss: 0.3 }

/** Weekdays of two years. */
const SESSIONS: string[] = []
for (let day = '2020-01-01'; day < '2022-01-01'; day = addDays(day, 1))
  if (![0, 6].includes(new Date(day).getUTCDay())) SESSIONS.push(day)
const AT = new Map(SESSIONS.map((day, at) => [day, at]))
const MONTH_ENDS = tradeDays(SESSIONS)

interface KnownRoe {
  company: string
  /** The day at whose end it is known. */
  known_on: string
  roe: number
}
interface Synthetic {
  companies: string[]
  known: KnownRoe[]
  /** The gain of a company from the close before to the close of this day. */
  jumps: { company: string; day: string; gain: number }[]
  delisted?: Record<string, string>
  /** Days of which there are no prices or no universe. */
  without?: { prices?: string; universe?: string }
  testable?: boolean
}

const refused = (reason: RefusedMarket['reason'], detail: string): RefusedMarket => ({
  ok: false,
  reason,
  detail,
  detail_zh: detail,
})

/** `early`: by so many days each figure is known before it was, which is the fault to be seen. */
const marketOf = (made: Synthetic, early = 0): BacktestMarket => {
  const known = made.known.map((one) => ({ ...one, known_on: addDays(one.known_on, -early) }))
  const closeOf = (company: string, day: string): number =>
    made.jumps
      .filter((jump) => jump.company === company && jump.day <= day)
      .reduce((close, { gain }) => close * (1 + gain), 100)
  const isThere = (company: string, day: string): boolean =>
    day <= (made.delisted?.[company] ?? '9999')
  return {
    sessions: (from, to) =>
      Promise.resolve({ ok: true, days: SESSIONS.filter((day) => day >= from && day <= to) }),
    tableOn: (day) => {
      if (made.without?.universe === day)
        return Promise.resolve(refused('no_universe', `who was listed on ${day} is not known`))
      const ids = made.companies.filter((company) => isThere(company, day))
      const values = ids.map((id) => {
        const of = known.filter((one) => one.company === id && one.known_on <= day)
        return of.at(-1)?.roe ?? Number.NaN
      })
      const none = ids.map(() => null)
      const table = tableOf(
        {
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
        },
        new Map([
          [
            columnKey({ field: 'roe', lag: 0 }),
            {
              values: Float64Array.from(values),
              reasons: Uint8Array.from(values, (value) =>
                Number.isNaN(value) ? reasonByte('not_yet_known') : 0,
              ),
            },
          ],
        ]),
      )
      return Promise.resolve({ ok: true, table })
    },
    pricesOn: (day) => {
      if (made.without?.prices === day)
        return Promise.resolve(refused('no_prices', `there are no prices of ${day}`))
      const there = made.companies.filter((company) => isThere(company, day))
      return Promise.resolve({
        ok: true,
        closes: new Map(there.map((company) => [company, closeOf(company, day)])),
      })
    },
    delistedOn: (company) => made.delisted?.[company] ?? null,
  }
}

const run = (market: BacktestMarket, rules = FREE, text = 'roe >= 15%') => {
  const parsed = parseScreen(text, FIELDS)
  if (!parsed.ok) throw new Error(parsed.problem.detail)
  return runBacktest(market, {
    screen: parsed.screen,
    fields: FIELDS,
    from: '2020-01-01',
    to: '2021-12-31',
    rules,
  })
}
const ran = async (...of: Parameters<typeof run>): Promise<Backtest> => {
  const answer = await run(...of)
  if (!answer.ok) throw new Error(answer.detail)
  return answer
}

const dayAfter = (day: string): string => SESSIONS[(AT.get(day) ?? 0) + 1] ?? day

/** Ten companies that do nothing, so that there is something to stand beside. */
const IDLE = Array.from({ length: 10 }, (_, at) => `IDLE${at}`)
const idle: KnownRoe[] = IDLE.map((company) => ({ company, known_on: '2020-01-01', roe: 0.01 }))
/** One company a month, of which something good becomes known. */
const MONTHLY = MONTH_ENDS.map((_, at) => `NEWS${at}`)

/** Known at the month's last day; the market answers on the next trading day. */
const answeredNextDay: Synthetic = {
  companies: [...IDLE, ...MONTHLY],
  known: [
    ...idle,
    ...MONTH_ENDS.map(({ screened }, at) => ({
      company: MONTHLY[at] ?? '',
      known_on: screened,
      roe: 0.3,
    })),
  ],
  jumps: MONTH_ENDS.map(({ bought }, at) => ({
    company: MONTHLY[at] ?? '',
    day: bought,
    gain: 0.5,
  })),
}

/** Known the day after the month's last day; the market answers on the day after that. */
const knownADayLate: Synthetic = {
  companies: [...IDLE, ...MONTHLY],
  known: [
    ...idle,
    ...MONTH_ENDS.map(({ screened }, at) => ({
      company: MONTHLY[at] ?? '',
      known_on: addDays(screened, 1),
      roe: 0.3,
    })),
  ],
  jumps: MONTH_ENDS.map(({ bought }, at) => ({
    company: MONTHLY[at] ?? '',
    day: dayAfter(bought),
    gain: 0.5,
  })),
}

describe('no look ahead', () => {
  test('a rise on the day of the trade is not earned: shares are bought at the close of that day', async () => {
    const { summary, periods } = await ran(marketOf(answeredNextDay))
    expect(periods.every(({ passed }) => passed > 0)).toBe(true)
    expect(summary.gain).toBeCloseTo(0, 12)
    for (const { screened_on, bought_on } of periods) expect(bought_on > screened_on).toBe(true)
  })

  test('what becomes known a day after the end of the month is not in that month’s list', async () => {
    const honest = await ran(marketOf(knownADayLate))
    const leaking = await ran(marketOf(knownADayLate, 1))
    expect(honest.summary.gain).toBeCloseTo(0, 12)
    expect(leaking.summary.gain).toBeGreaterThan(0.5)
    expect(leaking.periods).not.toEqual(honest.periods)
  })

  test('in any market nothing of a later day changes an earlier month', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            company: fc.constantFrom(...IDLE),
            at: fc.nat(SESSIONS.length - 1),
            roe: fc.double({ min: 0, max: 0.4, noNaN: true }),
            gain: fc.double({ min: -0.4, max: 0.6, noNaN: true }),
          }),
          { minLength: 1, maxLength: 30 },
        ),
        fc.integer({ min: 3, max: MONTH_ENDS.length - 2 }),
        async (events, month) => {
          const ordered = events.toSorted((a, b) => a.at - b.at)
          const on = (at: number): string => SESSIONS[at] ?? ''
          const cut = MONTH_ENDS[month]?.bought ?? ''
          const made = (among: typeof ordered): Synthetic => ({
            companies: IDLE,
            known: among.map(({ company, at, roe }) => ({ company, known_on: on(at), roe })),
            jumps: among.map(({ company, at, gain }) => ({ company, day: on(at), gain })),
          })
          const whole = await ran(marketOf(made(ordered)))
          const before = await ran(marketOf(made(ordered.filter(({ at }) => on(at) <= cut))))
          const until = (of: Backtest) => of.periods.filter(({ sold_on }) => sold_on <= cut)
          expect(until(whole)).toEqual(until(before))
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('refused with its reason', () => {
  test.each([
    ['no_universe', { universe: MONTH_ENDS[5]?.screened ?? '' }],
    ['no_prices', { prices: MONTH_ENDS[5]?.bought ?? '' }],
  ] as const)('%s: one month without is enough', async (reason, without) => {
    expect(await run(marketOf({ ...answeredNextDay, without }))).toMatchObject({
      ok: false,
      reason,
    })
  })

  test('too short', async () => {
    const parsed = parseScreen('roe >= 15%', FIELDS)
    if (!parsed.ok) throw new Error(parsed.problem.detail)
    expect(
      await runBacktest(marketOf(answeredNextDay), {
        screen: parsed.screen,
        fields: FIELDS,
        from: '2020-01-01',
        to: '2020-02-10',
        rules: FREE,
      }),
    ).toMatchObject({ ok: false, reason: 'too_short' })
  })
})

test('gains, turnover, costs and the comparison of a small market are as worked by hand', async () => {
  const [first, second, third] = MONTH_ENDS
  if (!first || !second || !third) throw new Error('no months')
  const made: Synthetic = {
    companies: ['A', 'B', 'C'],
    known: [
      { company: 'A', known_on: '2020-01-01', roe: 0.2 },
      { company: 'B', known_on: '2020-01-01', roe: 0.2 },
      { company: 'C', known_on: '2020-01-01', roe: 0 },
      { company: 'B', known_on: second.screened, roe: 0 },
    ],
    jumps: [
      { company: 'A', day: dayAfter(first.bought), gain: 0.2 },
      { company: 'C', day: dayAfter(first.bought), gain: 0.4 },
      { company: 'A', day: dayAfter(second.bought), gain: 0.1 },
    ],
  }
  const free = await ran(marketOf(made))
  // A and B for half each: +20% and 0; all three: +20%, 0 and +40%.
  expect(free.periods[0]).toMatchObject({ tested: 3, passed: 2, held: 2, ahead: 0, turnover: 0.5 })
  expect(free.periods[0]?.gain).toBeCloseTo(0.1, 12)
  expect(free.periods[0]?.gain_of_tested).toBeCloseTo(0.2, 12)
  // B is sold, which is 0.5 of 1.1, and A is bought for it.
  expect(free.periods[1]?.turnover).toBeCloseTo(0.5 / 1.1, 12)
  expect(free.periods[1]?.gain).toBeCloseTo(0.1, 12)
  expect(free.periods[1]?.gain_of_tested).toBeCloseTo(0.1 / 3, 12)
  expect(free.periods[1]).toMatchObject({ ahead: 1, held: 1 })
  expect(free.summary.gain).toBeCloseTo(0.21, 12)
  const costly = await ran(marketOf(made), { ...FREE, cost: 0.01 })
  // 1 buys for 1/1.01; then of the rest 1% is paid of what is sold and of what is bought.
  expect(costly.periods[0]?.gain).toBeCloseTo(1.1 / 1.01 - 1, 9)
  expect(costly.summary.gain).toBeLessThan(free.summary.gain)
  expect(costly.summary.gain_of_tested).toBe(free.summary.gain_of_tested)
  expect(free.summary.years.map(({ year, months }) => [year, months])).toEqual([
    ['2020', 10],
    ['2021', 12],
  ])
})

test('a delisted company loses by the stated rule, a suspended one is kept', async () => {
  const [, second, third] = MONTH_ENDS
  if (!second || !third) throw new Error('no months')
  const made: Synthetic = {
    companies: ['A', 'B', 'C'],
    known: ['A', 'B'].map((company) => ({ company, known_on: '2020-01-01', roe: 0.2 })),
    jumps: [],
    delisted: { A: addDays(second.bought, 5) },
  }
  const { periods, summary } = await ran(marketOf(made))
  expect(periods[1]).toMatchObject({ delisted: 1, held: 2 })
  expect(periods[1]?.gain).toBeCloseTo(-0.15, 12)
  expect(periods[1]?.gain_of_tested).toBeCloseTo(-0.15, 12)
  expect(summary.drawdown).toBeCloseTo(0.15, 12)
  const suspended = marketOf({ ...made })
  const { periods: kept } = await ran({ ...suspended, delistedOn: () => null })
  expect(kept[1]).toMatchObject({ delisted: 0, held: 2, gain: 0 })
})

test('a list of nobody earns nothing and trades nothing', async () => {
  const { summary } = await ran(marketOf(answeredNextDay), FREE, 'roe >= 99%')
  expect(summary).toMatchObject({ gain: 0, turnover: 0, hit_rate: null })
  expect(summary.months_empty).toBe(summary.months)
})

test('money is neither made nor lost by a trade but for its cost', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D', 'E'), { minLength: 0 }),
      fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D', 'E'), { minLength: 0 }),
      fc.double({ min: 0, max: 0.05, noNaN: true }),
      fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D', 'E'), { maxLength: 3 }),
      (first, second, cost, missing) => {
        const rules = { cost, delisting_loss: 0.3 }
        const closes = new Map([...'ABCDE'].map((company, at) => [company, 10 + at]))
        const one = traded(EMPTY, first, closes, new Set(), rules)
        expect(worthOf(one.portfolio) + one.paid).toBeCloseTo(1, 9)
        const later = new Map(
          [...closes].filter(([company]) => !missing.some((one) => one === company)),
        )
        const { portfolio, frozen } = valued(one.portfolio, later, () => false, rules)
        const two = traded(portfolio, second, later, frozen, rules)
        expect(worthOf(two.portfolio) + two.paid).toBeCloseTo(worthOf(portfolio), 9)
        expect(two.turnover).toBeLessThanOrEqual(1 + 1e-9)
        for (const company of frozen)
          expect(two.portfolio.holdings.get(company)).toEqual(portfolio.holdings.get(company))
      },
    ),
  )
})

test.each([
  ['2 for 1', { close: 100, value: 1000 }, { close: 52, value: 1040 }, 2],
  ['1 for 10', { close: 1, value: 1000 }, { close: 9, value: 900 }, 0.1],
  ['3 for 2', { close: 30, value: 300 }, { close: 21, value: 315 }, 1.5],
  ['a fall by half', { close: 100, value: 1000 }, { close: 50, value: 500 }, 1],
  ['an issue of 7%', { close: 100, value: 1000 }, { close: 99, value: 1059 }, 1],
  ['a purchase paid in shares', { close: 100, value: 1000 }, { close: 101, value: 2020 }, 1],
  ['no market value', { close: 100, value: null }, { close: 50, value: 1000 }, 1],
])('%s', (_, before, after, expected) => {
  expect(splitBetween(before, after)).toBeCloseTo(expected, 2)
})

test('closes stand on the shares of the first day', () => {
  const free = new SplitFree()
  const on = (close: number, value: number) =>
    free.closesOf(new Map([['A', { close, value }]])).get('A')
  expect(on(100, 1000)).toBe(100)
  expect(on(50, 1000)).toBe(100)
  expect(on(55, 1100)).toBeCloseTo(110, 9)
})
