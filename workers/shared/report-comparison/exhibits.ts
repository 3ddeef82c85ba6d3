/**
 * The exhibits of two reports beside each other. Those under one hash are the same. The rating has
 * a comparison of its own. Pure.
 */
import type { FigureIndex } from '../book/figure-index.ts'
import type { CitedPassage } from '../contracts/exhibit-records.ts'
import type { ExhibitRow } from '../contracts/exhibit-rows.ts'
import type { ReportExhibit } from '../contracts/orchestrator.ts'
import type { ExhibitChange } from '../contracts/report-comparison.ts'
import { READ_EXHIBITS } from '../exhibits/names.ts'
import { compareRows, NO_CHANGES } from './figures.ts'

/** How many passages that came are listed. */
const MOST_PASSAGES = 20

const toldOf = (told: readonly ReportExhibit[] | null, kind: string): ReportExhibit | undefined =>
  told?.find((one) => one.kind === kind)

const stateOf = (told: ReportExhibit | undefined): string | null => {
  if (!told) return null
  return told.hash === null ? (told.absent ?? 'absent') : 'there'
}

const contentOf = (figures: FigureIndex, kind: string) =>
  figures.exhibits.find((exhibit) => exhibit.kind === kind)

const rowsOf = (figures: FigureIndex, kind: string): readonly ExhibitRow[] => {
  const content = contentOf(figures, kind)
  return content && 'rows' in content ? content.rows : []
}
const passagesOf = (figures: FigureIndex, kind: string): readonly CitedPassage[] => {
  const content = contentOf(figures, kind)
  return content && 'passages' in content ? content.passages : []
}

/** The marks of passages are counted anew in each report, so a passage is known by what it is. */
const passageKey = ({ day, title }: CitedPassage): string => `${day} ${title}`

const comparePassages = (
  before: readonly CitedPassage[],
  after: readonly CitedPassage[],
): ExhibitChange['passages'] => {
  const [old, now] = [new Set(before.map(passageKey)), new Set(after.map(passageKey))]
  const added = after.filter((passage) => !old.has(passageKey(passage)))
  return {
    added: added.length,
    removed: before.filter((passage) => !now.has(passageKey(passage))).length,
    new: added.slice(0, MOST_PASSAGES).map(({ id, title, day, url }) => ({ id, title, day, url })),
  }
}

export interface ComparedExhibits {
  told: readonly ReportExhibit[] | null
  figures: FigureIndex
}

export const compareExhibits = (
  before: ComparedExhibits,
  after: ComparedExhibits,
): ExhibitChange[] =>
  READ_EXHIBITS.flatMap((kind): ExhibitChange[] => {
    const [old, now] = [toldOf(before.told, kind), toldOf(after.told, kind)]
    const states = { before: stateOf(old), after: stateOf(now) }
    if (old?.hash === now?.hash && states.before === states.after) return []
    const label = ({ token, name }: ExhibitRow) =>
      (after.figures.get(token) ?? before.figures.get(token))?.label ?? { en: name, zh: name }
    const change: ExhibitChange = {
      kind,
      ...states,
      figures:
        old?.hash && now?.hash
          ? compareRows(rowsOf(before.figures, kind), rowsOf(after.figures, kind), label)
          : NO_CHANGES,
      passages: comparePassages(passagesOf(before.figures, kind), passagesOf(after.figures, kind)),
    }
    const { figures, passages } = change
    const isSame =
      states.before === states.after &&
      figures.changed + figures.added + figures.removed === 0 &&
      passages.added + passages.removed === 0
    return isSame ? [] : [change]
  })
