/**
 * Lines as a timeline: each where it began, within the span that it belongs to. A line is written
 * at the end of what it tells of, so it began its duration before. Pure.
 */
import {
  type LogLine,
  MOST_IN_TIMELINE,
  type Timeline,
  type TimelineEntry,
} from '#shared/contracts/logs.ts'
import { WORKER_NAMES } from '#shared/logs/names.ts'
import { MAX_FEW } from '#shared/lengths.ts'

/** Spans within spans that are followed; more would be a circle. */
const DEEPEST = 40

const startOf = (line: LogLine): number => Date.parse(line.at) - Math.max(0, line.duration_ms ?? 0)

/** How many spans of the timeline each line stands within. */
const depths = (lines: readonly LogLine[]): ((line: LogLine) => number) => {
  const spans = new Map(lines.flatMap((line) => (line.span === null ? [] : [[line.span, line]])))
  return (line) => {
    let depth = 0
    for (
      let above = line.parent === null ? undefined : spans.get(line.parent);
      above && above !== line && depth < DEEPEST;
      above = above.parent === null ? undefined : spans.get(above.parent)
    )
      depth += 1
    return depth
  }
}

export const timelineOf = (given: readonly LogLine[]): Timeline => {
  const lines = given.slice(0, MOST_IN_TIMELINE)
  const [first] = lines
  if (!first)
    return {
      started_at: null,
      duration_ms: 0,
      workers: [],
      providers: [],
      entries: [],
      cut: false,
    }
  const began = lines.reduce((least, line) => Math.min(least, startOf(line)), startOf(first))
  const ended = lines.reduce((most, line) => Math.max(most, Date.parse(line.at)), began)
  const depthOf = depths(lines)
  const entries = lines
    .map(
      (line): TimelineEntry => ({
        ...line,
        started_at: new Date(startOf(line)).toISOString(),
        offset_ms: startOf(line) - began,
        depth: depthOf(line),
      }),
    )
    .toSorted((a, b) => a.offset_ms - b.offset_ms || a.depth - b.depth || (a.id < b.id ? -1 : 1))
  const seen = new Set(lines.map(({ worker }) => worker))
  const providers = new Set(lines.flatMap(({ provider }) => provider ?? []))
  return {
    started_at: new Date(began).toISOString(),
    duration_ms: ended - began,
    workers: WORKER_NAMES.filter((name) => seen.has(name)),
    providers: [...providers].toSorted().slice(0, MAX_FEW),
    entries,
    cut: given.length > MOST_IN_TIMELINE,
  }
}
