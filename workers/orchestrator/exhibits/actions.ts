/** Collects the exhibit `actions`: dividends by ex date, sums of calendar years, and splits. */
import type { ExhibitOf } from '#shared/contracts/exhibits.ts'
import { MAX_PASSAGE_TEXT } from '#shared/contracts/exhibit-records.ts'
import { ok } from '#shared/contracts/problem.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { foreignText } from '#shared/exhibits/foreign-text.ts'
import { decimalText, Rows } from '#shared/valuation/rows.ts'
import type { ExhibitCollector } from './collector.ts'
import { daysBefore, originOf, questionOf, type StoredRecord } from './records.ts'

type StoredAction = ItemOf<'actions'>
type ActionRecord = StoredRecord<'actions'>
type ActionOf<K extends StoredAction['kind']> = ActionRecord & {
  item: Extract<StoredAction, { kind: K }>
}

/** Dividends of about five years, also where they are paid every quarter. */
const MOST_DIVIDENDS = 24
const MOST_SPLITS = 10
/** Whole calendar years whose dividends are added up. */
const MOST_YEARS = 5
/** How long a distribution that could not be read is worth saying. */
const UNREAD_DAYS = 800
const MOST_UNREAD = 10

const ofKind = <K extends StoredAction['kind']>(records: readonly ActionRecord[], kind: K) =>
  records
    .filter((record): record is ActionOf<K> => record.item.kind === kind)
    .toSorted((a, b) => b.item.ex_date.localeCompare(a.item.ex_date))

/** Those of one provider: two may tell the same dividend in two ways. */
const ofOneProvider = (records: readonly ActionRecord[]): ActionRecord[] =>
  records.filter(({ provider }) => provider === records[0]?.provider)

/** What goes ex on one day together; null where it is in two units or on two bases of shares. */
const sumOfDay = (list: readonly ActionOf<'dividend'>[]): string | null => {
  const [first] = list
  const isOne = list.every(
    ({ item }) =>
      item.unit === first?.item.unit && item.split_adjusted === first.item.split_adjusted,
  )
  if (!first || !isOne) return null
  return list.length === 1
    ? first.item.amount
    : decimalText(list.reduce((sum, { item }) => sum + Number(item.amount), 0))
}

/** Sums of whole years, where every dividend of a year is in one unit and no split lies in it. */
const addYears = (
  table: Rows,
  dividends: readonly ActionOf<'dividend'>[],
  splits: readonly ActionOf<'split'>[],
  today: string,
): void => {
  const byYear = Map.groupBy(dividends, ({ item }) => item.ex_date.slice(0, 4))
  const years = [...byYear].filter(([year]) => year < today.slice(0, 4)).slice(0, MOST_YEARS)
  for (const [year, list] of years) {
    const units = new Set(list.map(({ item }) => `${item.unit} ${item.split_adjusted}`))
    const isSplit =
      splits.some(({ item }) => item.ex_date.startsWith(year)) &&
      list.some(({ item }) => !item.split_adjusted)
    const [first] = list
    if (!first || units.size > 1 || isSplit) {
      table.miss('dividends_in_year', year, 'not_adjusted')
      continue
    }
    table.computed(
      {
        name: 'dividends_in_year',
        period: year,
        end: `${year}-12-31`,
        unit: first.item.unit,
        value: list.reduce((sum, { item }) => sum + Number(item.amount), 0),
      },
      [...new Set(list.map(({ item }) => `dividend@${item.ex_date}`))],
    )
  }
}

export const actionsExhibit = (
  instrument: string,
  as_of: string,
  records: readonly ActionRecord[],
): ExhibitOf<'actions'> => {
  const table = new Rows()
  const today = as_of.slice(0, 10)
  const own = ofOneProvider(records)
  const [dividends, splits] = [ofKind(own, 'dividend'), ofKind(own, 'split')]
  const days = [...Map.groupBy(dividends, ({ item }) => item.ex_date)].slice(0, MOST_DIVIDENDS)
  for (const [day, list] of days) {
    const [first] = list
    const value = sumOfDay(list)
    if (!first || value === null) {
      table.miss('dividend', day, 'not_adjusted')
      continue
    }
    table.stated(
      { name: 'dividend', period: day, end: day, value, unit: first.item.unit },
      originOf(first, 'dividend', day),
    )
  }
  addYears(table, dividends, splits, today)
  for (const record of splits.slice(0, MOST_SPLITS)) {
    const { ex_date, ratio } = record.item
    const value = decimalText(Number(ratio))
    table.stated(
      { name: 'split', period: ex_date, end: ex_date, value, unit: 'x' },
      originOf(record, 'split', ex_date),
    )
  }
  const since = daysBefore(as_of, UNREAD_DAYS)
  const unread = ofKind(own, 'unread')
    .filter(({ item }) => item.ex_date >= since)
    .slice(0, MOST_UNREAD)
    .flatMap(({ item }) => {
      const words = foreignText(item.plan, MAX_PASSAGE_TEXT)
      return words === null ? [] : [{ day: item.ex_date, words }]
    })
  return {
    kind: 'actions',
    instrument,
    as_of,
    rows: table.rows,
    absences: table.absences,
    unread,
  }
}

export const actions: ExhibitCollector<'actions'> = {
  step: 'actions',
  async collect({ subject, aggregator }) {
    const answer = await aggregator.call('getActions', questionOf(subject))
    if (!answer.ok) return answer
    const { instrument, items } = answer.data
    return ok(actionsExhibit(instrument.id, subject.read_at, items))
  },
}
