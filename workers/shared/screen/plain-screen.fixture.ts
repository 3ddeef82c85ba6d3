/**
 * For tests: the meaning of a screen said as plainly as possible, one company at a time, with no
 * thought of speed. The engine must say the same.
 */
import type { Condition, Expression, Screen } from './ast.ts'
import { CELL_REASONS, type CellReason, IN_DOUBT, type ScreenTable } from './table.ts'
import { unitOf, type UnitOfField } from './units.ts'
import { MARKET_CURRENCIES } from './words.ts'

type Cell = { value: number; doubt: boolean } | { missing: CellReason }
export type Answer = { is: boolean; doubt: boolean } | { open: CellReason }

const isValue = (cell: Cell): cell is { value: number; doubt: boolean } => 'value' in cell
const EARLIER: readonly CellReason[] = ['not_reported', 'not_yet_known', 'not_in_recording']
const earlier = (reason: CellReason): CellReason =>
  EARLIER.includes(reason) ? 'too_few_years' : reason
const result = (value: number, doubt: boolean): Cell =>
  Number.isFinite(value) ? { value, doubt } : { missing: 'undefined' }

export class PlainScreen {
  readonly #table: ScreenTable
  readonly #unitOfField: UnitOfField
  /** The rows that pass the screen; null: everybody does. */
  passing: ReadonlySet<number> | null = null

  constructor(table: ScreenTable, unitOfField: UnitOfField) {
    this.#table = table
    this.#unitOfField = unitOfField
  }

  get #rows(): number[] {
    return this.#table.companies.ids.map((_, row) => row)
  }

  #field(field: string, lag: number, row: number): Cell {
    const column = this.#table.column(field, lag)
    if (!column) return { missing: 'not_reported' }
    const byte = column.reasons[row] ?? 0
    const reason = CELL_REASONS[byte & ~IN_DOUBT] ?? 'undefined'
    return reason === 'known'
      ? { value: column.values[row] ?? Number.NaN, doubt: (byte & IN_DOUBT) !== 0 }
      : { missing: reason }
  }

  #unit(of: Expression) {
    const found = unitOf(of, this.#unitOfField)
    if (!found.ok) throw new Error(found.fault.detail)
    return found.unit
  }

  #marketCurrency(row: number): string | null {
    const market = this.#table.companies.markets[row] ?? ''
    return Object.entries(MARKET_CURRENCIES).find(([name]) => name === market)?.[1] ?? null
  }

  #money(value: number, currency: string | null, power: number, row: number): Cell {
    if (value === 0) return { value: 0, doubt: false }
    const from = currency ?? this.#marketCurrency(row)
    const to = this.#table.companies.currencies[row] ?? null
    const rate = from === null || to === null ? null : this.#table.rate(from, to)
    const amount = rate === null ? Number.NaN : value * rate ** power
    return Number.isFinite(amount) ? { value: amount, doubt: false } : { missing: 'no_rate' }
  }

  /** A bare number takes the unit of the other side. */
  #against(of: Expression, other: Expression, row: number, shift: number): Cell {
    const cell = this.cell(of, row, shift)
    const { money } = this.#unit(other)
    return this.#unit(of).kind === 'bare' && money !== 0 && isValue(cell)
      ? this.#money(cell.value, null, money, row)
      : cell
  }

  cell(of: Expression, row: number, shift = 0): Cell {
    switch (of.kind) {
      case 'number':
        return of.unit === 'money'
          ? this.#money(of.value, of.currency, 1, row)
          : { value: of.value, doubt: false }
      case 'field':
        return this.#field(of.field, of.lag + shift, row)
      case 'minus': {
        const cell = this.cell(of.of, row, shift)
        return isValue(cell) ? result(0 - cell.value, cell.doubt) : cell
      }
      case 'arithmetic':
        return this.#arithmetic(of, row, shift)
      case 'over':
        return this.#over(of, row, shift)
      case 'cross':
        return this.#cross(of, row, shift)
    }
  }

  #arithmetic(of: Extract<Expression, { kind: 'arithmetic' }>, row: number, shift: number): Cell {
    const isSum = of.op === '+' || of.op === '-'
    const left = isSum
      ? this.#against(of.left, of.right, row, shift)
      : this.cell(of.left, row, shift)
    const right = isSum
      ? this.#against(of.right, of.left, row, shift)
      : this.cell(of.right, row, shift)
    if (!isValue(left)) return left
    if (!isValue(right)) return right
    const doubt = left.doubt || right.doubt
    if (of.op === '+') return result(left.value + right.value, doubt)
    if (of.op === '-') return result(left.value - right.value, doubt)
    if (of.op === '*') return result(left.value * right.value, doubt)
    return result(left.value / right.value, doubt)
  }

  #over(of: Extract<Expression, { kind: 'over' }>, row: number, shift: number): Cell {
    const first = of.of.lag + shift
    const lags = of.form === 'cagr' ? [0, of.years] : [...Array(of.years).keys()]
    const values: number[] = []
    let doubt = false
    for (const back of lags) {
      const cell = this.#field(of.of.field, first + back, row)
      if (!isValue(cell)) {
        const isNewest = first + back === 0
        return { missing: isNewest ? cell.missing : earlier(cell.missing) }
      }
      values.push(cell.value)
      doubt ||= cell.doubt
    }
    const count = values.length
    const [newest = Number.NaN, oldest = Number.NaN] = [values[0], values.at(-1)]
    const sum = values.reduce((total, value) => total + value, 0)
    const mean = sum / count
    switch (of.form) {
      case 'sum':
        return result(sum, doubt)
      case 'avg':
        return result(mean, doubt)
      case 'min':
        return result(Math.min(...values), doubt)
      case 'max':
        return result(Math.max(...values), doubt)
      case 'cagr':
        return newest > 0 && oldest > 0
          ? result((newest / oldest) ** (1 / of.years) - 1, doubt)
          : { missing: 'undefined' }
      case 'stdev': {
        const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0)
        return count < 2
          ? { missing: 'undefined' }
          : result(Math.sqrt(squares / (count - 1)), doubt)
      }
      case 'trend': {
        if (count < 2) return { missing: 'undefined' }
        const middle = (count - 1) / 2
        const above = values.reduce((total, value, at) => total + (middle - at) * value, 0)
        const below = values.reduce((total, _, at) => total + (middle - at) ** 2, 0)
        return result(above / below, doubt)
      }
    }
  }

  /** In the currency in which all of the market report, else in that in which it trades. */
  #inMarketCurrency(cell: Cell, row: number, power: number, among: readonly number[]): Cell {
    if (!isValue(cell) || power === 0) return cell
    const { currencies } = this.#table.companies
    const [only, ...others] = new Set(
      among.map((one) => currencies[one] ?? null).filter((one) => one !== null),
    )
    const to = only !== undefined && others.length === 0 ? only : this.#marketCurrency(row)
    const from = currencies[row] ?? null
    if (from === null || to === null) return { missing: 'no_rate' }
    const rate = from === to ? 1 : this.#table.rate(from, to)
    const value = rate === null ? Number.NaN : rate === 1 ? cell.value : cell.value * rate ** power
    return Number.isFinite(value) ? { ...cell, value } : { missing: 'no_rate' }
  }

  /** Amounts of several markets are put into the currency in which most of them report. */
  #inMostFrequentCurrency(cell: Cell, row: number, power: number, among: readonly number[]): Cell {
    if (!isValue(cell) || power === 0) return cell
    const { currencies } = this.#table.companies
    const known = among.flatMap((one) => currencies[one] ?? [])
    const countOf = (currency: string) => known.filter((one) => one === currency).length
    const [to] = [...new Set(known)].sort((a, b) => countOf(b) - countOf(a) || (a < b ? -1 : 1))
    const from = currencies[row] ?? null
    if (from === null || to === undefined) return { missing: 'no_rate' }
    const rate = from === to ? 1 : this.#table.rate(from, to)
    const value = rate === null ? Number.NaN : rate === 1 ? cell.value : cell.value * rate ** power
    return Number.isFinite(value) ? { ...cell, value } : { missing: 'no_rate' }
  }

  /** Without a screen everybody passes. */
  #crossPassing(of: Extract<Expression, { kind: 'cross' }>, row: number, shift: number): Cell {
    const { passing } = this
    if (passing && !passing.has(row)) return { missing: 'not_applicable' }
    const all = passing ? [...passing] : this.#rows
    const { money } = this.#unit(of.of)
    const plain = new Map(all.map((other) => [other, this.cell(of.of, other, shift)]))
    const withValue = all.filter((other) => {
      const cell = plain.get(other)
      return cell !== undefined && isValue(cell)
    })
    const cellOf = (other: number): Cell => {
      const cell = plain.get(other) ?? { missing: 'undefined' as const }
      return this.#inMostFrequentCurrency(cell, other, money, withValue)
    }
    const own = cellOf(row)
    if (!isValue(own)) return own
    const values = all.flatMap((other) => {
      const cell = cellOf(other)
      return isValue(cell) ? [cell.value] : []
    })
    const higher = values.filter((value) => value > own.value).length
    const equal = values.filter((value) => value === own.value).length
    const rank = higher + (equal + 1) / 2
    if (of.form === 'rank') return { value: rank, doubt: own.doubt }
    return values.length < 2
      ? { missing: 'too_few_peers' }
      : { value: (100 * (values.length - rank)) / (values.length - 1), doubt: own.doubt }
  }

  #cross(of: Extract<Expression, { kind: 'cross' }>, row: number, shift: number): Cell {
    if (of.within === 'passing') return this.#crossPassing(of, row, shift)
    const { markets, kinds, industries } = this.#table.companies
    const inMarket = this.#rows.filter((other) => markets[other] === markets[row])
    const { money } = this.#unit(of.of)
    const plain = new Map(inMarket.map((other) => [other, this.cell(of.of, other, shift)]))
    const withValue = inMarket.filter((other) => {
      const cell = plain.get(other)
      return cell !== undefined && isValue(cell)
    })
    const cells = new Map(
      [...plain].map(([other, cell]) => [
        other,
        this.#inMarketCurrency(cell, other, money, withValue),
      ]),
    )
    const own = cells.get(row)
    if (!own || !isValue(own)) return own ?? { missing: 'undefined' }
    const same = (texts: readonly (string | null)[]): number[] =>
      texts[row] === null ? [] : inMarket.filter((other) => texts[other] === texts[row])
    const levels = of.within === 'industry' ? [same(industries), same(kinds), inMarket] : [inMarket]
    for (const level of levels) {
      const values = level.flatMap((other) => {
        const cell = cells.get(other)
        return cell && isValue(cell) ? [cell.value] : []
      })
      if (values.length < 10) continue
      const higher = values.filter((value) => value > own.value).length
      const equal = values.filter((value) => value === own.value).length
      const rank = higher + (equal + 1) / 2
      const value = of.form === 'rank' ? rank : (100 * (values.length - rank)) / (values.length - 1)
      return { value, doubt: own.doubt }
    }
    return { missing: 'too_few_peers' }
  }

  answer(of: Condition, row: number): Answer {
    switch (of.kind) {
      case 'compare':
        return this.#compare(of, row)
      case 'has': {
        const cell = this.cell(of.of, row)
        return { is: isValue(cell) !== of.negated, doubt: isValue(cell) && cell.doubt }
      }
      case 'in': {
        const { companies } = this.#table
        const text = {
          market: companies.markets,
          industry: companies.industries,
          exchange: companies.exchanges,
          kind: companies.kinds,
          currency: companies.currencies,
        }[of.field][row]
        if (text == null) return { open: 'not_reported' }
        const key = text.toLowerCase()
        const isListed = of.values.some((value) => value.toLowerCase() === key)
        return { is: isListed !== of.negated, doubt: false }
      }
      case 'not': {
        const answer = this.answer(of.of, row)
        return 'open' in answer ? answer : { ...answer, is: !answer.is }
      }
      case 'and':
        return this.#join(
          of.of.map((part) => this.answer(part, row)),
          false,
        )
      case 'or':
        return this.#join(
          of.of.map((part) => this.answer(part, row)),
          true,
        )
    }
  }

  /** `settles` is the answer of one part that settles the whole. */
  #join(answers: readonly Answer[], settles: boolean): Answer {
    const settling = answers.filter((answer) => 'is' in answer && answer.is === settles)
    if (settling.length > 0)
      return { is: settles, doubt: settling.every((answer) => 'is' in answer && answer.doubt) }
    const open = answers.find((answer) => 'open' in answer)
    if (open) return open
    return { is: !settles, doubt: answers.some((answer) => 'is' in answer && answer.doubt) }
  }

  #compare(of: Extract<Condition, { kind: 'compare' }>, row: number): Answer {
    const years = [...Array(of.each ?? 1).keys()].map((shift): Answer => {
      const left = this.#against(of.left, of.right, row, shift)
      const right = this.#against(of.right, of.left, row, shift)
      if (!isValue(left)) return { open: shift === 0 ? left.missing : earlier(left.missing) }
      if (!isValue(right)) return { open: shift === 0 ? right.missing : earlier(right.missing) }
      const [a, b] = [left.value, right.value]
      const is = { '>=': a >= b, '>': a > b, '<=': a <= b, '<': a < b, '=': a === b, '!=': a !== b }
      return { is: is[of.op], doubt: left.doubt || right.doubt }
    })
    return years.find((answer) => 'open' in answer) ?? this.#join(years, false)
  }

  total({ where }: Screen, row: number): Answer {
    if (where === null) return { is: true, doubt: false }
    return this.answer(where, row)
  }
}
