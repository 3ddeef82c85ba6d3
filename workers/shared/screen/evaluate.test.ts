/** The engine says of every company what the plain reading of the screen says. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Expression } from './ast.ts'
import { compileExpression, compileScreen, evaluateExpression, neededColumns } from './evaluate.ts'
import { parseExpression, parseScreen } from './parse.ts'
import { type Answer, PlainScreen } from './plain-screen.fixture.ts'
import {
  anyCondition,
  anyExpression,
  anyScreen,
  anyTable,
  FIELDS,
  unitOfField,
} from './screen.fixture.ts'
import { CELL_REASONS, type Column, type Companies, IN_DOUBT, type ScreenTable } from './table.ts'
import { columnKey, joinTables, ratesOf, tableOf } from './tables.ts'
import { unitOf } from './units.ts'

const screenOf = (text: string) => {
  const result = parseScreen(text, FIELDS)
  if (!result.ok) throw new Error(result.problem.detail)
  return result.screen
}
const expressionOf = (text: string): Expression => {
  const result = parseExpression(text, FIELDS)
  if (!result.ok) throw new Error(result.problem.detail)
  return result.expression
}
const run = (text: string, table: ScreenTable) => compileScreen(screenOf(text), FIELDS).run(table)

const companies = (count: number, more: Partial<Companies> = {}): Companies => {
  const all = <Value>(value: Value): Value[] => Array.from({ length: count }, () => value)
  return {
    ids: Array.from({ length: count }, (_, row) => `US:C${String(row).padStart(4, '0')}`),
    names: all({ en: 'A company' }),
    markets: all('US'),
    exchanges: all('NYSE'),
    industries: all('Software'),
    kinds: all('general'),
    currencies: all('USD'),
    year_ends: all('2025-12-31'),
    known_times: all([]),
    known_at: all(null),
    ...more,
  }
}
/** A number is a value, a text the reason why there is none. */
type Cell = number | (typeof CELL_REASONS)[number]
const column = (...cells: Cell[]): Column => ({
  values: Float64Array.from(cells, (cell) => (typeof cell === 'number' ? cell : Number.NaN)),
  reasons: Uint8Array.from(cells, (cell) =>
    typeof cell === 'number' ? 0 : CELL_REASONS.indexOf(cell),
  ),
})
/** Columns by `roe` or `roe@1`. */
const table = (columns: Record<string, Column>, more: Partial<Companies> = {}): ScreenTable =>
  tableOf(
    companies(Object.values(columns)[0]?.values.length ?? 0, more),
    new Map(
      Object.entries(columns).map(([key, cells]) => [key.includes('@') ? key : `${key}@0`, cells]),
    ),
    ratesOf(
      new Map([
        ['USD', 1],
        ['CNY', 0.14],
        ['HKD', 0.128],
      ]),
    ),
  )

const countsOf = (answers: readonly Answer[]) => {
  const reasons: Record<string, number> = {}
  for (const answer of answers)
    if ('open' in answer) reasons[answer.open] = (reasons[answer.open] ?? 0) + 1
  return {
    passed: answers.filter((answer) => 'is' in answer && answer.is).length,
    failed: answers.filter((answer) => 'is' in answer && !answer.is).length,
    not_testable: answers.filter((answer) => 'open' in answer).length,
    reasons,
  }
}

describe('against the plain reading', () => {
  const tables = fc.integer({ min: 0, max: 40 }).chain((rows) => anyTable(rows, ['US', 'CN']))

  test('property: every company has the same answer, doubt and reason', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyScreen,
          anyCondition.map((where) => ({ where, order: null, limit: null })),
        ),
        tables,
        (screen, of) => {
          const plain = new PlainScreen(of, unitOfField)
          const rows = of.companies.ids.map((_, row) => row)
          const answers = rows.map((row) => plain.total(screen, row))
          const found = compileScreen({ ...screen, limit: null }, FIELDS).run(of)
          expect(found.total).toEqual(countsOf(answers))
          const passed = rows.filter((row) => {
            const answer = answers[row]
            return answer && 'is' in answer && answer.is
          })
          expect([...found.rows].sort((a, b) => a - b)).toEqual(passed)
          expect(rows.filter((row) => found.doubted[row] === 1)).toEqual(
            passed.filter((row) => {
              const answer = answers[row]
              return answer && 'is' in answer && answer.doubt
            }),
          )
          expect(
            [...found.not_testable.rows].map((row, at) => [
              row,
              CELL_REASONS[found.not_testable.reasons[at] ?? 0],
            ]),
          ).toEqual(
            answers.flatMap((answer, row) => ('open' in answer ? [[row, answer.open]] : [])),
          )
        },
      ),
    )
  })

  test('property: every expression has the same values and reasons', () => {
    fc.assert(
      fc.property(anyExpression, tables, (of, over) => {
        const plain = new PlainScreen(over, unitOfField)
        const found = evaluateExpression(of, over, FIELDS)
        for (const row of over.companies.ids.keys()) {
          const cell = plain.cell(of, row)
          const byte = found.reasons[row] ?? 0
          expect(CELL_REASONS[byte & ~IN_DOUBT]).toBe('missing' in cell ? cell.missing : 'known')
          expect(found.values[row]).toBe('missing' in cell ? Number.NaN : cell.value)
          expect((byte & IN_DOUBT) !== 0).toBe('missing' in cell ? false : cell.doubt)
        }
      }),
    )
  })

  test('property: in an order and in a column, places count those that pass', () => {
    fc.assert(
      fc.property(anyScreen, anyExpression, tables, (screen, of, over) => {
        const run = compileScreen({ ...screen, limit: null }, FIELDS).run(over)
        const plain = new PlainScreen(over, unitOfField)
        plain.passing = new Set(run.rows)
        const { values, reasons } = evaluateExpression(of, over, FIELDS, undefined, run.passing)
        for (const row of over.companies.ids.keys()) {
          const cell = plain.cell(of, row)
          const reason = CELL_REASONS[(reasons[row] ?? 0) & ~IN_DOUBT]
          expect(reason).toBe('missing' in cell ? cell.missing : 'known')
          expect(values[row]).toBe('missing' in cell ? Number.NaN : cell.value)
        }
        if (!screen.order) return
        const { by, direction } = screen.order
        const keys = [...run.rows].map((row) => plain.cell(by, row))
        const known = keys.flatMap((cell) => ('missing' in cell ? [] : [cell.value]))
        const isMoney = unitOf(by, unitOfField)
        // Amounts stand in one currency in the order, which another test holds.
        if (!isMoney.ok || isMoney.unit.money !== 0) return
        const sign = direction === 'asc' ? 1 : -1
        expect(known).toEqual(known.toSorted((a, b) => sign * (a - b)))
        expect(run.unsorted).toBe(keys.length - known.length)
      }),
    )
  })

  test('property: a run over several markets is the runs over each, one after the other', () => {
    const parts = fc.tuple(anyTable(25, ['US']), anyTable(12, ['CN']), anyTable(3, ['HK']))
    fc.assert(
      fc.property(anyCondition, parts, (where, markets) => {
        const compiled = compileScreen({ where, order: null, limit: null }, FIELDS)
        const joined = compiled.run(joinTables(markets))
        const passed = markets.flatMap((of) =>
          [...compiled.run(of).rows].map((row) => of.companies.ids[row]),
        )
        const { ids } = joinTables(markets).companies
        expect([...joined.rows].map((row) => ids[row]).sort()).toEqual(passed.sort())
      }),
    )
  })

  test('property: a column that a screen does not need changes nothing', () => {
    fc.assert(
      fc.property(anyScreen, anyTable(15), (screen, of) => {
        const compiled = compileScreen(screen, FIELDS)
        const needed = new Set(compiled.needed.map(columnKey))
        const only: ScreenTable = {
          ...of,
          column: (field, lag) =>
            needed.has(columnKey({ field, lag })) ? of.column(field, lag) : null,
        }
        expect(compiled.run(only)).toEqual(compiled.run(of))
      }),
    )
  })
})

describe('what is missing', () => {
  const of = table({
    roe: column(0.2, 0.1, 'not_reported', 'refused'),
    roic: column(0.2, 'not_reported', 0.01, 0.2),
  })

  test('is not testable, and one failed condition fails whatever is missing', () => {
    const { total, conditions, not_testable } = run('roe >= 15% and roic >= 15%', of)
    expect(total).toEqual({ passed: 1, failed: 2, not_testable: 1, reasons: { refused: 1 } })
    expect(conditions[0]).toEqual({
      passed: 1,
      failed: 1,
      not_testable: 2,
      reasons: { not_reported: 1, refused: 1 },
    })
    expect([...not_testable.rows]).toEqual([3])
    expect([...not_testable.conditions]).toEqual([0])
  })

  test('lets one passed condition of several pass', () => {
    expect(run('roe >= 15% or roic >= 15%', of).total).toMatchObject({ passed: 2, not_testable: 2 })
  })

  test('is never passed by a negation', () => {
    expect(run('not (roe >= 15%)', of).total).toMatchObject({
      passed: 1,
      failed: 1,
      not_testable: 2,
    })
    expect(run('not has(roe)', of).total).toMatchObject({ passed: 2, failed: 2, not_testable: 0 })
  })

  test('in one of five years leaves "each" open, also where another year fails', () => {
    const years = table({
      roe: column(0.2, 0.2, 0.01),
      'roe@1': column(0.2, 'not_reported', 'not_reported'),
    })
    expect(run('roe >= 15% each 2y', years).total).toEqual({
      passed: 1,
      failed: 0,
      not_testable: 2,
      reasons: { too_few_years: 2 },
    })
  })

  test('is said when no company has the figure', () => {
    const { notes, total } = run('pe < 20', of)
    expect(total.reasons).toEqual({ not_reported: 4 })
    expect(notes.map(({ kind }) => kind)).toEqual(['no_such_column'])
  })
})

describe('money', () => {
  const of = table(
    { market_cap: column(100, 100, 100, 100) },
    { currencies: ['USD', 'CNY', 'XAF', null], markets: ['US', 'US', 'US', 'US'] },
  )

  test('is compared in the currency of the company, at the rate of the table', () => {
    expect(run('market_cap > USD 50', of).total).toEqual({
      passed: 1,
      failed: 1,
      not_testable: 2,
      reasons: { no_rate: 2 },
    })
  })

  test('without a currency is in that of the market', () => {
    expect([...run('market_cap > 50', of).rows]).toEqual([...run('market_cap > USD 50', of).rows])
  })

  test('needs no rate to be held against nothing, or against another figure', () => {
    expect(run('market_cap > 0', of).total.passed).toBe(4)
    expect(run('market_cap >= market_cap', of).total.passed).toBe(4)
  })

  test('of several currencies is sorted in one', () => {
    const { rows, unsorted, notes } = run('market_cap > 0 order by market_cap desc', of)
    expect([...rows]).toEqual([0, 1, 2, 3])
    expect(unsorted).toBe(2)
    expect(notes.map(({ kind }) => kind)).toEqual(['not_sorted'])
  })
})

describe('ranks and percentiles', () => {
  const values = [5, 4, 3, 3, 2, 1, 0, -1, -2, -3, -4]

  test('count from the highest, and equal values share the mean of their places', () => {
    const ranks = evaluateExpression(
      expressionOf('rank(roe)'),
      table({ roe: column(...values) }),
      FIELDS,
    )
    expect([...ranks.values]).toEqual([1, 2, 3.5, 3.5, 5, 6, 7, 8, 9, 10, 11])
    const percentiles = evaluateExpression(
      expressionOf('percentile(roe)'),
      table({ roe: column(...values) }),
      FIELDS,
    )
    expect([...percentiles.values].slice(0, 4)).toEqual([100, 90, 75, 75])
    expect(percentiles.values.at(-1)).toBe(0)
  })

  test('of equal values are all in the middle', () => {
    const { values: found } = evaluateExpression(
      expressionOf('percentile(roe)'),
      table({ roe: column(...Array(12).fill(0.1)) }),
      FIELDS,
    )
    expect(new Set(found)).toEqual(new Set([50]))
  })

  test.each([
    ['ten', 10, 10, []],
    ['nine, among all of their kind', 9, 30, ['wider_peers']],
  ])('in an industry of %s', (_, count, rank, notes) => {
    const rows = Array.from({ length: 30 }, (_, row) => row)
    // The companies of the other industry are of the same kind, and all have more.
    const of = table(
      { roe: column(...rows) },
      { industries: rows.map((row) => (row < count ? 'Small' : 'Large')) },
    )
    expect(evaluateExpression(expressionOf('rank(roe, industry)'), of, FIELDS).values[0]).toBe(rank)
    expect(run('rank(roe, industry) > 0', of).notes.map(({ kind }) => kind)).toEqual(notes)
  })

  test('among too few of the whole market are not testable', () => {
    expect(run('percentile(roe) >= 50', table({ roe: column(1, 2, 3) })).total.reasons).toEqual({
      too_few_peers: 3,
    })
  })
})

describe('forms over years', () => {
  const of = table({
    roe: column(0.3, -0.1, 0.3),
    'roe@1': column(0.2, 0.2, 0.2),
    'roe@2': column(0.1, 0.1, -0.1),
  })
  test.each([
    ['avg(roe, 3y)', 0.2],
    ['sum(roe, 2y)', 0.5],
    ['min(roe, 3y)', 0.1],
    ['max(roe[-1], 2y)', 0.2],
    ['stdev(roe, 3y)', 0.1],
    ['trend(roe, 3y)', 0.1],
    ['cagr(roe, 2y)', 3 ** 0.5 - 1],
  ])('%s', (text, value) => {
    const { values } = evaluateExpression(expressionOf(text), of, FIELDS)
    expect(values[0]).toBeCloseTo(value, 12)
  })

  test('growth between ends that are not both above zero has no result', () => {
    const { reasons } = evaluateExpression(expressionOf('cagr(roe, 2y)'), of, FIELDS)
    expect([...reasons].map((byte) => CELL_REASONS[byte])).toEqual([
      'known',
      'undefined',
      'undefined',
    ])
  })

  test('needed columns are those that are read, each once', () => {
    expect(
      neededColumns(screenOf('roe >= 15% each 3y and avg(roe, 2y) > 1% and roe > 0')).map(
        columnKey,
      ),
    ).toEqual(['roe@0', 'roe@1', 'roe@2'])
    expect(neededColumns(expressionOf('cagr(roe, 2y)')).map(columnKey)).toEqual(['roe@0', 'roe@2'])
    expect(compileExpression(expressionOf('roe[-4] + pe'), FIELDS).needed).toHaveLength(2)
  })
})

describe('a list', () => {
  test('is in a fixed order: ties by id, who has no key at the end', () => {
    const of = table(
      { roe: column(1, 1, 1, 1), roic: column(0.1, 'refused', 0.1, 0.3) },
      { ids: ['US:D', 'US:A', 'US:B', 'US:C'] },
    )
    expect([...run('roe > 0 order by roic desc', of).rows]).toEqual([3, 2, 0, 1])
    expect([...run('roe > 0 order by roic asc limit 2', of).rows]).toEqual([2, 0])
    expect([...run('roe > 0', of).rows]).toEqual([1, 2, 3, 0])
  })

  test('tells who would not be in it without a figure in doubt', () => {
    const roe = column(0.2, 0.2)
    roe.reasons[1] = IN_DOUBT
    const of = table({ roe, roic: column(0.2, 0.2) })
    expect([...run('roe > 10%', of).doubted]).toEqual([0, 1])
    expect([...run('roe > 10% or roic > 10%', of).doubted]).toEqual([0, 0])
  })

  test('of an industry that nobody has says so, with near names', () => {
    const { notes, total } = run('industry in ("Softwear")', table({ roe: column(1) }))
    expect(total.failed).toBe(1)
    expect(notes[0]?.en).toBe('no company has the industry "Softwear"; near to it: Software')
  })

  test('of no company is empty', () => {
    expect(run('roe > 1 order by rank(roe)', table({ roe: column() }))).toMatchObject({
      tested: 0,
      passed: 0,
    })
  })
})

test('a column whose values and reasons disagree is a bug', () => {
  const wrong = { values: Float64Array.of(Number.NaN), reasons: Uint8Array.of(0) }
  expect(() => table({ roe: wrong })).toThrow('row 0 of roe@0')
  expect(() => tableOf(companies(2), new Map([['roe@0', column(1)]]))).toThrow('number of rows')
})
