/**
 * How one exhibit is collected. Kinds that name the same step are collected in it together and
 * share what was asked. Whatever fails makes its exhibit absent, and the report goes on.
 */
import type { ResponseOf } from '#shared/contracts/route.ts'
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import type { ExhibitOf } from '#shared/contracts/exhibits.ts'
import type { Result } from '#shared/contracts/problem.ts'
import type { ReadExhibit } from '#shared/exhibits/names.ts'
import type { ServiceClient } from '#shared/http/client.ts'

/** What a report is about. */
export interface CollectedSubject {
  market: string
  symbol: string
  /** The day as of which it is written; null for now. */
  as_of: string | null
  book: string
  /** When the book was read. */
  read_at: string
}

export type ValuationAnswer = ResponseOf<AggregatorContract['getValuation']>

export interface CollectorInput {
  subject: CollectedSubject
  aggregator: Pick<ServiceClient<AggregatorContract>, 'call'>
  /** Market figures and valuation, asked once for both. */
  valuation(): Promise<Result<ValuationAnswer>>
  /** How far back passages of the kind go, and how many at most: the most that any module reads. */
  window: { days: number; limit: number }
  /** Waits, while it is seen to be alive, for something that is being made. */
  wait(seconds: number): Promise<void>
}

export interface ExhibitCollector<K extends ReadExhibit> {
  /** The step of the Workflow, `exhibit:<step>`. */
  step: string
  collect(input: CollectorInput): Promise<Result<ExhibitOf<K>>>
}
