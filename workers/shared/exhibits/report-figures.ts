/**
 * The figures of a report: those of its book, and beside them the rows of its exhibits, so that a
 * token means the same in prompt, page and export. Pure.
 */
import type { Book } from '../book/book.ts'
import { type FigureEntry, FigureIndex, termOf } from '../book/figure-index.ts'
import type { BookReading, PackedBook } from '../book/packed.ts'
import type { FigureDoubt } from '../contracts/analysis.ts'
import type { CitedPassage } from '../contracts/exhibit-records.ts'
import type { ExhibitRow } from '../contracts/exhibit-rows.ts'
import type { Exhibit, ExhibitOf } from '../contracts/exhibits.ts'
import type { Absence, Fact } from '../contracts/facts.ts'
import { MAX_DOUBTS } from '../doubt.ts'
import { REFUSALS } from '../valuation/refusals.ts'
import { EXHIBIT_GROUPS, type ExhibitGroup, type RowExhibit } from './names.ts'
import { EXHIBIT_TERMS } from './terms.ts'
import { PEERS_MEDIAN, PEERS_OWN } from './terms/peers.ts'

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

const hasRows = (exhibit: Exhibit): exhibit is ExhibitOf<RowExhibit> =>
  exhibit.kind in EXHIBIT_GROUPS

/** What a period says of the figure beside its name: whose it is, or over how long. */
const PERIOD_WORDS: Readonly<Record<string, { en: string; zh: string }>> = {
  [PEERS_MEDIAN]: { en: "peers' median", zh: '同业中位数' },
  [PEERS_OWN]: { en: 'as its peers are measured', zh: '同业口径' },
}

/** The name of a row, of its exhibit or of the book that has the same figure of the company. */
const labelOf = (about: PackedBook, { name, period }: ExhibitRow): { en: string; zh: string } => {
  const term = EXHIBIT_TERMS[name] ?? termOf(about, name)
  const words = PERIOD_WORDS[period]
  const [en, zh] = [term?.en ?? name, term?.zh ?? name]
  return words ? { en: `${en} (${words.en})`, zh: `${zh}（${words.zh}）` } : { en, zh }
}

export class ReportFigureIndex extends FigureIndex {
  readonly #exhibits: readonly Exhibit[]
  readonly #passages = new Map<string, CitedPassage>()
  readonly #rows = new Map<string, FigureEntry>()
  readonly #absences: Absence[]
  readonly #about: PackedBook

  constructor(book: Book, reading: BookReading, exhibits: readonly Exhibit[]) {
    super(book, reading)
    this.#exhibits = exhibits
    const told = exhibits.filter(hasRows)
    for (const { kind, rows } of told)
      for (const row of rows) {
        // Two exhibits may have the same figure of the same day; the first is meant by the token.
        if (!this.#rows.has(row.token))
          this.#rows.set(row.token, this.#entryOf(row, EXHIBIT_GROUPS[kind]))
      }
    for (const exhibit of exhibits)
      if ('passages' in exhibit)
        for (const passage of exhibit.passages) this.#passages.set(passage.id, passage)
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

  override get exhibits(): readonly Exhibit[] {
    return this.#exhibits
  }
  override passage(id: string): CitedPassage | undefined {
    return this.#passages.get(id)
  }

  #entryOf(row: ExhibitRow, group: ExhibitGroup): FigureEntry {
    const { token, name, period, end, value, unit, origin, doubted_by = [] } = row
    const doubts: FigureDoubt[] = doubted_by
      .flatMap((of) => super.get(of)?.doubts ?? [])
      .slice(0, MAX_DOUBTS)
    return {
      token,
      id: token,
      name,
      label: labelOf(super.about, row),
      group,
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
                inputs: origin.inputs.map(
                  (input) => this.#rows.get(input)?.id ?? super.get(input)?.id ?? input,
                ),
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
