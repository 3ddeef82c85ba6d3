/** Every exhibit with its table in a prompt. A new kind is a file here and its line. */
import type { Figure } from '#shared/contracts/analysis.ts'
import type { ExhibitReading, ExhibitReadingOf } from '#shared/contracts/exhibit-readings.ts'
import type { ReadExhibit } from '#shared/exhibits/names.ts'
import type { Language } from '#shared/names.ts'
import { actions } from './actions.ts'
import { estimates } from './estimates.ts'
import { filings } from './filings.ts'
import { holders } from './holders.ts'
import { insiders } from './insiders.ts'
import { market } from './market.ts'
import { news } from './news.ts'
import { peers } from './peers.ts'
import type { ExhibitTable, TableInput } from './table.ts'
import { valuation } from './valuation.ts'

const TABLES: { [K in ReadExhibit]: ExhibitTable<K> } = {
  market,
  valuation,
  peers,
  estimates,
  holders,
  insiders,
  actions,
  news,
  filings,
}

const tableOf = <K extends ReadExhibit>(
  kind: K,
  reading: ExhibitReadingOf<K>,
  input: TableInput,
): { note: string; lines: string[] } => {
  const { note, lines } = TABLES[kind]
  return { note, lines: lines(reading, input) }
}

export interface PromptTable {
  kind: ReadExhibit
  note: string
  text: string
}

/** The tables of the exhibits that a module reads, in their order. */
export const exhibitTables = (
  exhibits: readonly ExhibitReading[],
  figures: readonly Figure[],
  language: Language,
): PromptTable[] => {
  const input = { byToken: new Map(figures.map((figure) => [figure.token, figure])), language }
  return exhibits.map((reading) => {
    const { note, lines } = tableOf(reading.kind, reading, input)
    return { kind: reading.kind, note, text: lines.join('\n') }
  })
}

/** The tokens that stand in the table of an exhibit, and not in that of the figures. */
export const tokensOfExhibits = (exhibits: readonly ExhibitReading[]): ReadonlySet<string> =>
  new Set(exhibits.flatMap((reading) => ('tokens' in reading ? reading.tokens : [])))
