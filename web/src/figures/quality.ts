/**
 * The results of the checks: which figures are flagged, what they were compared with, and whether
 * other providers agree. Pure.
 */
import type { Attempt, CheckSummary, Fact } from '#shared/contracts/facts.ts'
import type { FigureEntry, FigureIndex } from '#shared/book/figure-index.ts'
import { doubtsOfFact } from '#shared/doubt.ts'
import { splitAttempts } from '../ui/attempts.ts'
import { isProviderId } from '#shared/names.ts'

export type FailedCheck = Exclude<Fact['quality'], 'ok'>[number]

export const failedChecks = (entry: Pick<FigureEntry, 'origin'>): FailedCheck[] =>
  entry.origin.kind === 'fact' && entry.origin.fact.quality !== 'ok'
    ? entry.origin.fact.quality
    : []

/**
 * Why a figure is in doubt: `failed` when it failed a check itself, `inherited` when a figure that
 * it was computed from failed one. A figure that could not be compared with another source is not
 * in doubt.
 */
export type DoubtKind = 'failed' | 'inherited'
export const doubtOf = (entry: Pick<FigureEntry, 'origin' | 'doubts'>): DoubtKind | null =>
  entry.origin.kind === 'fact' && doubtsOfFact(entry.origin.fact).length > 0
    ? 'failed'
    : entry.doubts?.length
      ? 'inherited'
      : null

/** Filed figures that failed a check, newest period first. */
export const flaggedFigures = (figures: FigureIndex): FigureEntry[] =>
  figures.failed.sort((a, b) => b.end.localeCompare(a.end) || a.token.localeCompare(b.token))

/**
 * Whether a check failed for figures that are not shown, because they are of earlier years or from
 * another provider.
 */
export const hasUnshownFailures = (figures: FigureIndex): boolean => {
  const shown = new Set(figures.failed.flatMap(failedChecks).map(({ check }) => check))
  return (figures.about.quality_checks ?? []).some(({ id, failed }) => failed > 0 && !shown.has(id))
}

export interface ChecksCount {
  made: number
  flagged: number
}
/** Null where the answer says nothing about checks. */
export const checksCount = ({ about, book }: FigureIndex): ChecksCount | null =>
  about.quality_checks
    ? {
        made: about.quality_checks.reduce((sum, { made }) => sum + made, 0),
        flagged: book.failedFacts.length,
      }
    : null

/** An answer that may say which checks were made. */
interface WithChecks {
  quality_checks?: readonly CheckSummary[] | null | undefined
}

const checkNamed = ({ quality_checks }: WithChecks, id: string): CheckSummary | undefined =>
  quality_checks?.find((check) => check.id === id)

/** The check's name and definition, where the answer tells them. */
export const wordsOfCheck = (
  checked: WithChecks,
  id: string,
): { name: { en: string; zh: string } | null; definition: { en: string; zh: string } | null } => {
  const check = checkNamed(checked, id)
  return check
    ? {
        name: { en: check.en, zh: check.zh },
        definition: { en: check.definition_en, zh: check.definition_zh },
      }
    : { name: null, definition: null }
}

/**
 * A figure that another one was compared with: one of the figures read, or only a value, perhaps
 * with its provider.
 */
export type Against =
  | { kind: 'figure'; entry: FigureEntry }
  | { kind: 'value'; value: string; unit: string; provider: string | null }

/** The provider that the words of a finding name beside the figure's own. */
export const otherProvider = (detail: string, own: string): string | null =>
  detail.match(/[a-z]+/g)?.find((word) => word !== own && isProviderId(word)) ?? null

/** Values are as filed, also where the figure itself is shown converted. */
export const setAgainst = (figures: FigureIndex, fact: Fact, failed: FailedCheck): Against[] =>
  failed.other_values.map(({ fact: id, value }): Against => {
    const entry = figures.byId(id)
    if (entry) return { kind: 'figure', entry }
    return {
      kind: 'value',
      value,
      unit: fact.converted_from?.unit ?? fact.unit,
      provider: otherProvider(failed.detail, fact.provider),
    }
  })

export type Agreement =
  | {
      kind: 'compared'
      providers: string[]
      compared: number
      differing: number
      tolerance: string
      otherCurrency: number
    }
  /** A second source answered, but has no figure of the same periods. */
  | { kind: 'nothing'; providers: string[] }
  /** No other source answered. `asked` tells whether there was one that could be asked. */
  | { kind: 'alone'; asked: boolean }

const gave = (attempt: Attempt): boolean =>
  attempt.outcome === 'served' || attempt.outcome === 'stored'

/** What other providers say of the same figures. */
export const agreementOf = ({
  about,
  reading,
}: Pick<FigureIndex, 'about' | 'reading'>): Agreement => {
  const agree = checkNamed(about, 'providers_agree')
  const others = reading.attempts.filter(({ provider }) => provider !== reading.served_by.provider)
  const providers = [...new Set(others.filter(gave).map(({ provider }) => provider))]
  const otherCurrency = checkNamed(about, 'providers_currency')?.failed ?? 0
  if (agree && (agree.made > 0 || otherCurrency > 0))
    return {
      kind: 'compared',
      providers,
      compared: agree.made,
      differing: agree.failed,
      tolerance: agree.tolerance,
      otherCurrency,
    }
  if (providers.length > 0) return { kind: 'nothing', providers }
  return { kind: 'alone', asked: splitAttempts(others).told.length > 0 }
}
