/**
 * Reads a book: a fact or a derived figure is made from the columns when somebody asks for it, so
 * that opening a book costs little more than reading its text. Pure.
 */
import type { Absence, Derived, Doubt, Fact } from '../contracts/facts.ts'
import type { BookContent, FactExtra, DerivedExtra, PackedBook } from './packed.ts'

/** A filing as the facts of a book name it. */
export interface BookFiling {
  provider: string
  record: string
  form: string | null
  source_url: string
  filed_at: string | null
}

/** Filings, each record of a provider once, newest first. */
export const distinctFilings = (filings: Iterable<BookFiling>): BookFiling[] => {
  const distinct = new Map<string, BookFiling>()
  for (const filing of filings) {
    const key = `${filing.provider} ${filing.record}`
    if (!distinct.has(key)) distinct.set(key, filing)
  }
  return [...distinct.values()].sort((a, b) => (b.filed_at ?? '').localeCompare(a.filed_at ?? ''))
}

/** A span or a day of which a book has figures. */
export interface BookFrame {
  period: string
  label: string | null
  start: string | null
  end: string
}

/** Gives the id that a fact has outside the book. */
export type IdOf = (instrument: string, fact: Fact) => string

const at = <T>(column: readonly T[], place: number | undefined): T => {
  const value = place === undefined ? undefined : column[place]
  if (value === undefined) throw new RangeError('a book names a place that is not in it')
  return value
}

/** What a fact says of where it was filed. */
type FiledIn = Pick<
  Fact,
  | 'basis'
  | 'provider'
  | 'provider_field'
  | 'provider_record'
  | 'form'
  | 'source_url'
  | 'filed_at'
  | 'known_at'
  | 'retrieved_at'
>

/** The id of a fact inside one book, where nobody needs the one that it has outside. */
const localId = (place: number): string => `#${place}`

export class Book {
  readonly packed: PackedBook
  readonly #idOf: IdOf | null
  readonly #facts: (Fact | undefined)[] = []
  readonly #derived: (Derived | undefined)[] = []
  readonly #factExtras: ReadonlyMap<number, FactExtra>
  readonly #derivedExtras: ReadonlyMap<number, DerivedExtra>
  #absences: Absence[] | null = null
  #places: Map<string, number> | null = null

  /**
   * Without `idOf` a fact has an id of its own within this book (`#12`), which costs nothing; with
   * it the id that the fact has everywhere.
   */
  constructor(packed: PackedBook, idOf: IdOf | null = null) {
    this.packed = packed
    this.#idOf = idOf
    this.#factExtras = new Map(packed.facts.extra)
    this.#derivedExtras = new Map(packed.derived.extra)
  }

  /** Number of filed facts. Their places are 0 to this; derived figures follow. */
  get factCount(): number {
    return this.packed.facts.value.length
  }
  get derivedCount(): number {
    return this.packed.derived.value.length
  }
  get size(): number {
    return this.factCount + this.derivedCount
  }

  /** The concept of a fact or the name of a derived figure, by its place. */
  nameAt(place: number): string {
    const { texts, facts, derived } = this.packed
    return place < this.factCount
      ? at(texts, facts.concept[place])
      : at(texts, derived.name[place - this.factCount])
  }
  /** The places of each name, facts before derived figures. */
  placesByName(): Map<string, number[]> {
    const { texts, facts, derived } = this.packed
    // Grouped by the place of the name in `texts`: a loop over numbers, because it is on the way to
    // the first figure that a page shows.
    const groups: number[][] = texts.map(() => [])
    const columns = [facts.concept, derived.name]
    let place = 0
    for (const column of columns) for (const text of column) at(groups, text).push(place++)
    const named = new Map<string, number[]>()
    for (const [text, places] of groups.entries())
      if (places.length > 0) named.set(at(texts, text), places)
    return named
  }
  frameAt(place: number): BookFrame {
    const { frames, facts, derived } = this.packed
    const frame =
      place < this.factCount ? facts.frame[place] : derived.frame[place - this.factCount]
    return {
      period: at(frames.period, frame),
      label: at(frames.label, frame),
      start: at(frames.start, frame),
      end: at(frames.end, frame),
    }
  }
  valueAt(place: number): string {
    const { facts, derived } = this.packed
    return place < this.factCount
      ? at(facts.value, place)
      : at(derived.value, place - this.factCount)
  }
  unitAt(place: number): string {
    const { texts, facts, derived } = this.packed
    return at(
      texts,
      place < this.factCount ? facts.unit[place] : derived.unit[place - this.factCount],
    )
  }

  /** The places of the facts that failed a check. */
  get failedFacts(): number[] {
    return this.packed.facts.extra.flatMap(([place, { quality }]) => (quality ? [place] : []))
  }

  idAt(place: number | string): string {
    if (typeof place === 'string') return place
    return place < this.factCount ? this.factAt(place).id : this.derivedAt(place).id
  }

  #filingOf(place: number): FiledIn {
    const { filings, facts, texts } = this.packed
    const filing = facts.filing[place]
    return {
      basis: {
        consolidation: at(filings.consolidation, filing),
        standard: at(filings.standard, filing),
      },
      provider: at(filings.provider, filing),
      provider_field: at(texts, facts.field[place]),
      provider_record: at(filings.record, filing),
      form: at(filings.form, filing),
      source_url: at(filings.source_url, filing),
      filed_at: at(filings.filed_at, filing),
      known_at: at(filings.known_at, filing),
      retrieved_at: at(filings.retrieved_at, filing),
    }
  }

  /** The fact at a place under `factCount`. */
  factAt(place: number): Fact {
    const made = this.#facts[place]
    if (made) return made
    const { id, quality, ...extra } = this.#factExtras.get(place) ?? {}
    const { period, label, start, end } = this.frameAt(place)
    const fact: Fact = {
      id: id ?? localId(place),
      concept: this.nameAt(place),
      period,
      period_label: label,
      start,
      end,
      value: this.valueAt(place),
      unit: this.unitAt(place),
      ...this.#filingOf(place),
      quality: 'ok',
      ...extra,
    }
    if (id === undefined && this.#idOf) fact.id = this.#idOf(this.packed.instrument.id, fact)
    this.#facts[place] = fact
    if (quality)
      fact.quality = quality.map(({ check, detail, others }) => ({
        check,
        detail,
        other_values: others.map(([other, value]) => ({ fact: this.idAt(other), value })),
      }))
    return fact
  }

  /** The derived figure at a place from `factCount` on. */
  derivedAt(place: number): Derived {
    const position = place - this.factCount
    const made = this.#derived[position]
    if (made) return made
    const { derived, texts } = this.packed
    const { id, doubts, ...extra } = this.#derivedExtras.get(position) ?? {}
    const { period, start, end } = this.frameAt(place)
    const name = this.nameAt(place)
    const figure: Derived = {
      id: id ?? `${name}@${period}`,
      name,
      formula: at(texts, derived.formula[position]),
      period,
      start,
      end,
      value: this.valueAt(place),
      unit: this.unitAt(place),
      inputs: [],
      ...(doubts && {
        doubts: doubts.map(([check, fact]): Doubt => ({ check, figure: this.idAt(fact) })),
      }),
      ...extra,
    }
    this.#derived[position] = figure
    figure.inputs = at(derived.inputs, position).map((input) => this.idAt(input))
    return figure
  }

  /** The place of an id. Makes every figure once, so it is for those who follow origins. */
  placeOf(id: string): number | undefined {
    if (id.startsWith('#')) {
      const place = Number(id.slice(1))
      return Number.isInteger(place) && place < this.factCount ? place : undefined
    }
    if (!this.#places) {
      this.#places = new Map()
      for (let place = 0; place < this.size; place++) {
        const known = this.idAt(place)
        if (!this.#places.has(known)) this.#places.set(known, place)
      }
    }
    return this.#places.get(id)
  }

  get absences(): Absence[] {
    if (this.#absences) return this.#absences
    const { absences, texts } = this.packed
    this.#absences = absences.name.map((name, i) => {
      const zh = absences.detail_zh?.[i] ?? null
      return {
        name: at(texts, name),
        period: at(texts, absences.period[i]),
        absent: at(absences.absent, i),
        detail: at(texts, absences.detail[i]),
        ...(zh !== null && { detail_zh: at(texts, zh) }),
      }
    })
    return this.#absences
  }

  /** The filings of the facts, each once, newest first. */
  get filings(): BookFiling[] {
    const { provider, record, form, source_url, filed_at } = this.packed.filings
    return distinctFilings(
      record.map((id, i) => ({
        provider: at(provider, i),
        record: id,
        form: at(form, i),
        source_url: at(source_url, i),
        filed_at: at(filed_at, i),
      })),
    )
  }

  get facts(): Fact[] {
    return Array.from({ length: this.factCount }, (_, place) => this.factAt(place))
  }
  get derived(): Derived[] {
    return Array.from({ length: this.derivedCount }, (_, i) => this.derivedAt(this.factCount + i))
  }

  /** Everything, as it was packed. */
  content(): BookContent {
    const { packed } = this
    return {
      instrument: packed.instrument,
      ...(packed.industry_kind !== null && { industry_kind: packed.industry_kind }),
      reporting_currency: packed.reporting_currency,
      fiscal_years: packed.fiscal_years,
      facts: this.facts,
      derived: this.derived,
      absences: this.absences,
      ...(packed.breaks.length > 0 && { breaks: packed.breaks }),
      dictionary: packed.dictionary,
      ...(packed.quality_checks && { quality_checks: packed.quality_checks }),
      ...(packed.conversion && { conversion: packed.conversion }),
    }
  }
}
