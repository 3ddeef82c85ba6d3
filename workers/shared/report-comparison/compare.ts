/**
 * Compares two reports of one company: figures, exhibits, rating and sentences, with what changed
 * most first. The same code answers the API and draws the page. Bounded in what it lists, and
 * linear in what it reads. Pure.
 */
import { isOfRules } from '../model-kinds.ts'
import type { FigureIndex } from '../book/figure-index.ts'
import type { Report, Section } from '../contracts/orchestrator.ts'
import type { ReportComparison, SectionChange } from '../contracts/report-comparison.ts'
import { cutTo, MAX_DETAIL } from '../lengths.ts'
import { compareExhibits } from './exhibits.ts'
import { compareBooks, NO_CHANGES } from './figures.ts'
import { compareRatings } from './rating.ts'
import { compareSentences, type ComparedSentences } from './sentences.ts'

/** A report with the figures that it was written from. */
export interface ComparedReport {
  report: Report
  figures: FigureIndex
}

/** How many sentences of a section are listed; all are counted. */
const MOST_LISTED = 40

/** The company of a report as both its name and its code would have it. */
const companyOf = ({ instrument, market, symbol }: Report): string =>
  instrument?.id ?? `${market}:${symbol}`

export const isOfOneCompany = (a: Report, b: Report): boolean => companyOf(a) === companyOf(b)

const stateOf = (section: Section | undefined): SectionChange['after'] => {
  if (!section) return null
  const { status, reason, usage, unverified } = section
  const writer = usage && (isOfRules(usage.provider) ? usage.provider : usage.model)
  return { status, reason, writer, unverified: unverified.length }
}

/** A number that a model wrote may be of any length, and its sentence is no shorter. */
const shown = (sentence: string | null): string | null =>
  sentence === null ? null : cutTo(MAX_DETAIL, sentence)

const NO_TEXT: ComparedSentences = { same: 0, changes: [], cut: false }

const compareSection = (
  { module, names }: Section,
  old: Section | undefined,
  now: Section | undefined,
  isReadable: boolean,
): SectionChange => {
  const { same, changes, cut } = isReadable
    ? compareSentences(old?.text ?? '', now?.text ?? '')
    : NO_TEXT
  const count = (kind: string) => changes.filter(({ change }) => change === kind).length
  return {
    module,
    names,
    before: stateOf(old),
    after: stateOf(now),
    same,
    refigured: count('refigured'),
    added: count('added'),
    removed: count('removed'),
    sentences: changes.slice(0, MOST_LISTED).map(({ change, before, after }) => ({
      change,
      before: shown(before),
      after: shown(after),
    })),
    cut,
  }
}

/** A section that is there in one report alone weighs most; then by its share of new sentences. */
const weightOf = ({ before, after, same, refigured, added, removed }: SectionChange): number => {
  if (before?.status !== after?.status) return 2
  const all = same + refigured + added + removed
  return all === 0 ? 0 : (added + removed + refigured / 2) / all
}

const compareSections = (
  before: readonly Section[],
  after: readonly Section[],
  isReadable: boolean,
): SectionChange[] => {
  const gone = before.filter(({ module }) => !after.some((now) => now.module === module))
  return after
    .concat(gone)
    .map((section) => {
      const is = ({ module }: Section) => module === section.module
      return compareSection(section, before.find(is), after.find(is), isReadable)
    })
    .sort((a, b) => weightOf(b) - weightOf(a))
}

const exhibitHashes = ({ exhibits }: Report): string =>
  (exhibits ?? [])
    .filter(({ kind }) => kind !== 'rating')
    .map(({ kind, hash }) => `${kind}:${hash ?? ''}`)
    .sort()
    .join()

export const compareReports = (before: ComparedReport, after: ComparedReport): ReportComparison => {
  const [old, now] = [before.report, after.report]
  // Without a hash, as in older reports, the figures themselves tell.
  const sameBook = old.book !== null && old.book === now.book
  const language = old.language === now.language
  return {
    before: old.id,
    after: now.id,
    same: {
      inputs: sameBook && exhibitHashes(old) === exhibitHashes(now),
      configuration: old.config_version === now.config_version,
      language,
    },
    figures: sameBook ? NO_CHANGES : compareBooks(before.figures, after.figures),
    exhibits: compareExhibits(
      { told: old.exhibits, figures: before.figures },
      { told: now.exhibits, figures: after.figures },
    ),
    rating: compareRatings(old.rating, now.rating),
    sections: compareSections(old.sections, now.sections, language),
  }
}
