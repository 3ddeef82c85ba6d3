/**
 * What the statements of the three markets have in common: the instrument, the answers of several
 * reports as one result, and the facts of several answers as one list.
 */
import type { Instrument } from '#shared/contracts/instrument.ts'
import { instrumentFor } from '../../identity/instrument-for.ts'
import type {
  CompanyQuery,
  NewFact,
  ProviderFailure,
  ProviderResult,
} from '../../model/provider.ts'
import type { EastmoneyReport } from './data-centre.ts'
import { dayOf } from './fields.ts'

/** The instrument, built from this answer and from what earlier answers gave. */
export const instrumentOf = (
  query: CompanyQuery,
  name: string | null,
  about: { fiscalYearEnd: string | null; identifiers?: Record<string, string> },
): Instrument =>
  instrumentFor(query, {
    name,
    names: { ...query.known?.names, ...(name && /\p{Script=Han}/u.test(name) && { zh: name }) },
    fiscal_year_end: about.fiscalYearEnd,
    identifiers: about.identifiers ?? {},
  })

/**
 * A statement that a company does not have is null. Any other failure makes the whole result fail.
 */
export const allAnswers = (
  results: readonly ProviderResult<EastmoneyReport>[],
): ProviderResult<(EastmoneyReport | null)[]> => {
  const fault = results.find(
    (result): result is ProviderFailure => !result.ok && result.reason !== 'empty',
  )
  return fault ?? { ok: true, data: results.map((result) => (result.ok ? result.data : null)) }
}

export const periodIn = (row: unknown): string | null =>
  dayOf((row as { REPORT_DATE?: unknown } | null)?.REPORT_DATE)

/** Facts with the index of the answer they came from. */
export const sourced = (facts: readonly NewFact[], source: number): NewFact[] =>
  facts.map((fact) => ({ ...fact, source }))

/**
 * Keeps one fact for each figure and period. A value from a statement comes before the same value
 * from the main indicators.
 */
export const firstOfEach = (facts: readonly NewFact[]): NewFact[] => {
  const seen = new Set<string>()
  return facts.filter(({ concept, period }) => {
    const key = `${concept} ${period}`
    return !seen.has(key) && seen.add(key)
  })
}
