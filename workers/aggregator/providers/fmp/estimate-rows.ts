/** What the rows of all estimates have in common. */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { NewItem } from '../../model/provider.ts'

export const figure = z.number().nullish()
export const symbolOf = { symbol: z.string().min(1) }
export const count = z.int().min(0)

export type EstimateRows = NewItem<'estimates'>[]

export interface AnalystContext {
  today: string
  now: Date
  page: string
}

export const made = (
  key: string,
  item: ItemOf<'estimates'>,
  source: number,
  { now, page }: AnalystContext,
  known?: string,
): NewItem<'estimates'> => ({
  key,
  item,
  known_at: known ?? now.toISOString(),
  source_url: page,
  source,
})
