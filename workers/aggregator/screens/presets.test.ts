import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compileScreen, evaluateExpression } from '#shared/screen/evaluate.ts'
import { parseExpression, parseScreen } from '#shared/screen/parse.ts'
import { printScreen } from '#shared/screen/print.ts'
import type { Companies, Column } from '#shared/screen/table.ts'
import { columnKey, reasonByte, tableOf } from '#shared/screen/tables.ts'
import { deriveFrom, year } from '../metrics/hand-built.fixture.ts'
import { screenFields } from './catalogue.ts'
import filed from './magic-formula.fixture.json' with { type: 'json' }
import { PRESETS } from './presets.ts'

const FIELDS = screenFields()
const FOLDER = join(import.meta.dirname, '..', '..', '..', 'config', 'screens')

test('each file of the folder is a preset of that name, and there are at least twelve', () => {
  const files = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''))
  expect(PRESETS.map(({ id }) => id).sort()).toEqual(files.sort())
  expect(files.length).toBeGreaterThanOrEqual(12)
})

const screenOf = (text: string) => {
  const parsed = parseScreen(text, FIELDS)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem.detail}`)
  return parsed
}

test.each(PRESETS)(
  '$id is a screen, in its printed form, with columns that are figures',
  (preset) => {
    const { screen, hints } = screenOf(preset.text)
    expect(hints).toEqual([])
    expect(printScreen(screenOf(printScreen(screen)).screen)).toBe(printScreen(screen))
    for (const column of preset.columns)
      expect([column, parseExpression(column, FIELDS)]).toEqual([
        column,
        expect.objectContaining({ ok: true }),
      ])
    for (const text of [preset.source, preset.misses]) {
      expect(text.en).toMatch(/^[A-Z“].*[.\w)]$/)
      expect(text.zh).toMatch(/\p{Script=Han}/u)
    }
    expect(preset.source.en).toMatch(/\b(19|20)\d\d\b/)
  },
)

const MARKET_FIELDS = FIELDS.filter(({ scope }) => scope === 'market').map(({ id }) => id)

test.each(PRESETS)(
  '$id says that without prices nothing is tested, exactly when it needs them',
  ({ text, misses }) => {
    const needed = compileScreen(screenOf(text).screen, FIELDS).needed.map(({ field }) => field)
    const needsPrice = needed.some((field) => MARKET_FIELDS.includes(field))
    expect(/no prices/.test(misses.en)).toBe(needsPrice)
    expect(/没有价格/.test(misses.zh)).toBe(needsPrice)
  },
)

const NAMES = filed.companies.map(({ name }) => name)
const companies: Companies = {
  ids: NAMES.map((name) => `US:${name}`),
  names: NAMES.map((en) => ({ en })),
  markets: NAMES.map(() => 'US'),
  exchanges: NAMES.map(() => null),
  industries: NAMES.map(() => null),
  kinds: NAMES.map(() => 'general'),
  currencies: NAMES.map(() => 'USD'),
  year_ends: NAMES.map(() => '2009-12-31'),
  known_times: NAMES.map(() => []),
  known_at: NAMES.map(() => null),
}
const columnOf = (values: readonly number[], reason: Parameters<typeof reasonByte>[0]): Column => ({
  values: Float64Array.from(values),
  reasons: Uint8Array.from(values, (value) => (Number.isNaN(value) ? reasonByte(reason) : 0)),
})

const company = ({ millions }: (typeof filed.companies)[number]) => {
  const amounts = Object.entries(millions).map(([name, amount]) => [
    name,
    String(Number(`${amount}e6`)),
  ])
  const answers = deriveFrom(year(2009, Object.fromEntries(amounts)))
  return {
    ebit: answers.n('ebit@FY2009'),
    capital: answers.n('tangible_capital@FY2009'),
    roc: answers.n('return_on_tangible_capital@FY2009'),
    netCash: answers.n('net_cash@FY2009'),
  }
}

test('the magic formula ranks a dozen companies as worked by hand', () => {
  const figures = filed.companies.map(company)
  const caps = filed.companies.map((one) => one.synthetic_market_cap_millions * 1e6)
  for (const [at, one] of filed.companies.entries()) {
    expect(figures[at]?.capital).toBeCloseTo(one.capital * 1e6, 0)
    expect(figures[at]?.roc).toBeCloseTo(one.roc, 4)
  }
  const table = tableOf(
    companies,
    new Map(
      Object.entries({
        market_cap: caps,
        earnings_yield: figures.map(
          ({ ebit, netCash }, at) => ebit / ((caps[at] ?? Number.NaN) - netCash),
        ),
        return_on_tangible_capital_ttm: figures.map(({ roc }) => roc),
      }).map(([field, values]) => [columnKey({ field, lag: 0 }), columnOf(values, 'refused')]),
    ),
  )
  const preset = PRESETS.find(({ id }) => id === 'magic-formula')
  const { screen } = screenOf(preset?.text ?? '')
  const run = compileScreen(screen, FIELDS).run(table)
  const ranks = ['rank(earnings_yield)', 'rank(return_on_tangible_capital_ttm)'].map((text) => {
    const parsed = parseExpression(text, FIELDS)
    if (!parsed.ok) throw new Error(parsed.problem.detail)
    return compileScreen(
      { where: null, order: { by: parsed.expression, direction: 'asc' }, limit: null },
      FIELDS,
    ).run(table).rows
  })
  const byRank = (rank: 'ey_rank' | 'roc_rank') =>
    filed.companies.toSorted((a, b) => a[rank] - b[rank]).map(({ name }) => name)
  expect([...(ranks[0] ?? [])].map((row) => NAMES[row])).toEqual(byRank('ey_rank'))
  expect([...(ranks[1] ?? [])].map((row) => NAMES[row])).toEqual(byRank('roc_rank'))
  const places = new Map(filed.companies.map((one) => [one.name, one.ey_rank + one.roc_rank]))
  const order = [...run.rows].map((row) => NAMES[row] ?? '')
  expect(order).toHaveLength(12)
  expect(order.map((name) => places.get(name))).toEqual([...places.values()].sort((a, b) => a - b))
})

test('in the magic formula a company that is left out takes nobody a place', () => {
  const figures = filed.companies.map(company)
  /** Small or without a return, and better than all others in the one or the other figure. */
  const leftOut = [
    { market_cap: 1e6, earnings_yield: 0.9, return_on_tangible_capital_ttm: 9 },
    { market_cap: 9e9, earnings_yield: 0.8, return_on_tangible_capital_ttm: -1 },
    { market_cap: 9e9, earnings_yield: -1, return_on_tangible_capital_ttm: 8 },
  ]
  const dozen = filed.companies.map((one, at) => ({
    market_cap: one.synthetic_market_cap_millions * 1e6,
    earnings_yield: one.ey,
    return_on_tangible_capital_ttm: figures[at]?.roc ?? Number.NaN,
  }))
  const all = [...leftOut, ...dozen]
  const fill = <T>(value: T): T[] => all.map(() => value)
  const names = [...leftOut.map((_, at) => `Left out ${at}`), ...NAMES]
  const table = tableOf(
    {
      ...companies,
      ids: names.map((name) => `US:${name}`),
      names: names.map((en) => ({ en })),
      markets: fill('US'),
      exchanges: fill(null),
      industries: fill(null),
      kinds: fill('general'),
      currencies: fill('USD'),
      year_ends: fill('2009-12-31'),
      known_times: fill([]),
      known_at: fill(null),
    },
    new Map(
      (['market_cap', 'earnings_yield', 'return_on_tangible_capital_ttm'] as const).map((field) => [
        columnKey({ field, lag: 0 }),
        columnOf(
          all.map((of) => of[field]),
          'refused',
        ),
      ]),
    ),
  )
  const preset = PRESETS.find(({ id }) => id === 'magic-formula')
  const run = compileScreen(screenOf(preset?.text ?? '').screen, FIELDS).run(table)
  expect(run.passed).toBe(12)
  const placesOf = (text: string) => {
    const parsed = parseExpression(text, FIELDS)
    if (!parsed.ok) throw new Error(parsed.problem.detail)
    const { values } = evaluateExpression(parsed.expression, table, FIELDS, undefined, run.passing)
    return [...values]
  }
  const shown = preset?.columns.filter((text) => text.startsWith('rank(')) ?? []
  expect(shown.map(placesOf)).toEqual([
    [...leftOut.map(() => Number.NaN), ...filed.companies.map(({ ey_rank }) => ey_rank)],
    [...leftOut.map(() => Number.NaN), ...filed.companies.map(({ roc_rank }) => roc_rank)],
  ])
  const places = new Map(filed.companies.map((one) => [one.name, one.ey_rank + one.roc_rank]))
  const order = [...run.rows].map((row) => places.get(names[row] ?? ''))
  expect(order).toEqual([...places.values()].sort((a, b) => a - b))
})

test('without prices the magic formula tests nobody, and says why', () => {
  const none = NAMES.map(() => Number.NaN)
  const table = tableOf(
    companies,
    new Map([
      [columnKey({ field: 'market_cap', lag: 0 }), columnOf(none, 'no_price')],
      [columnKey({ field: 'earnings_yield', lag: 0 }), columnOf(none, 'no_price')],
    ]),
  )
  const preset = PRESETS.find(({ id }) => id === 'magic-formula')
  const run = compileScreen(screenOf(preset?.text ?? '').screen, FIELDS).run(table)
  expect(run.total).toMatchObject({ passed: 0, failed: 0, not_testable: 12 })
  expect(run.total.reasons).toEqual({ no_price: 12 })
})
