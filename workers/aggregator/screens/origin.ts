/**
 * Where a cell of a snapshot comes from: its company is derived once more, and the inputs named.
 */
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { CellOrigin } from '#shared/contracts/screens.ts'
import type { Derived, Fact } from '#shared/contracts/facts.ts'
import type { z } from 'zod'
import type { cellSchema } from '#shared/contracts/screens.ts'
import type { Database } from '#shared/db/client.ts'
import type { Market } from '#shared/names.ts'
import { CELL_REASONS, IN_DOUBT } from '#shared/screen/table.ts'
import type { FieldUnit } from '#shared/screen/fields.ts'
import type { ColumnName as ScreenColumn } from '#shared/screen/tables.ts'
import type { Recipe } from '../books/recipe.ts'
import { partOf, partsFor } from '../frames/part-of.ts'
import { dictionary } from '../metrics/dictionary.ts'
import { type MarketPrice, newestMarketDay, readMarketDay } from '../universe/market-days.ts'
import { type CatalogueEntry, catalogueOf, pricedEntries } from './catalogue.ts'
import {
  absent,
  type SnapshotCell,
  cellAt,
  cellOf,
  firstDayInDate,
  isOutOfDate,
  lookUp,
} from './cells.ts'
import type { SnapshotFigures } from './company-facts.ts'
import { dayFor, defaultDay } from './day.ts'
import { marketCells, type PricedField, type RateOf, RESTS_ON } from './market-cells.ts'
import type { MarketFieldId } from './market-fields.ts'
import { type DayQuery, type Member, membersOf } from './members.ts'
import { loadShipped } from './shipped.ts'
import { COMPANIES_OF_A_SLICE, figuresOfMember, framesOfSlice } from './slice.ts'

export type OriginCell = z.infer<typeof cellSchema>

export interface RowQuery {
  market: Market
  /** As in the companies of the snapshot: `US:AAPL`, `US:CIK0000930835`. */
  instrument: string
  /** Figures, each so many fiscal years back from the newest one. */
  cells: readonly ScreenColumn[]
  /** Default: the day of the market's default snapshot. */
  day?: string | undefined
  recipe: Recipe
  now(): Date
  rate?: RateOf
}

export type CellQuery = Omit<RowQuery, 'cells'> & ScreenColumn

/** Inputs of one cell that are told at most. */
const MAX_INPUTS = 1_000

type InputOfCell = CellOrigin['inputs'][number]

const inputOf = (fact: Fact): InputOfCell => ({
  name: fact.concept,
  period: fact.period,
  value: fact.value,
  unit: fact.unit,
  provider: fact.provider,
  provider_field: fact.provider_field,
  record: fact.provider_record,
  form: fact.form,
  known_at: fact.known_at,
  source_url: fact.source_url,
})

/** The filed figures that a figure rests on, through all steps, each once. */
const inputsOf = (
  ids: readonly string[],
  facts: ReadonlyMap<string, Fact>,
  derived: ReadonlyMap<string, Derived>,
): InputOfCell[] => {
  const inputs: InputOfCell[] = []
  const seen = new Set<string>()
  const open = [...ids]
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (seen.has(id) || inputs.length >= MAX_INPUTS) continue
    seen.add(id)
    const fact = facts.get(id)
    if (fact) inputs.push(inputOf(fact))
    else open.push(...(derived.get(id)?.inputs ?? []))
  }
  return inputs
}

const UNITS: Record<FieldUnit, (currency: string) => string> = {
  ratio: () => 'ratio',
  x: () => 'x',
  days: () => 'days',
  money: (currency) => currency,
  'money/share': (currency) => `${currency}/share`,
  shares: () => 'shares',
  score: () => 'score',
  per_year: () => 'per_year',
}

export const originCell = (
  { value, reason, known_at }: SnapshotCell,
  unit: string,
  period: string | null,
  origin?: CellOrigin,
): OriginCell => ({
  value: Number.isNaN(value) ? null : value,
  reason: CELL_REASONS[reason & ~IN_DOUBT] ?? 'undefined',
  in_doubt: (reason & IN_DOUBT) !== 0,
  unit,
  period,
  known_at,
  ...(origin && { origin }),
})

const originOf = (
  { derivation, facts }: SnapshotFigures,
  { outcome }: ReturnType<typeof lookUp>,
  { assumptions }: Recipe,
): CellOrigin | undefined => {
  if (!outcome.ok) return undefined
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  const derived = outcome.derived ?? derivation.byId.get(outcome.value.id)
  if (!derived) {
    const fact = byId.get(outcome.value.id)
    return fact && { period: fact.period, formula: null, definition: null, inputs: [inputOf(fact)] }
  }
  const term = dictionary(assumptions).formulas[derived.formula]
  return {
    period: derived.period,
    formula: derived.formula,
    definition: term ? { en: term.definition, zh: term.definition_zh } : null,
    inputs: inputsOf(derived.inputs, byId, derivation.byId),
  }
}

const marketCellOf = (
  figures: SnapshotFigures | null,
  { field }: CatalogueEntry,
  priced: { day: string; price: MarketPrice | null },
  { day: asOf, rate, recipe }: { day: string; rate: RateOf; recipe: Recipe },
): OriginCell => {
  const currency = figures?.currency ?? null
  const { day, price } = priced
  const entries = pricedEntries(recipe.assumptions)
  const first = firstDayInDate(asOf)
  const filed = (name: PricedField): SnapshotCell =>
    figures ? cellAt(figures.derivation, entries[name], 0, first) : absent('not_reported')
  const isReceipt = figures?.derivation.context.depositary != null
  const cell = marketCells({ price, filed, isReceipt, currency, rate })[field.id as MarketFieldId]
  const unit = UNITS[field.unit](currency ?? price?.currency ?? '')
  return originCell(cell, unit, day, {
    period: day,
    formula: field.id,
    definition: field.definition,
    inputs: RESTS_ON[field.id as MarketFieldId].flatMap((name) => {
      const found = figures && lookUp(figures.derivation, entries[name], 0)
      return (found && originOf(figures, found, recipe)?.inputs) ?? []
    }),
  })
}

/** The price of a company on the newest day of prices, and that day. */
const priceOf = async (
  db: Database,
  { id }: Member,
  { market, day }: DayQuery,
): Promise<{ day: string; price: MarketPrice | null }> => {
  const about = await newestMarketDay(db, market, day)
  const prices = about ? await readMarketDay(db, about) : []
  return {
    day: about?.day ?? day,
    price: prices.find(({ instrument }) => instrument === id) ?? null,
  }
}

const figureCellOf = (
  figures: SnapshotFigures | null,
  entry: CatalogueEntry,
  lag: number,
  { day, recipe }: { day: string; recipe: Recipe },
): OriginCell => {
  const unit = UNITS[entry.field.unit](figures?.currency ?? '')
  if (!figures) return originCell(absent('not_reported'), unit, null)
  if (isOutOfDate(figures.derivation, entry.at, firstDayInDate(day)))
    return originCell(absent('out_of_date'), unit, null)
  const found = lookUp(figures.derivation, entry, lag)
  const origin = originOf(figures, found, recipe)
  return originCell(
    cellOf(found.outcome),
    unit,
    origin?.period ?? found.span?.period ?? null,
    origin,
  )
}

const noSuchFigure = ({ field, lag }: ScreenColumn) =>
  fail('invalid_request', `There is no figure ${field} ${lag} years back.`, {
    errors: [{ path: 'query.field', message: 'is no figure of the catalogue in this year' }],
  })

/**
 * Cells of one company as in the snapshot, each with its formula, its filed inputs and their
 * filings. The company is derived once for all of them.
 */
export const rowOriginsOf = async (
  db: Database,
  query: RowQuery,
): Promise<Result<{ cells: OriginCell[] }>> => {
  const { market, instrument, recipe, now, rate = () => null } = query
  const catalogue = new Map(
    catalogueOf(recipe.assumptions).map((entry) => [entry.field.id, entry] as const),
  )
  const wanted: { entry: CatalogueEntry; lag: number }[] = []
  for (const cell of query.cells) {
    const entry = catalogue.get(cell.field)
    if (!entry || cell.lag >= entry.field.years) return noSuchFigure(cell)
    wanted.push({ entry, lag: cell.lag })
  }
  await loadShipped(db, market, now())
  const day = dayFor(market, query.day ?? (await defaultDay(db, market, now())), now())
  const { members } = await membersOf(db, { market, ...day })
  const member = members.find(({ id }) => id === instrument)
  if (!member)
    return fail(
      'unknown_symbol',
      `${instrument} is no company of the market ${market} on ${day.day}.`,
    )
  const parts = partsFor(members.length, COMPANIES_OF_A_SLICE)
  const of = {
    market,
    ...day,
    part: partOf(member.company, parts),
    parts,
    recipe,
    columns: [],
    isNow: day.isNow,
    rate,
  }
  const frames = await framesOfSlice(db, of, new Set([member.company]))
  const figures = await figuresOfMember(db, member, of, frames, true)
  const priced = wanted.some(({ entry }) => entry.at === 'market')
    ? await priceOf(db, member, of)
    : null
  return ok({
    cells: wanted.map(({ entry, lag }) =>
      entry.at === 'market' && priced
        ? marketCellOf(figures, entry, priced, of)
        : figureCellOf(figures, entry, lag, of),
    ),
  })
}

/** The same of one cell. */
export const cellOriginOf = async (
  db: Database,
  { field, lag, ...of }: CellQuery,
): Promise<Result<{ cell: OriginCell }>> => {
  const row = await rowOriginsOf(db, { ...of, cells: [{ field, lag }] })
  if (!row.ok) return row
  const [cell] = row.data.cells
  return cell ? ok({ cell }) : noSuchFigure({ field, lag })
}
