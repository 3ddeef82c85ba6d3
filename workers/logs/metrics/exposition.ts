/**
 * Counts in the text exposition format of Prometheus, version 0.0.4: families with HELP and TYPE,
 * counters that only grow, histograms with cumulative buckets. Pure.
 */
import { boundsOf, type LogSeriesKind } from '#shared/logs/kinds.ts'
import type { SeriesCount } from '../batch/counts.ts'

export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

type Labels = Record<string, string>

interface Family {
  kind: LogSeriesKind
  name: string
  help: string
  /** What becomes of one count: its labels. */
  labels: (count: SeriesCount) => Labels
  /** A counter of counts or of values, or a histogram of values in this unit. */
  type: { counter: 'count' | 'total' } | { histogram: number }
}

/** Values of durations are milliseconds, and Prometheus has seconds. */
const MS_PER_SECOND = 1_000

const byWorker = ({ worker, name }: SeriesCount): Labels => ({ worker, route: name })

const FAMILIES: readonly Family[] = [
  {
    kind: 'request',
    name: 'http_requests_total',
    help: 'Requests answered, by Worker, route and class of the status.',
    labels: (count) => ({ ...byWorker(count), code: count.outcome }),
    type: { counter: 'count' },
  },
  {
    kind: 'request',
    name: 'http_request_duration_seconds',
    help: 'How long requests took, by Worker and route.',
    labels: byWorker,
    type: { histogram: MS_PER_SECOND },
  },
  {
    kind: 'provider',
    name: 'provider_questions_total',
    help: 'Questions to data providers, by provider and outcome.',
    labels: ({ name, outcome }) => ({ provider: name, outcome }),
    type: { counter: 'count' },
  },
  {
    kind: 'provider',
    name: 'provider_question_duration_seconds',
    help: 'How long questions to data providers took.',
    labels: ({ name }) => ({ provider: name }),
    type: { histogram: MS_PER_SECOND },
  },
  {
    kind: 'object',
    name: 'object_calls_total',
    help: 'Calls of Durable Objects within requests, by Worker, class and outcome.',
    labels: ({ worker, name, outcome }) => ({ worker, object: name, outcome }),
    type: { counter: 'count' },
  },
  {
    kind: 'object',
    name: 'object_call_duration_seconds',
    help: 'How long calls of Durable Objects took.',
    labels: ({ worker, name }) => ({ worker, object: name }),
    type: { histogram: MS_PER_SECOND },
  },
  {
    kind: 'model',
    name: 'model_calls_total',
    help: 'Calls of language models, by model and outcome.',
    labels: ({ name, outcome }) => ({ model: name, outcome }),
    type: { counter: 'count' },
  },
  {
    kind: 'model',
    name: 'model_cost_usd_total',
    help: 'What calls of language models cost, in US dollars.',
    labels: ({ name }) => ({ model: name }),
    type: { counter: 'total' },
  },
  {
    kind: 'quote',
    name: 'price_reads_total',
    help: 'Reads of one live price: fresh, expired or missing.',
    labels: ({ outcome }) => ({ outcome }),
    type: { counter: 'count' },
  },
  {
    kind: 'quote',
    name: 'price_age_seconds',
    help: 'How old the live prices were that were given.',
    labels: () => ({}),
    type: { histogram: 1 },
  },
  {
    kind: 'line',
    name: 'log_lines_total',
    help: 'Log lines, by Worker and level.',
    labels: ({ worker, name }) => ({ worker, level: name }),
    type: { counter: 'count' },
  },
  {
    kind: 'left_out',
    name: 'log_lines_left_out_total',
    help: 'Log lines that were counted and not stored, by Worker.',
    labels: ({ worker }) => ({ worker }),
    type: { counter: 'count' },
  },
  {
    kind: 'lost',
    name: 'log_lines_lost_total',
    help: 'Log lines that could neither be stored nor counted.',
    labels: () => ({}),
    type: { counter: 'count' },
  },
]

const escapedHelp = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
const escapedLabel = (text: string): string => escapedHelp(text).replaceAll('"', '\\"')

const sample = (name: string, labels: Labels, value: number): string => {
  const told = Object.entries(labels).map(([label, text]) => `${label}="${escapedLabel(text)}"`)
  return `${name}${told.length > 0 ? `{${told.join(',')}}` : ''} ${value}`
}

interface SampleSum {
  labels: Labels
  count: number
  total: number
  buckets: number[]
}

/** Counts with the same labels are one series. */
const summed = (counts: readonly SeriesCount[], labelsOf: Family['labels']): SampleSum[] => {
  const sums = new Map<string, SampleSum>()
  for (const count of counts) {
    const labels = labelsOf(count)
    const key = JSON.stringify(labels)
    const sum = sums.get(key) ?? { labels, count: 0, total: 0, buckets: [] }
    sums.set(key, sum)
    sum.count += count.count
    sum.total += count.total
    for (const [at, value] of count.buckets.entries())
      sum.buckets[at] = (sum.buckets[at] ?? 0) + value
  }
  return [...sums.values()]
}

const histogram = (family: Family, sum: SampleSum, unit: number): string[] => {
  const { name } = family
  const { labels, buckets } = sum
  const bounds = boundsOf(family.kind)
  let below = 0
  const lines = bounds.map((bound, at) => {
    below += buckets[at] ?? 0
    return sample(`${name}_bucket`, { ...labels, le: String(bound / unit) }, below)
  })
  const all = below + (buckets[bounds.length] ?? 0)
  return [
    ...lines,
    sample(`${name}_bucket`, { ...labels, le: '+Inf' }, all),
    sample(`${name}_sum`, labels, sum.total / unit),
    sample(`${name}_count`, labels, all),
  ]
}

const familyLines = (family: Family, counts: readonly SeriesCount[]): string[] => {
  const { kind, name, help, type } = family
  const sums = summed(
    counts.filter((count) => count.kind === kind),
    family.labels,
  )
  return [
    `# HELP ${name} ${escapedHelp(help)}`,
    `# TYPE ${name} ${'counter' in type ? 'counter' : 'histogram'}`,
    ...sums.flatMap((sum) =>
      'counter' in type
        ? [sample(name, sum.labels, sum[type.counter])]
        : histogram(family, sum, type.histogram),
    ),
  ]
}

export const exposition = (counts: readonly SeriesCount[]): string =>
  `${FAMILIES.flatMap((family) => familyLines(family, counts)).join('\n')}\n`
