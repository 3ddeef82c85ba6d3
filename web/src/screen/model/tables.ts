/**
 * The list that follows from a screen: the table of the markets, which companies pass, and the
 * values of the shown columns. All of it is computed here, from columns that are held.
 */
import { computed, effect, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Market } from '#shared/names.ts'
import type { Expression, Screen } from '#shared/screen/ast.ts'
import type { Field } from '#shared/screen/fields.ts'
import { KeptColumns, type ScreenRun } from '#shared/screen/evaluate.ts'
import type { Column, ScreenTable } from '#shared/screen/table.ts'
import { joinTables } from '#shared/screen/tables.ts'
import type { ScreenPlace } from '../../router.ts'
import { type AmountUnit, numberUnit } from './amounts.ts'
import { type Histogram, histogramOf, placeOn, sortedKnown, valueAt } from './axis.ts'
import * as engine from './engine.ts'
import type { ListRates } from './rates.ts'
import { type CompareRow, conditionsOf } from './rows.ts'
import { type ColumnKey, hashOf, type Snapshots } from './snapshots.ts'

/** An expression over all companies, with its known values in order. */
export interface Evaluated {
  column: Column
  sorted: Float64Array
  unit: AmountUnit
  histogram: Histogram | null
}

/** A column of the list. */
export interface ListColumn {
  text: string
  of: Expression
  unit: AmountUnit
}

/** Whether only whole numbers mean something: places, and scores that count points. */
const isWhole = (unit: AmountUnit, sorted: Float64Array): boolean =>
  unit === 'place' || (unit === 'score' && sorted.every(Number.isInteger))
/** Where a new condition on a place among others begins: the best fifth. */
const FIRST_PERCENTILE = 80
const FIRST_RANK = 50

interface TableInputs {
  snapshots: Snapshots
  tested: ReadonlySignal<readonly Market[]>
  needed: ReadonlySignal<readonly ColumnKey[]>
  fields: ReadonlySignal<readonly Field[] | null>
  screen: ReadonlySignal<Screen>
  expressions: ReadonlySignal<readonly ListColumn[]>
  sort: Signal<ScreenPlace['sort']>
  rates: ListRates
}

/** One of a thing for each object, as a table or a list of who passes, as long as that lives. */
const perObject = <K extends object, T>(make: () => T): ((key: K) => T) => {
  const known = new WeakMap<K, { of: T }>()
  return (key) => {
    const kept = known.get(key) ?? { of: make() }
    known.set(key, kept)
    return kept.of
  }
}

export const createTables = ({
  snapshots,
  tested,
  needed,
  fields,
  screen,
  expressions,
  sort,
  rates,
}: TableInputs) => {
  const ready = computed(() =>
    tested.value.flatMap((market) => {
      const state = snapshots.markets.value.get(market)
      return state?.state === 'ready' ? [state] : []
    }),
  )
  /** Columns are looked up when they are asked for, so the table stays while more are loaded. */
  const table = computed<ScreenTable | null>(() => {
    // A rate that has come makes amounts comparable that were not.
    void rates.known.value
    const tables = ready.value.map(
      ({ companies, manifest }): ScreenTable => ({
        companies,
        column: (field, lag) => {
          const hash = hashOf(manifest, field, lag)
          return hash === null ? null : (snapshots.columns.peek().get(hash) ?? null)
        },
        rate: rates.rate,
      }),
    )
    return tables.length > 0 ? joinTables(tables) : null
  })
  const isHeld = computed(() => {
    // Both are read, so that this follows what is loaded.
    void snapshots.columns.value
    void ready.value
    return snapshots.holds(needed.value)
  })
  const stop = effect(() => {
    if (ready.value.length > 0 && !isHeld.value) void snapshots.need(needed.value)
  })

  const evaluatedOver = perObject<ScreenTable | Uint8Array, Map<string, Evaluated>>(() => new Map())
  /** Ranks and averages stay while a condition on them is moved. */
  const keptOver = perObject<ScreenTable, KeptColumns>(() => new KeptColumns())
  const evaluated = (of: Expression): Evaluated | null => {
    const over = table.value
    const catalogue = fields.value
    if (over === null || catalogue === null) return null
    if (!snapshots.holds(engine.neededColumns(of))) return null
    const passing = engine.placeAmongPassing(of) ? (outcome.value?.passing ?? null) : null
    // While a column of the screen is on its way, the list is still that of another table.
    if (passing && passing.length !== over.companies.ids.length) return null
    const cache = evaluatedOver(passing ?? over)
    const key = engine.printExpression(of)
    const before = cache.get(key)
    if (before) return before
    const column = engine.evaluateExpression(of, over, catalogue, keptOver(over), passing)
    const sorted = sortedKnown(column.values)
    const unit = engine.unitOf(of, catalogue)
    const made = { column, sorted, unit, histogram: histogramOf(sorted, isWhole(unit, sorted)) }
    cache.set(key, made)
    return made
  }

  const compiled = computed(() =>
    fields.value === null ? null : engine.compileScreen(screen.value, fields.value),
  )
  let last: ScreenRun | null = null
  /** While a column is on its way the last list stays. */
  const outcome = computed<ScreenRun | null>(() => {
    if (table.value === null) last = null
    else if (isHeld.value && compiled.value) {
      last = compiled.value.run(table.value, keptOver(table.value))
    }
    return last
  })
  const shown = computed(() =>
    expressions.value.map((column) => ({ ...column, evaluated: evaluated(column.of) })),
  )
  /** The whole market without an order stands by its first column, not by its codes. */
  const shownSort = computed<ScreenPlace['sort']>(() => {
    const [first] = shown.value
    const isUnordered = screen.value.where === null && screen.value.order === null
    if (sort.value !== null || !isUnordered || !first) return sort.value
    return { column: first.text, direction: 'desc' }
  })
  /** The rows that pass, in the order of the screen or of the chosen column. */
  const list = computed<ArrayLike<number>>(() => {
    const passing: ArrayLike<number> = outcome.value?.rows ?? []
    const wish = shownSort.value
    const by = wish && shown.value.find(({ text }) => text === wish.column)?.evaluated
    if (!wish || !by) return passing
    const { values } = by.column
    const sign = wish.direction === 'asc' ? 1 : -1
    // A company without a value stands at the end in both directions.
    return Array.from(passing).sort((a, b) => {
      const [one, other] = [values[a] ?? Number.NaN, values[b] ?? Number.NaN]
      if (Number.isNaN(one) || Number.isNaN(other))
        return Number(Number.isNaN(one)) - Number(Number.isNaN(other)) || a - b
      return sign * (one - other) || a - b
    })
  })

  const stopRates = effect(() => {
    // After each run: what it asked for is then known to be missing.
    void outcome.value
    void shown.value
    const [market] = tested.value
    if (market) void rates.readMissing(market)
  })

  return {
    ready,
    table,
    isHeld,
    evaluated,
    outcome,
    shown,
    shownSort,
    list,
    stop(): void {
      stop()
      stopRates()
    },
    /** The companies that could not be tested: in the whole screen, or in one condition alone. */
    untestable(condition: number | null): readonly engine.Untestable[] {
      const whole = outcome.value
      const over = table.value
      const where = condition === null ? null : (conditionsOf(screen.value)[condition] ?? null)
      if (whole === null || over === null || fields.value === null) return []
      if (condition === null || where === null) return engine.untestableOf(whole.not_testable)
      const alone = { where, order: null, limit: null }
      const run = engine.compileScreen(alone, fields.value).run(over, keptOver(over))
      return engine.untestableOf(run.not_testable).map((one) => ({ ...one, condition }))
    },
    /** What a new condition on an expression is held against at first. */
    middleOf(of: Expression): Pick<CompareRow, 'value' | 'unit' | 'currency'> {
      const now = evaluated(of)
      const unit = now ? numberUnit(now.unit) : 'plain'
      if (of.kind === 'cross')
        return {
          value: of.form === 'percentile' ? FIRST_PERCENTILE : FIRST_RANK,
          unit: 'plain',
          currency: null,
        }
      if (!now?.histogram) return { value: 0, unit, currency: null }
      const { axis } = now.histogram
      const middle = now.sorted[Math.floor(now.sorted.length / 2)] ?? 0
      return { value: valueAt(axis, placeOn(axis, middle)), unit, currency: null }
    },
  }
}
