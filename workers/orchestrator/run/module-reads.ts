/** What a module is given of the exhibits of its report, and which of them are absent. Pure. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { AnalyzeRequest } from '#shared/contracts/analysis.ts'
import type { ModuleConfig } from '#shared/contracts/config-documents.ts'
import type { ExhibitReading } from '#shared/contracts/exhibit-readings.ts'
import type { ExhibitOf } from '#shared/contracts/exhibits.ts'
import type { ReportExhibit } from '#shared/contracts/orchestrator.ts'
import { isReadExhibit, type ReadExhibit } from '#shared/exhibits/names.ts'
import { windowOf } from '../exhibits/collect.ts'
import { daysBefore } from '../exhibits/records.ts'

type ExhibitRead = NonNullable<ModuleConfig['reads']>[number] & { exhibit: ReadExhibit }
type AbsentExhibit = NonNullable<AnalyzeRequest['context']['absent_exhibits']>[number]

const readsOf = ({ reads = [] }: Pick<ModuleConfig, 'reads'>): ExhibitRead[] =>
  reads.flatMap((read) => {
    const { exhibit } = read
    return isReadExhibit(exhibit) ? [{ ...read, exhibit }] : []
  })

const tokensOf = ({ rows }: { rows: readonly { token: string }[] }): string[] =>
  rows.map(({ token }) => token)

/** What of an exhibit a module is given. A kind is a case here, which the compiler names. */
const readingOf = (exhibit: ExhibitOf<ReadExhibit>, read: ExhibitRead): ExhibitReading => {
  switch (exhibit.kind) {
    case 'market':
    case 'valuation':
    case 'estimates':
      return { kind: exhibit.kind, tokens: tokensOf(exhibit) }
    case 'peers': {
      const { kind, group, metrics, peers } = exhibit
      return { kind, group, metrics, peers, tokens: tokensOf(exhibit) }
    }
    case 'holders': {
      const { kind, scope, holders } = exhibit
      return { kind, scope, holders, tokens: tokensOf(exhibit) }
    }
    case 'insiders': {
      const { kind, trades } = exhibit
      return { kind, trades, tokens: tokensOf(exhibit) }
    }
    case 'actions': {
      const { kind, unread } = exhibit
      return { kind, unread, tokens: tokensOf(exhibit) }
    }
    case 'news':
    case 'filings': {
      const { days, limit } = windowOf(exhibit.kind, read)
      const since = daysBefore(exhibit.as_of, days)
      return {
        kind: exhibit.kind,
        passages: exhibit.passages
          .filter(({ day }) => day >= since)
          .slice(0, limit)
          .map(({ retrieved_at: _, ...passage }) => passage),
      }
    }
  }
}

export interface ModuleReads {
  exhibits: ExhibitReading[]
  /** The exhibits that the module reads and the report does not have, each with its reason. */
  absent: AbsentExhibit[]
}

export const NO_READS: ModuleReads = { exhibits: [], absent: [] }

const isEmpty = (reading: ExhibitReading): boolean =>
  'passages' in reading ? reading.passages.length === 0 : false

export const readsFor = (
  module: Pick<ModuleConfig, 'reads'>,
  figures: FigureIndex,
  told: readonly ReportExhibit[] | null,
): ModuleReads => {
  const reads: ModuleReads = { exhibits: [], absent: [] }
  for (const read of readsOf(module)) {
    const exhibit = figures.exhibits.find(
      (one): one is ExhibitOf<ReadExhibit> => one.kind === read.exhibit,
    )
    const reading = exhibit ? readingOf(exhibit, read) : null
    if (reading && !isEmpty(reading)) {
      reads.exhibits.push(reading)
      continue
    }
    const entry = told?.find(({ kind }) => kind === read.exhibit)
    const reason = entry?.absent ?? (reading ? 'no_data' : 'not_collected')
    reads.absent.push({ kind: read.exhibit, reason })
  }
  return reads
}

/**
 * Whether a module reads only exhibits, and none of them could be collected. Such a module is
 * skipped, because there is nothing to write about.
 */
export const hasNothing = (
  { facts, reads = [] }: Pick<ModuleConfig, 'facts' | 'reads'>,
  { exhibits, absent }: ModuleReads,
): boolean =>
  facts.length === 0 &&
  exhibits.length === 0 &&
  absent.length > 0 &&
  !reads.some(({ exhibit }) => exhibit === 'rating')

/** `news: providers_failed; filings: no_data`. */
export const absentDetail = (absent: readonly AbsentExhibit[]): string =>
  absent.map(({ kind, reason }) => `${kind}: ${reason}`).join('; ')
