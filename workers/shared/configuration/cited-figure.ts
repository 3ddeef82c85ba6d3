/**
 * The figures that a prompt may cite: those of the book, and those of exhibits, each with the forms
 * that its period can have. Pure.
 */
import { EXHIBIT_GROUPS, type RowExhibit } from '../exhibits/names.ts'
import { EXHIBIT_TERMS } from '../exhibits/terms.ts'
import { PEER_METRICS, PEERS, PEERS_MEDIAN, PEERS_OWN } from '../exhibits/terms/peers.ts'
import { FIGURE_NAMES } from '../figure-names.ts'

const DATE = String.raw`\d{4}-\d{2}-\d{2}`
const FISCAL = String.raw`FY\d{4}|\d{4}(?:Q[1-4]|H[12]|-9M)`
const OF_BOOK = new RegExp(`^(?:${FISCAL}|TTM(?:@${DATE})?|@?${DATE}|${DATE}/${DATE})$`)
/** A fiscal period, a day, a calendar year, a window such as `10y`, or the group of peers. */
const OF_EXHIBIT = new RegExp(
  String.raw`^(?:${FISCAL}|${DATE}|\d{4}|\d{1,3}[dwmy]|${PEERS}|${PEERS_MEDIAN}|${PEERS_OWN})$`,
)
const CITED = /^\{\{([a-z][a-z0-9_]{0,100})@([^{}\s]{1,60})\}\}$/

const KINDS = Object.keys(EXHIBIT_GROUPS) as RowExhibit[]

/** The exhibit that has a figure of this name for this period; null when none has. */
const exhibitOf = (name: string, period: string): RowExhibit | null => {
  if (!OF_EXHIBIT.test(period)) return null
  if (period === PEERS_MEDIAN || period === PEERS_OWN)
    return Object.hasOwn(PEER_METRICS, name) ? 'peers' : null
  const group = Object.hasOwn(EXHIBIT_TERMS, name) ? EXHIBIT_TERMS[name]?.group : undefined
  return KINDS.find((kind) => EXHIBIT_GROUPS[kind] === group) ?? null
}

/** `exhibit` is null for a figure of the book. */
export type CitedFigure = { ok: true; exhibit: RowExhibit | null } | { ok: false; message: string }

/** Reads a text between double braces, with them. */
export const citedFigure = (text: string): CitedFigure => {
  const [, name = '', period = ''] = CITED.exec(text) ?? []
  const isOfBook = OF_BOOK.test(period)
  if (isOfBook && FIGURE_NAMES.has(name)) return { ok: true, exhibit: null }
  const exhibit = exhibitOf(name, period)
  if (exhibit !== null) return { ok: true, exhibit }
  return {
    ok: false,
    message: isOfBook
      ? `there is no figure ${name}`
      : `${text.slice(0, 60)} cites no figure; a figure is cited like {{revenue@FY2025}}`,
  }
}
