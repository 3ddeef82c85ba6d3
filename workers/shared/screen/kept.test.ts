import { expect, test } from 'vitest'
import { compileScreen, KeptColumns } from './evaluate.ts'
import type { Field } from './fields.ts'
import { parseScreen } from './parse.ts'
import type { ScreenTable } from './table.ts'
import { NO_RATES } from './tables.ts'

const ROWS = 60
const field = (id: string): Field => ({
  id,
  en: id,
  zh: id,
  aliases: [],
  unit: 'ratio',
  scope: 'annual',
  group: 'profitability',
  definition: { en: id, zh: id },
  years: 5,
})
const FIELDS = [field('roe'), field('net_margin')]

/** Three industries, one of them too small to rank in; counts how often each column is read. */
const market = () => {
  const read = new Map<string, number>()
  const list = <T>(of: (row: number) => T): T[] => Array.from({ length: ROWS }, (_, row) => of(row))
  const table: ScreenTable = {
    companies: {
      ids: list((row) => `US:C${row}`),
      names: list(() => ({})),
      markets: list(() => 'US'),
      exchanges: list(() => null),
      industries: list((row) => (row < 4 ? 'Small' : row % 2 ? 'Oil' : 'Software')),
      kinds: list(() => 'general'),
      currencies: list(() => 'USD'),
      year_ends: list(() => null),
      known_times: list(() => []),
      known_at: list(() => null),
    },
    column(name, lag) {
      const key = `${name}@${lag}`
      read.set(key, (read.get(key) ?? 0) + 1)
      const factor = name === 'roe' ? 7 : 11
      return {
        values: Float64Array.from(list((row) => ((row * factor + lag) % ROWS) / ROWS)),
        reasons: new Uint8Array(ROWS),
      }
    },
    rate: NO_RATES,
  }
  return { table, read }
}

const screenOf = (text: string) => {
  const parsed = parseScreen(text, FIELDS)
  if (!parsed.ok) throw new Error(parsed.problem.detail)
  return compileScreen(parsed.screen, FIELDS)
}
const STEPS = [10, 35, 20, 35].map(
  (percent) =>
    `net_margin >= ${percent}% and percentile(roe, industry) >= 40 and avg(roe, 3y) > 20% order by rank(roe) asc`,
)

const STEPS_OF_ONE = [10, 35, 20, 80].map((percent) => `net_margin >= ${percent}%`)

test('runs that share what is kept give the same lists and notes as runs that do not', () => {
  const { table } = market()
  const kept = new KeptColumns()
  for (const text of STEPS) {
    const screen = screenOf(text)
    expect(screen.run(table, kept)).toEqual(screen.run(table))
  }
  expect(
    screenOf(STEPS[0] ?? '')
      .run(table, kept)
      .notes.map(({ kind }) => kind),
  ).toContain('wider_peers')
})

test('while one condition is moved the ranks and averages of the others are not computed again', () => {
  const { table, read } = market()
  const kept = new KeptColumns()
  for (const text of STEPS) screenOf(text).run(table, kept)
  // For the percentile, the average and the rank: once each in all four runs.
  expect(read.get('roe@0')).toBe(3)
  expect(read.get('roe@1')).toBe(1)
  // A condition that comes back as it was has its answers still.
  expect(read.get('net_margin@0')).toBe(3)
})

const ORDERS = ['', 'order by roe asc', 'order by roe desc', 'order by rank(roe, passing) asc']

test.each(ORDERS)('a moved condition keeps the order of the list: "%s"', (order) => {
  const { table } = market()
  // Every fifth company has no value to be sorted by, and some share theirs; ids stand in any
  // order.
  const column: ScreenTable['column'] = (name, lag) => {
    const whole = table.column(name, lag)
    if (!whole || name !== 'roe') return whole
    const reasons = whole.reasons.map((_, row) => (row % 5 === 0 ? 1 : 0))
    const values = whole.values.map((value, row) =>
      reasons[row] ? Number.NaN : Math.min(value, 0.5),
    )
    return { values, reasons }
  }
  const kept = new KeptColumns()
  for (const text of [...STEPS_OF_ONE, ...STEPS_OF_ONE]) {
    const screen = screenOf(`${text} ${order}`)
    const own = screen.run({ ...table, column })
    expect(screen.run({ ...table, column }, kept)).toEqual(own)
    expect(own.unsorted > 0).toBe(order.includes('roe'))
  }
})

test('while one condition is moved the list is not sorted again', () => {
  const { table, read } = market()
  const kept = new KeptColumns()
  for (const text of STEPS_OF_ONE) screenOf(`${text} order by roe desc`).run(table, kept)
  expect(read.get('roe@0')).toBe(1)
})

test('what is kept has a bound', () => {
  const { table } = market()
  const kept = new KeptColumns()
  for (let step = 0; step < 500; step += 1)
    screenOf(`roe >= ${step / 10}% and percentile(roe + ${step}%, market) > 1`).run(table, kept)
  const sizeOf = (part: { get(key: string): unknown }, keys: readonly string[]) =>
    keys.filter((key) => part.get(key) !== undefined).length
  const answers = Array.from({ length: 500 }, (_, step) => `roe >= ${step / 10}%`)
  expect(sizeOf(kept.answers, answers)).toBeLessThanOrEqual(64)
})
