/** Packs the content of a company into the columns of a book. Pure. */
import type { Derived, Fact } from '../contracts/facts.ts'
import { shownFactId } from './fact-id.ts'
import {
  BOOK_FORM,
  type BookContent,
  type DerivedExtra,
  type FactExtra,
  type PackedBook,
  type PackedFilings,
  type PackedFrames,
} from './packed.ts'

/** Gives each value its place in a list, the same value the same place. */
const places = <T>(keyOf: (value: T) => string) => {
  const values: T[] = []
  const known = new Map<string, number>()
  return {
    values,
    of(value: T): number {
      const key = keyOf(value)
      const place = known.get(key) ?? values.length
      if (place === values.length) {
        known.set(key, place)
        values.push(value)
      }
      return place
    },
  }
}

type FactPeriod = Pick<Fact, 'period' | 'period_label' | 'start' | 'end'>
const frameOf = ({ period, start, end }: Derived): FactPeriod => ({
  period,
  period_label: null,
  start,
  end,
})

const framePlaces = () =>
  places<FactPeriod>(({ period, period_label, start, end }) =>
    JSON.stringify([period, period_label, start, end]),
  )

const packFrames = (frames: readonly FactPeriod[]): PackedFrames => ({
  period: frames.map(({ period }) => period),
  label: frames.map(({ period_label }) => period_label),
  start: frames.map(({ start }) => start),
  end: frames.map(({ end }) => end),
})

/** Numbers the filings of facts. Facts that agree in all of these fields are of one filing. */
const filingPlaces = () =>
  places<Fact>((fact) =>
    JSON.stringify([
      fact.provider,
      fact.provider_record,
      fact.form,
      fact.source_url,
      fact.filed_at,
      fact.known_at,
      fact.retrieved_at,
      fact.basis.consolidation,
      fact.basis.standard,
    ]),
  )

/** A fact of each filing says what the filing is. */
const packFilings = (filings: readonly Fact[]): PackedFilings => ({
  provider: filings.map((fact) => fact.provider),
  record: filings.map((fact) => fact.provider_record),
  form: filings.map((fact) => fact.form),
  source_url: filings.map((fact) => fact.source_url),
  filed_at: filings.map((fact) => fact.filed_at),
  known_at: filings.map((fact) => fact.known_at),
  retrieved_at: filings.map((fact) => fact.retrieved_at),
  consolidation: filings.map((fact) => fact.basis.consolidation),
  standard: filings.map((fact) => fact.basis.standard),
})

/**
 * The place of each id: facts are numbered first, then derived figures. Of two equal ids the first
 * counts.
 */
const placesOfIds = ({ facts, derived }: BookContent): Map<string, number> => {
  const placeOf = new Map<string, number>()
  for (const [place, { id }] of [...facts, ...derived].entries())
    if (!placeOf.has(id)) placeOf.set(id, place)
  return placeOf
}

type PlaceOf = (id: string) => number | string

const factExtra = (instrument: string, fact: Fact, placeOf: PlaceOf): FactExtra => ({
  ...(shownFactId(instrument, fact) !== fact.id && { id: fact.id }),
  ...(fact.quality !== 'ok' && {
    quality: fact.quality.map(({ check, detail, other_values }) => ({
      check,
      detail,
      others: other_values.map(({ fact: id, value }): [number | string, string] => [
        placeOf(id),
        value,
      ]),
    })),
  }),
  ...(fact.former && { former: fact.former }),
  ...(fact.mended_from && { mended_from: fact.mended_from }),
  ...(fact.converted_from && { converted_from: fact.converted_from }),
})

const derivedExtra = (derived: Derived, placeOf: PlaceOf): DerivedExtra => ({
  ...(derived.id !== `${derived.name}@${derived.period}` && { id: derived.id }),
  ...(derived.doubts && {
    doubts: derived.doubts.map(({ check, figure }): [string, number | string] => [
      check,
      placeOf(figure),
    ]),
  }),
  ...(derived.converted_from && { converted_from: derived.converted_from }),
})

/** The extras that say something, with their places. */
const said = <T extends object>(extras: readonly T[]): [number, T][] =>
  extras.flatMap((extra, place): [number, T][] =>
    Object.keys(extra).length > 0 ? [[place, extra]] : [],
  )

/** Linear in the content. `book.ts` gives the same content back. */
export const packBook = (content: BookContent): PackedBook => {
  const { instrument, facts, derived, absences } = content
  const texts = places<string>((text) => text)
  const frames = framePlaces()
  const filings = filingPlaces()
  const known = placesOfIds(content)
  const placeOf: PlaceOf = (id) => known.get(id) ?? id
  return {
    form: BOOK_FORM,
    instrument,
    industry_kind: content.industry_kind ?? null,
    reporting_currency: content.reporting_currency,
    fiscal_years: content.fiscal_years,
    facts: {
      concept: facts.map(({ concept }) => texts.of(concept)),
      frame: facts.map((fact) => frames.of(fact)),
      value: facts.map(({ value }) => value),
      unit: facts.map(({ unit }) => texts.of(unit)),
      filing: facts.map((fact) => filings.of(fact)),
      field: facts.map(({ provider_field }) => texts.of(provider_field)),
      extra: said(facts.map((fact) => factExtra(instrument.id, fact, placeOf))),
    },
    derived: {
      name: derived.map(({ name }) => texts.of(name)),
      formula: derived.map(({ formula }) => texts.of(formula)),
      frame: derived.map((figure) => frames.of(frameOf(figure))),
      value: derived.map(({ value }) => value),
      unit: derived.map(({ unit }) => texts.of(unit)),
      inputs: derived.map(({ inputs }) => inputs.map(placeOf)),
      extra: said(derived.map((figure) => derivedExtra(figure, placeOf))),
    },
    absences: {
      name: absences.map(({ name }) => texts.of(name)),
      period: absences.map(({ period }) => texts.of(period)),
      absent: absences.map(({ absent }) => absent),
      detail: absences.map(({ detail }) => texts.of(detail)),
      ...(absences.some(({ detail_zh }) => detail_zh !== undefined) && {
        detail_zh: absences.map(({ detail_zh }) =>
          detail_zh === undefined ? null : texts.of(detail_zh),
        ),
      }),
    },
    frames: packFrames(frames.values),
    filings: packFilings(filings.values),
    texts: texts.values,
    breaks: content.breaks ?? [],
    dictionary: content.dictionary,
    quality_checks: content.quality_checks ?? null,
    conversion: content.conversion ?? null,
  }
}
