/** One slice of a remap: groups in their order, until so many are done or the time is used up. */
import type { RemapGroup } from '#shared/contracts/raw-answers.ts'
import { readingGroups, type GroupFilter, type ReadingGroup } from '../store/raw-readings.ts'
import { remapGroup, type RemapDeps } from './group.ts'

/** A slice that has worked so long begins no other group, in milliseconds. */
const SLICE_MS = 10_000

/** Where a slice stopped, as text: the group that was looked at last. */
export const cursorOf = ({ instrument, dataset, provider }: ReadingGroup): string =>
  [instrument, dataset, provider].join('|')

/** Null for a text that is no cursor. */
export const parseCursor = (text: string): ReadingGroup | null => {
  const [instrument, dataset, provider, ...more] = text.split('|')
  return instrument && dataset && provider && more.length === 0
    ? { instrument, dataset, provider }
    : null
}

export const remapSlice = async (
  filter: GroupFilter,
  after: ReadingGroup | null,
  limit: number,
  deps: RemapDeps,
): Promise<{ groups: RemapGroup[]; next: string | null }> => {
  const until = deps.now().getTime() + SLICE_MS
  const wanted = await readingGroups(deps.db, filter, after, limit + 1)
  const groups: RemapGroup[] = []
  for (const group of wanted.slice(0, limit)) {
    if (groups.length > 0 && deps.now().getTime() > until) break
    groups.push(await remapGroup(group, deps))
  }
  const last = groups.at(-1)
  return { groups, next: last && groups.length < wanted.length ? cursorOf(last) : null }
}
