/** What one run of a screen over a table shares: columns, currencies, notes, what was computed. */
import { type CompanyGroups, groupsOf } from './company-groups.ts'
import type { Market } from '../names.ts'
import { type Column, IN_DOUBT, type ScreenTable } from './table.ts'
import { columnKey, emptyColumn, reasonByte } from './tables.ts'
import { MARKET_CURRENCIES } from './words.ts'

/** Something that the list does not show by itself. */
export interface Note {
  kind: 'wider_peers' | 'no_such_value' | 'no_such_column' | 'not_sorted'
  en: string
  zh: string
}

export const isKnown = (reason: number): boolean => (reason & ~IN_DOUBT) === 0

export const NO_RATE = reasonByte('no_rate')
export const UNDEFINED = reasonByte('undefined')

const marketCurrency = (market: string): string | null =>
  Object.hasOwn(MARKET_CURRENCIES, market) ? MARKET_CURRENCIES[market as Market] : null

/** Results of a kind that are kept between runs at most: those of a screen, with room. */
const MOST_KEPT = 64

/** By key, the ones that were used last. What was noted at the making holds for each use. */
class RunCache<T> {
  readonly #of = new Map<string, { value: T; notes: readonly Note[] }>()

  get(key: string): { value: T; notes: readonly Note[] } | undefined {
    const kept = this.#of.get(key)
    if (!kept) return undefined
    this.#of.delete(key)
    this.#of.set(key, kept)
    return kept
  }

  set(key: string, value: T, notes: readonly Note[]): void {
    const [oldest] = this.#of.keys()
    if (this.#of.size >= MOST_KEPT && oldest !== undefined) this.#of.delete(oldest)
    this.#of.set(key, { value, notes })
  }
}

/** Rows in the order of a list; the last of them have no value to be sorted by. */
export interface SortedRows {
  rows: Uint32Array
  /** How many these are. */
  unsorted: number
}

/**
 * What several runs over one table share: while a reader moves one condition, the ranks, the
 * averages, the order and the answers of the others are computed once. It is of one table and one
 * list of fields.
 */
export class KeptColumns {
  readonly columns = new RunCache<Column>()
  readonly answers = new RunCache<Uint8Array>()
  /** All rows of the table, in the order of a list. */
  readonly orders = new RunCache<SortedRows>()
}

export class Run {
  readonly table: ScreenTable
  readonly rows: number
  readonly groups: CompanyGroups
  /** By row, 1 for a company that passes; null where nothing is asked, so that all do. */
  passing: Uint8Array | null = null
  readonly #kept: KeptColumns
  #notes = new Map<string, Note>()
  readonly #computed = new Map<string, Column>()
  readonly #factors = new Map<string, Float64Array>()
  readonly #missing = new Map<string, Column>()

  constructor(table: ScreenTable, kept = new KeptColumns()) {
    this.table = table
    this.#kept = kept
    this.rows = table.companies.ids.length
    this.groups = groupsOf(table.companies)
  }

  get notes(): Note[] {
    return [...this.#notes.values()]
  }

  note(note: Note): void {
    this.#notes.set(note.en, note)
  }

  column(field: string, lag: number): Column {
    const column = this.table.column(field, lag)
    if (column) return column
    const key = columnKey({ field, lag })
    const known = this.#missing.get(key)
    if (known) return known
    if (lag === 0)
      this.note({
        kind: 'no_such_column',
        en: `${field} is known of no company`,
        zh: `没有任何公司有 ${field} 的数值`,
      })
    const made = emptyColumn(this.rows, 'not_reported')
    this.#missing.set(key, made)
    return made
  }

  /** Computed once in a run, however often a screen names it. */
  once(key: string, make: () => Column): Column {
    const known = this.#computed.get(key)
    if (known) return known
    const made = make()
    this.#computed.set(key, made)
    return made
  }

  /** A column that is computed once for all runs that share what is kept. */
  keptColumn(key: string, make: () => Column): Column {
    return this.#keeping(this.#kept.columns, key, make)
  }

  /** The same of a condition's answers. */
  keptAnswers(key: string, make: () => Uint8Array): Uint8Array {
    return this.#keeping(this.#kept.answers, key, make)
  }

  /** The same of the order of all companies. */
  keptOrder(key: string, make: () => SortedRows): SortedRows {
    return this.#keeping(this.#kept.orders, key, make)
  }

  #keeping<T>(all: RunCache<T>, key: string, make: () => T): T {
    const known = all.get(key)
    if (known) {
      for (const note of known.notes) this.note(note)
      return known.value
    }
    const noted = this.#notes
    this.#notes = new Map()
    const value = make()
    const { notes } = this
    this.#notes = noted
    for (const note of notes) this.note(note)
    all.set(key, value, notes)
    return value
  }

  /**
   * By row, what one unit of the currency is in the company's own; NaN without a rate. Null is the
   * currency in which the company's market trades.
   */
  inOwnCurrency(currency: string | null): Float64Array {
    const key = currency ?? ''
    const known = this.#factors.get(key)
    if (known) return known
    const { markets, currencies } = this.table.companies
    const rates = new Map<string, number>()
    const factors = new Float64Array(this.rows)
    for (let row = 0; row < this.rows; row++) {
      const from = currency ?? marketCurrency(markets[row] ?? '')
      factors[row] = this.#rate(from, currencies[row] ?? null, rates)
    }
    this.#factors.set(key, factors)
    return factors
  }

  #rate(from: string | null, to: string | null, known: Map<string, number>): number {
    if (from === null || to === null) return Number.NaN
    if (from === to) return 1
    const pair = `${from} ${to}`
    const rate = known.get(pair) ?? this.table.rate(from, to) ?? Number.NaN
    known.set(pair, rate)
    return rate
  }

  /**
   * Amounts of several companies in one currency, so that they can be put in an order. Where all
   * companies `among` each other report in the same one, nothing is converted.
   */
  inOneCurrency(of: Column, power: number, among: 'market' | 'all'): Column {
    const targets = among === 'market' ? this.#currencyOfMarkets(of) : this.#currencyOfAll(of)
    const { currencies } = this.table.companies
    const rates = new Map<string, number>()
    const values = of.values.slice()
    const reasons = of.reasons.slice()
    for (let row = 0; row < this.rows; row++) {
      if (!isKnown(reasons[row] as number)) continue
      const rate = this.#rate(currencies[row] ?? null, targets(row), rates)
      if (rate === 1) continue
      values[row] = (values[row] as number) * rate ** power
      if (!Number.isFinite(values[row])) {
        values[row] = Number.NaN
        reasons[row] = NO_RATE
      }
    }
    return { values, reasons }
  }

  #currencyOfMarkets(of: Column): (row: number) => string | null {
    const { markets, currencies } = this.table.companies
    const found = new Map<string, string | null>()
    for (let row = 0; row < this.rows; row++) {
      const [market = '', currency = null] = [markets[row], currencies[row]]
      if (!isKnown(of.reasons[row] as number) || currency === null) continue
      const before = found.get(market)
      found.set(
        market,
        before === undefined || before === currency ? currency : marketCurrency(market),
      )
    }
    return (row) => found.get(markets[row] ?? '') ?? null
  }

  /** The one in which most companies report. */
  #currencyOfAll(of: Column): (row: number) => string | null {
    const { currencies } = this.table.companies
    const counts = new Map<string, number>()
    for (let row = 0; row < this.rows; row++) {
      const currency = currencies[row] ?? null
      if (currency !== null && isKnown(of.reasons[row] as number))
        counts.set(currency, (counts.get(currency) ?? 0) + 1)
    }
    const [most] = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    return () => most?.[0] ?? null
  }
}
