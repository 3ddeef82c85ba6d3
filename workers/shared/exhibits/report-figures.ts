/**
 * The figures of a report: those of its book, and beside them the rows of its exhibits, so that a
 * token means the same in prompt, page and export. Pure.
 */
import type { Book } from '../book/book.ts'
import { type FigureEntry, FigureIndex } from '../book/figure-index.ts'
import type { BookReading, PackedBook } from '../book/packed.ts'
import type { FigureDoubt } from '../contracts/analysis.ts'
import type { Exhibit, ExhibitRow } from '../contracts/exhibits.ts'
import type { Absence, Fact } from '../contracts/facts.ts'
import { MAX_DOUBTS } from '../doubt.ts'
import { REFUSALS } from '../valuation/refusals.ts'
import { EXHIBIT_TERMS } from './terms.ts'

const factOf = (
  { token, name, period, end, value, unit }: ExhibitRow,
  origin: Extract<ExhibitRow['origin'], { kind: 'stated' }>,
): Fact => ({
  id: token,
  concept: name,
  period,
  period_label: null,
  start: null,
  end,
  value,
  unit,
  basis: { consolidation: 'consolidated', standard: 'unstated' },
  provider: origin.provider,
  provider_field: origin.field,
  provider_record: origin.at,
  form: null,
  source_url: origin.source_url ?? '',
  filed_at: null,
  known_at: origin.at,
  retrieved_at: origin.retrieved_at,
  quality: 'ok',
})

const hasRows = (exhibit: Exhibit): exhibit is Extract<Exhibit, { rows: unknown }> =>
  'rows' in exhibit

export class ReportFigureIndex extends FigureIndex {
  readonly #rows = new Map<string, FigureEntry>()
  readonly #absences: Absence[]
  readonly #about: PackedBook

  constructor(book: Book, reading: BookReading, exhibits: readonly Exhibit[]) {
    super(book, reading)
    const told = exhibits.filter(hasRows)
    for (const row of told.flatMap(({ rows }) => rows))
      this.#rows.set(row.token, this.#entryOf(row))
    this.#absences = told.flatMap(({ absences }) =>
      absences.map(
        ({ name, period, reason }): Absence => ({
          name,
          period,
          absent: 'refused',
          detail: REFUSALS[reason].en,
          detail_zh: REFUSALS[reason].zh,
        }),
      ),
    )
    const { dictionary } = book.packed
    this.#about = {
      ...book.packed,
      dictionary: {
        ...dictionary,
        formulas: { ...dictionary.formulas, ...EXHIBIT_TERMS },
      },
    }
  }

  override get about(): PackedBook {
    return this.#about
  }
  override get absences(): readonly Absence[] {
    return [...super.absences, ...this.#absences]
  }

  #entryOf(row: ExhibitRow): FigureEntry {
    const { token, name, period, end, value, unit, origin, doubted_by = [] } = row
    const term = EXHIBIT_TERMS[name]
    const doubts: FigureDoubt[] = doubted_by
      .flatMap((of) => super.get(of)?.doubts ?? [])
      .slice(0, MAX_DOUBTS)
    return {
      token,
      id: token,
      name,
      label: { en: term?.en ?? name, zh: term?.zh ?? name },
      group: term?.group ?? 'market',
      period,
      end,
      value,
      unit,
      ...(doubts.length > 0 && { doubts }),
      origin:
        origin.kind === 'stated'
          ? { kind: 'fact', fact: factOf(row, origin) }
          : {
              kind: 'derived',
              derived: {
                id: token,
                name,
                formula: name,
                period,
                start: null,
                end,
                value,
                unit,
                inputs: origin.inputs.map((input) => super.get(input)?.id ?? input),
              },
            },
    }
  }

  override get(token: string): FigureEntry | undefined {
    return this.#rows.get(token) ?? super.get(token)
  }
  override has(token: string): boolean {
    return this.#rows.has(token) || super.has(token)
  }
  override byId(id: string): FigureEntry | undefined {
    return this.#rows.get(id) ?? super.byId(id)
  }
  override absence(name: string, period: string): Absence | undefined {
    return (
      this.#absences.find((one) => one.name === name && one.period === period) ??
      super.absence(name, period)
    )
  }
  override *entries(groups?: readonly string[]): Generator<FigureEntry> {
    yield* super.entries(groups)
    for (const entry of this.#rows.values())
      if (!groups || groups.includes(entry.group)) yield entry
  }
}
