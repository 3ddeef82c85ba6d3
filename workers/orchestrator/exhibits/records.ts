/**
 * What collectors of records share: the question, the origin of a figure, names and addresses.
 * Pure.
 */
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import type { ExhibitOrigin } from '#shared/contracts/exhibit-rows.ts'
import { MAX_PASSAGE_NAME } from '#shared/contracts/exhibit-records.ts'
import { dateOf, dayOf } from '#shared/days.ts'
import { foreignText } from '#shared/exhibits/foreign-text.ts'
import type { ItemDataset } from '#shared/names.ts'
import type { CollectedSubject } from './collector.ts'

export type StoredRecord<D extends ItemDataset> = ItemsResponse<D>['items'][number]

/** Most records that a read gives. */
export const MOST_RECORDS = 500

export const questionOf = (
  { market, symbol, as_of }: CollectedSubject,
  limit = MOST_RECORDS,
  from?: string,
) => ({
  params: { symbol },
  query: {
    market,
    limit,
    ...(as_of !== null && { as_of }),
    ...(from !== undefined && { from }),
  },
})

/** The day a number of days before an instant. */
export const daysBefore = (instant: string, days: number): string => dateOf(dayOf(instant) - days)

type StatedOrigin = Omit<Extract<ExhibitOrigin, { kind: 'stated' }>, 'kind'>

/** `day` is the day that the figure is of. */
export const originOf = (
  { provider, retrieved_at, source_url }: StoredRecord<ItemDataset>,
  field: string,
  day: string,
): StatedOrigin => ({
  provider,
  field,
  at: `${day}T00:00:00.000Z`,
  retrieved_at,
  source_url,
})

/** A name of a person or a company from outside; null when nothing of it can be shown. */
export const foreignName = (name: string | null): string | null =>
  foreignText(name, MAX_PASSAGE_NAME)
