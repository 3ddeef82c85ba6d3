/**
 * The state of the page of selection: the screen as text and as a tree, the markets and the day,
 * the columns, and the list that follows from them. The list is made here, in the page, by the same
 * code as in the service: moving a condition sends no request.
 */
import { computed, signal } from '@preact/signals'
import type { Preset, SavedScreen } from '#shared/contracts/screens.ts'
import { type Market, MARKETS } from '#shared/names.ts'
import type { Condition, FieldNode, Screen } from '#shared/screen/ast.ts'
import type { Field } from '#shared/screen/fields.ts'
import type { getFields, getPresets } from '../../api.ts'
import { type ScreenPlace, screenPath } from '../../router.ts'
import { loader } from '../../ui/loaded.ts'
import { companyOf } from './companies.ts'
import { coverageIn } from './coverage.ts'
import * as engine from './engine.ts'
import {
  type CompareRow,
  conditionOf,
  conditionsOf,
  expressionOf,
  type Measure,
  type ConditionRow,
  rowOf,
  withConditions,
} from './rows.ts'
import { createRates, type RatePorts } from './rates.ts'
import { createSnapshots, type SnapshotPorts } from './snapshots.ts'
import { createTables } from './tables.ts'

export interface ScreenPorts extends SnapshotPorts, RatePorts {
  getFields: typeof getFields
  getPresets: typeof getPresets
}

/** The market that is tested where neither the reader nor the text names one. */
const FIRST_MARKET: Market = 'US'
/** Figures that are shown while nothing is asked: few, since each column is loaded. */
const FIRST_COLUMNS = ['revenue', 'roe', 'net_margin', 'debt_to_equity']
const MOST_FIRST_COLUMNS = 3
/** An edit of the screen stands in the address after so many ms without another. */
const ADDRESS_PAUSE_MS = 400

const EMPTY: Screen = { where: null, order: null, limit: null }

export const createScreenModel = (ports: ScreenPorts, write: (place: ScreenPlace) => void) => {
  const catalogue = loader(ports.getFields)
  const presets = loader(ports.getPresets)
  const snapshots = createSnapshots(ports)

  const text = signal('')
  const markets = signal<readonly Market[]>([])
  const asOf = signal<string | null>(null)
  const columns = signal<readonly string[] | null>(null)
  const sort = signal<ScreenPlace['sort']>(null)

  const fields = computed<readonly Field[] | null>(() =>
    catalogue.value.value.state === 'ready' ? catalogue.value.value.data.fields : null,
  )
  const parsed = computed<engine.ParsedScreen | null>(() =>
    fields.value === null ? null : engine.parse(text.value, fields.value),
  )
  let lastGood = EMPTY
  /** The screen of the text; while the text has a fault, that of the last text without one. */
  const screen = computed<Screen>(() => {
    if (parsed.value?.ok) lastGood = parsed.value.screen
    return lastGood
  })
  /** By the text of its condition: a row that an edit left as it was stays the same object. */
  let knownRows = new Map<string, ConditionRow>()
  const rows = computed<readonly ConditionRow[]>(() => {
    const next = conditionsOf(screen.value).map((condition) => {
      const key = engine.printCondition(condition)
      return { key, row: knownRows.get(key) ?? rowOf(condition) }
    })
    knownRows = new Map(next.map(({ key, row }) => [key, row]))
    return next.map(({ row }) => row)
  })

  /** As text, so that an edit that leaves the markets as they were changes nothing below. */
  const testedText = computed(() => {
    const named = engine.marketsNamed(screen.value)
    const wish = markets.value.length > 0 ? markets.value : named
    return wish.length > 0 ? wish.join() : FIRST_MARKET
  })
  /** The markets that are tested. */
  const tested = computed<readonly Market[]>(() => {
    const names = testedText.value.split(',')
    return MARKETS.filter((market) => names.includes(market))
  })

  /** The expressions that the conditions and the order name, each once, a line each. */
  const ownText = computed<string>(() => {
    const known = fields.value
    if (known === null) return ''
    const left = rows.value.flatMap((row) => (row.kind === 'compare' ? [row.left] : []))
    const order = screen.value.order ? [screen.value.order.by] : []
    const texts = new Set([...left, ...order].map((of) => engine.printExpression(of)))
    if (texts.size > 0) return [...texts].join('\n')
    const ids = new Set(known.map(({ id }) => id))
    return FIRST_COLUMNS.filter((id) => ids.has(id))
      .slice(0, MOST_FIRST_COLUMNS)
      .join('\n')
  })
  /** The same list as long as it names the same, so that a moved condition changes no column. */
  const ownColumns = computed<readonly string[]>(() => ownText.value.split('\n').filter(Boolean))
  const shownColumns = computed(() => columns.value ?? ownColumns.value)
  /** The columns that can be read, with their expressions. */
  const expressions = computed(() => {
    const known = fields.value
    if (known === null) return []
    return shownColumns.value.flatMap((column) => {
      const of = engine.parseExpression(column, known)
      return of ? [{ text: column, of, unit: engine.unitOf(of, known) }] : []
    })
  })
  const needed = computed(() =>
    [screen.value, ...expressions.value.map(({ of }) => of)].flatMap((of) =>
      engine.neededColumns(of),
    ),
  )

  /** The shipped screens by their text in its one spelling. */
  const presetTexts = computed<ReadonlyMap<string, Preset>>(() => {
    const all = presets.value.value
    const known = fields.value
    if (all.state !== 'ready' || known === null) return new Map()
    return new Map(all.data.presets.map((one) => [engine.normalised(one.text, known), one]))
  })
  /** The preset whose screen this is. */
  const preset = computed<Preset | null>(() =>
    text.value !== '' && parsed.value?.ok
      ? (presetTexts.value.get(engine.printScreen(parsed.value.screen)) ?? null)
      : null,
  )

  const rates = createRates(ports)
  const tables = createTables({
    snapshots,
    tested,
    needed,
    fields,
    screen,
    expressions,
    sort,
    rates,
  })

  const place = (): ScreenPlace => ({
    text: text.value,
    markets: markets.value,
    as_of: asOf.value,
    columns: columns.value,
    sort: sort.value,
  })
  let cancelWrite = () => {}
  let lastWritten: string | null = null
  const writeSoon = () => {
    cancelWrite()
    cancelWrite = ports.later(() => {
      lastWritten = screenPath(place())
      write(place())
    }, ADDRESS_PAUSE_MS)
  }

  const setScreen = (next: Screen): void => {
    text.value = engine.print(next)
    writeSoon()
  }
  const setRows = (next: readonly ConditionRow[]): void =>
    setScreen(withConditions(screen.value, next.map(conditionOf)))
  const replaceRow = (at: number, row: ConditionRow): void =>
    setRows(rows.value.map((old, position) => (position === at ? row : old)))

  /** The same condition on another expression. Its number stays where the unit is the same. */
  const remeasure = async (at: number, measure: Measure, each: number | null): Promise<void> => {
    const left = expressionOf(measure)
    await snapshots.need(engine.neededColumns(left))
    const row = rows.value[at]
    const known = fields.value
    if (row?.kind !== 'compare' || known === null) return
    const isSame =
      row.left.kind !== 'cross' &&
      left.kind !== 'cross' &&
      engine.unitOf(row.left, known) === engine.unitOf(left, known) &&
      row.measure?.field.field === measure.field.field
    const isRank = left.kind === 'cross' && left.form === 'rank'
    const wasRank = row.left.kind === 'cross' && row.left.form === 'rank'
    replaceRow(at, {
      ...row,
      ...(isSame ? {} : tables.middleOf(left)),
      // The best are first in a rank and highest in a percentile.
      op: isRank ? '<=' : wasRank ? '>=' : row.op,
      left,
      measure,
      each,
    })
  }
  const fieldNode = (field: Field): FieldNode => ({ kind: 'field', field: field.id, lag: 0 })

  return {
    catalogue,
    presets,
    snapshots,
    rates: rates.known,
    fields,
    text,
    parsed,
    screen,
    rows,
    tested,
    asOf,
    columns,
    shownColumns,
    needed,
    sort,
    mostRows: engine.MOST_ROWS,
    isEmpty: computed(() => text.value === ''),
    canSave: computed(() => parsed.value?.ok === true && text.value.trim() !== ''),
    /** Companies with a figure, in the markets that are tested. */
    coverage: computed(() => coverageIn(tables.ready.value.map(({ manifest }) => manifest))),
    /** Something of the list is on its way: the catalogue, a market or a column. */
    isComing: computed(() => {
      if (catalogue.value.value.state === 'loading') return true
      return tested.value.some((market) => {
        const state = snapshots.markets.value.get(market)?.state ?? 'loading'
        return state === 'loading' || state === 'ready'
      })
    }),
    ...tables,
    preset,
    /** Takes over what an address says, unless it says what was written last. */
    take(next: ScreenPlace): void {
      const address = screenPath(next)
      if (address === lastWritten) return
      lastWritten = address
      cancelWrite()
      text.value = next.text
      markets.value = next.markets
      asOf.value = next.as_of
      rates.want(next.as_of)
      columns.value = next.columns
      sort.value = next.sort
    },
    place,
    setText(next: string): void {
      text.value = next
      writeSoon()
    },
    setScreen,
    setRow: replaceRow,
    setCondition(at: number, condition: Condition): void {
      const conditions = conditionsOf(screen.value)
      setScreen(
        withConditions(
          screen.value,
          conditions.map((old, position) => (position === at ? condition : old)),
        ),
      )
    },
    /** The condition looked at in another form: each year, an average, a place among others. */
    reform: (at: number, { measure, each }: { measure: Measure; each: number | null }) =>
      remeasure(at, measure, each),
    replaceFigure: (at: number, field: Field) =>
      remeasure(at, { field: fieldNode(field), over: null, cross: null }, null),
    removeRow(at: number): void {
      setRows(rows.value.filter((_, position) => position !== at))
    },
    addRow(row: ConditionRow): void {
      setRows([...rows.value, row])
    },
    /** A condition on a figure, at its middle value, so that about half of all companies pass. */
    async addFigure(field: Field): Promise<void> {
      await snapshots.need([{ field: field.id, lag: 0 }])
      const of = fieldNode(field)
      const row: CompareRow = {
        kind: 'compare',
        left: of,
        measure: { field: of, over: null, cross: null },
        op: '>=',
        each: null,
        ...tables.middleOf(of),
      }
      setRows([...rows.value, row])
    },
    usePreset(preset: Preset): void {
      text.value = preset.text
      columns.value = preset.columns.length > 0 ? preset.columns : null
      sort.value = null
      writeSoon()
    },
    openSaved(saved: Pick<SavedScreen, 'text' | 'markets' | 'columns'>): void {
      text.value = saved.text
      markets.value = saved.markets
      columns.value = saved.columns.length > 0 ? saved.columns : null
      sort.value = null
      writeSoon()
    },
    /** A company's name by its id, or the id where the list does not have it. */
    nameOfInstrument(id: string): string {
      const companies = tables.table.value?.companies
      const row = companies?.ids.indexOf(id) ?? -1
      return companies && row >= 0 ? companyOf(companies, row).name : id
    },
    chooseMarkets(next: readonly Market[]): void {
      markets.value = MARKETS.filter((market) => next.includes(market))
      writeSoon()
    },
    chooseDay(day: string | null): void {
      asOf.value = day
      rates.want(day)
      writeSoon()
    },
    chooseColumns(next: readonly string[] | null): void {
      columns.value = next
      writeSoon()
    },
    /** Descending at first, then ascending, then in the order of the screen. */
    sortBy(column: string): void {
      const now = sort.value
      if (now?.column !== column) sort.value = { column, direction: 'desc' }
      else sort.value = now.direction === 'desc' ? { column, direction: 'asc' } : null
      writeSoon()
    },
    stop(): void {
      cancelWrite()
      snapshots.stop()
      tables.stop()
    },
  }
}
export type ScreenModel = ReturnType<typeof createScreenModel>
