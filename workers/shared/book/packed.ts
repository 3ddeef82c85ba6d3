/**
 * The form of a book as it is stored and sent: the content of a company in columns, with every
 * text once. Numbers in columns are places in another list unless said otherwise. Pure, and without
 * schemas: the bytes are known by their hash.
 */
import type {
  Absence,
  Break,
  CheckSummary,
  Conversion,
  Derived,
  Fact,
  Financials,
} from '../contracts/facts.ts'

/**
 * Counted up when the form below changes. The former form then gets a reader in `forms.ts`, because
 * reports refer to books of it; a company's newest book is made anew in this form.
 */
export const BOOK_FORM = 1

/** What a company is known to be at a time, without when and by whom it was asked. */
export type BookContent = Pick<
  Financials,
  | 'instrument'
  | 'industry_kind'
  | 'reporting_currency'
  | 'fiscal_years'
  | 'facts'
  | 'derived'
  | 'absences'
  | 'breaks'
  | 'dictionary'
  | 'quality_checks'
  | 'conversion'
>

/** When and from whom a company was read: what an answer says beside the book. */
export type BookReading = Pick<Financials, 'as_of' | 'served_by' | 'attempts'>

/** What few facts have beside the columns. */
export type FactExtra = Pick<Fact, 'former' | 'mended_from' | 'converted_from'> & {
  /** The id where it does not follow from what the fact says (`fact-id.ts`). */
  id?: string
  quality?: PackedCheck[]
}

/** A failed check. `others` are places of facts, or ids of facts that are not in the book. */
export interface PackedCheck {
  check: string
  detail: string
  others: [fact: number | string, value: string][]
}

/** What few derived figures have beside the columns. */
export type DerivedExtra = Pick<Derived, 'converted_from'> & {
  /** The id where it is not `name@period`. */
  id?: string
  /** The id of the figure is a place of a fact, or an id that is not in the book. */
  doubts?: [check: string, figure: number | string][]
}

/** Spans and days, each once. */
export interface PackedFrames {
  period: string[]
  label: (string | null)[]
  start: (string | null)[]
  end: string[]
}

/** What the facts of one filing share. */
export interface PackedFilings {
  provider: string[]
  record: string[]
  form: (string | null)[]
  source_url: string[]
  filed_at: (string | null)[]
  known_at: string[]
  retrieved_at: string[]
  consolidation: Fact['basis']['consolidation'][]
  standard: Fact['basis']['standard'][]
}

export interface PackedFacts {
  concept: number[]
  frame: number[]
  value: string[]
  unit: number[]
  filing: number[]
  /** The provider's own field. */
  field: number[]
  extra: [at: number, extra: FactExtra][]
}

export interface PackedDerived {
  name: number[]
  formula: number[]
  frame: number[]
  value: string[]
  unit: number[]
  /**
   * Of each figure the places it was computed from: facts first, derived figures counted on after
   * the last fact, ids that are not in the book as they are.
   */
  inputs: (number | string)[][]
  extra: [at: number, extra: DerivedExtra][]
}

export interface PackedAbsences {
  name: number[]
  period: number[]
  absent: Absence['absent'][]
  detail: number[]
  /** In Chinese; null where there is none. Absent where none has one. */
  detail_zh?: (number | null)[]
}

export interface PackedBook {
  form: typeof BOOK_FORM
  instrument: Financials['instrument']
  industry_kind: Financials['industry_kind'] | null
  reporting_currency: string
  fiscal_years: Financials['fiscal_years']
  /** Every text that a column names, once. */
  texts: string[]
  frames: PackedFrames
  filings: PackedFilings
  facts: PackedFacts
  derived: PackedDerived
  absences: PackedAbsences
  breaks: Break[]
  dictionary: Financials['dictionary']
  quality_checks: CheckSummary[] | null
  conversion: Conversion | null
}
