/**
 * The index of a company's figures: by token (`{{name@period}}` in prose), by id, and balances by
 * their date. Prompts, exports and the page all use this index, so a token means the same
 * everywhere. An entry is made when it is asked for. Pure, and without schemas.
 */
import type { Figure, FigureDoubt } from '../contracts/analysis.ts'
import type { CitedPassage } from '../contracts/exhibit-records.ts'
import type { Exhibit } from '../contracts/exhibits.ts'
import type { Absence, Derived, Doubt, Fact, Financials, Term } from '../contracts/facts.ts'
import { doubtsOfFact, MAX_DOUBTS } from '../doubt.ts'
import type { Book, BookFrame } from './book.ts'
import type { PackedBook, BookReading } from './packed.ts'

/** A figure with its origin: the fact that it is, or the derivation that it came from. */
export interface FigureEntry extends Figure {
  /** Of the fact or the derived figure. */
  id: string
  /** Of its name in the dictionary. */
  group: string
  origin: { kind: 'fact'; fact: Fact } | { kind: 'derived'; derived: Derived }
}

/** What says the names of figures and of checks. */
export type Dictionary = Pick<Financials, 'dictionary'>

/** The dictionary's entry for a concept or a formula. */
export const termOf = ({ dictionary }: Dictionary, name: string): Term | undefined =>
  dictionary.concepts[name] ?? dictionary.formulas[name]

export const startOf = ({ origin }: FigureEntry): string | null =>
  origin.kind === 'fact' ? origin.fact.start : origin.derived.start

const QUARTER = /^\d{4}Q[1-4]$/

/** Labels of balance dates: the fiscal year that ends on the date, else the quarter. */
const labelsByEnd = ({ packed: { frames, fiscal_years } }: Book): Map<string, string> => {
  const labels = new Map<string, string>()
  for (const [i, period] of frames.period.entries())
    if (QUARTER.test(period)) labels.set(frames.end[i] ?? '', period)
  for (const year of fiscal_years) labels.set(year.end, year.label)
  return labels
}

/** The last day of the newest twelve months of a derived figure. */
const newestTtm = ({ packed: { frames, derived } }: Book): string | null => {
  let newest: string | null = null
  for (const frame of new Set(derived.frame)) {
    const end = frames.end[frame] ?? ''
    if (frames.period[frame]?.startsWith('TTM') && (newest === null || end > newest)) newest = end
  }
  return newest
}

/** A figure of one name: its place in the book, and the period by which prose calls it. */
interface NamedFigure {
  place: number
  token: string
  period: string
}

/** The figures of one name. The first of two with the same token is meant by it. */
interface OfName {
  byToken: Map<string, NamedFigure>
  /** By the day of the balance, because one day has several labels (FY2025, 2025Q4, TTM). */
  balances: Map<string, NamedFigure>
}

/** The figures of a book, whenever and by whomever it is read. */
export class BookIndex {
  readonly book: Book
  readonly #labels: ReadonlyMap<string, string>
  readonly #newestTtm: string | null
  #places: ReadonlyMap<string, readonly number[]> | null = null
  readonly #ofName = new Map<string, OfName>()
  /** By place, of the names that were asked for. */
  readonly #namedAt: (NamedFigure | undefined)[] = []
  readonly #entries: (FigureEntry | undefined)[] = []
  #absences: Map<string, Absence> | null = null

  constructor(book: Book) {
    this.book = book
    this.#labels = labelsByEnd(book)
    this.#newestTtm = newestTtm(book)
  }

  /** Who the company is, its years and its dictionary. */
  get about(): PackedBook {
    return this.book.packed
  }

  #periodOf({ period, start, end }: BookFrame): string {
    if (start === null) return this.#labels.get(end) ?? end
    if (period.startsWith('TTM') && end === this.#newestTtm) return 'TTM'
    return period
  }

  /** The places of a name, facts before derived figures. */
  #placesOf(name: string): readonly number[] | undefined {
    this.#places ??= this.book.placesByName()
    return this.#places.get(name)
  }

  #figuresOf(name: string): OfName | null {
    const known = this.#ofName.get(name)
    if (known) return known
    const places = this.#placesOf(name)
    if (!places) return null
    const made: OfName = { byToken: new Map(), balances: new Map() }
    for (const place of places) {
      const frame = this.book.frameAt(place)
      const period = this.#periodOf(frame)
      const token = `${name}@${period}`
      const isFirst = !made.byToken.has(token)
      // When another figure already has the token, this one is named by its own period.
      const figure = isFirst
        ? { place, token, period }
        : { place, token: `${name}@${frame.period}`, period: frame.period }
      this.#namedAt[place] = figure
      if (!isFirst) continue
      made.byToken.set(token, figure)
      if (frame.start === null) made.balances.set(frame.end, figure)
    }
    this.#ofName.set(name, made)
    return made
  }

  #entryOf({ place, token, period }: NamedFigure): FigureEntry {
    const made = this.#entries[place]
    if (made) return made
    const { book } = this
    const name = book.nameAt(place)
    const term = termOf(book.packed, name)
    const origin: FigureEntry['origin'] =
      place < book.factCount
        ? { kind: 'fact', fact: book.factAt(place) }
        : { kind: 'derived', derived: book.derivedAt(place) }
    const doubts =
      origin.kind === 'fact' ? doubtsOfFact(origin.fact) : (origin.derived.doubts ?? [])
    const entry: FigureEntry = {
      token,
      id: book.idAt(place),
      name,
      label: { en: term?.en ?? name, zh: term?.zh ?? name },
      group: term?.group ?? 'other',
      period,
      end: book.frameAt(place).end,
      value: book.valueAt(place),
      unit: book.unitAt(place),
      ...(doubts.length > 0 && { doubts: this.#tell(doubts) }),
      origin,
    }
    this.#entries[place] = entry
    return entry
  }

  /** Says doubts in words: which check failed, and for which filed figure. */
  #tell(doubts: readonly Doubt[]): FigureDoubt[] {
    const { book } = this
    return doubts.slice(0, MAX_DOUBTS).map(({ check, figure }) => {
      const place = book.placeOf(figure)
      const fact = place !== undefined && place < book.factCount ? book.factAt(place) : null
      const name = fact?.concept ?? figure
      const term = termOf(book.packed, name)
      const words = book.packed.quality_checks?.find(({ id }) => id === check)
      const period = fact ? this.#periodOf(book.frameAt(place ?? 0)) : ''
      return {
        check,
        token: `${name}@${period}`,
        names: { en: words?.en ?? check, zh: words?.zh ?? check },
        figure: { en: term?.en ?? name, zh: term?.zh ?? name },
        period,
      }
    })
  }

  /** By token, `revenue@FY2025`. A fact takes precedence over a derived figure with it. */
  get(token: string): FigureEntry | undefined {
    const at = token.indexOf('@')
    const figure = this.#figuresOf(at < 0 ? token : token.slice(0, at))?.byToken.get(token)
    return figure && this.#entryOf(figure)
  }

  has(token: string): boolean {
    const at = token.indexOf('@')
    return this.#figuresOf(at < 0 ? token : token.slice(0, at))?.byToken.has(token) ?? false
  }

  /** The balance of that name on that day. */
  balance(name: string, day: string): FigureEntry | undefined {
    const figure = this.#figuresOf(name)?.balances.get(day)
    return figure && this.#entryOf(figure)
  }

  /** By the id of a fact or a derived figure. A derived figure names its inputs by these ids. */
  byId(id: string): FigureEntry | undefined {
    const place = this.book.placeOf(id)
    return place === undefined ? undefined : this.#at(place)
  }

  #at(place: number): FigureEntry | undefined {
    this.#figuresOf(this.book.nameAt(place))
    const figure = this.#namedAt[place]
    return figure && this.#entryOf(figure)
  }

  /** Every figure that is missing, with its reason. */
  get absences(): readonly Absence[] {
    return this.book.absences
  }

  /** Why there is no figure of that name and period, where the book says so. */
  absence(name: string, period: string): Absence | undefined {
    this.#absences ??= new Map(this.book.absences.map((a) => [`${a.name}@${a.period}`, a]))
    return this.#absences.get(`${name}@${period}`)
  }

  /**
   * The figure that a record states for a span or a day with this value, if it is the one in force.
   */
  filed(said: Pick<Fact, 'concept' | 'start' | 'end' | 'provider_record' | 'value'>) {
    const place = this.#placesOf(said.concept)?.find((at) => {
      if (at >= this.book.factCount) return false
      const fact = this.book.factAt(at)
      return (
        fact.end === said.end &&
        fact.start === said.start &&
        fact.provider_record === said.provider_record &&
        (fact.mended_from ?? fact.converted_from ?? fact).value === said.value
      )
    })
    return place === undefined ? undefined : this.#at(place)
  }

  /** The names of derived figures, in the order of the registry of formulas. */
  get derivedNames(): string[] {
    const { derived, texts } = this.book.packed
    return [...new Set(derived.name)].map((name) => texts[name] ?? '')
  }

  /** Filed figures that failed a check. */
  get failed(): FigureEntry[] {
    return this.book.failedFacts.flatMap((place) => this.#at(place) ?? [])
  }

  /** The spans of the figures by the period by which prose calls them, each label once. */
  get spans(): { label: string; start: string; end: string }[] {
    const { packed } = this.book
    const spans = new Map<string, { label: string; start: string; end: string }>()
    for (const frame of new Set([...packed.facts.frame, ...packed.derived.frame])) {
      const start = packed.frames.start[frame]
      if (start === null || start === undefined) continue
      const end = packed.frames.end[frame] ?? ''
      const label = this.#periodOf({
        period: packed.frames.period[frame] ?? '',
        label: null,
        start,
        end,
      })
      if (!spans.has(label)) spans.set(label, { label, start, end })
    }
    return [...spans.values()]
  }

  /** Every figure that a token means: facts, then derived figures. */
  *entries(groups?: readonly string[]): Generator<FigureEntry> {
    const { book } = this
    for (let place = 0; place < book.size; place++) {
      const name = book.nameAt(place)
      if (groups && !groups.includes(termOf(book.packed, name)?.group ?? 'other')) continue
      const entry = this.#firstAt(place, name)
      if (entry) yield entry
    }
  }

  #firstAt(place: number, name: string): FigureEntry | null {
    const figures = this.#figuresOf(name)
    const figure = this.#namedAt[place]
    return figure && figures?.byToken.get(figure.token) === figure ? this.#entryOf(figure) : null
  }
}

/** The figures of a company as it was read. */
export class FigureIndex extends BookIndex {
  /** When and from whom the company was read. */
  readonly reading: BookReading

  constructor(book: Book, reading: BookReading) {
    super(book)
    this.reading = reading
  }

  /** What a report cites besides its book; a company's page has none. */
  get exhibits(): readonly Exhibit[] {
    return []
  }

  /** A passage of an exhibit by its id, as `[[n3]]` cites it. */
  passage(_id: string): CitedPassage | undefined {
    return undefined
  }
}
