/**
 * The figures of the last hours: sums with their course, and tables by route, provider and model.
 */
import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { LogMetric, LogMetrics, LogMetricSlot } from '#shared/contracts/logs.ts'
import { getMetrics } from '../api.ts'
import { language } from '../preferences.ts'
import { logsPath } from '../router.ts'
import { type DataColumn, DataTable } from '../ui/DataTable.tsx'
import { Loading } from '../ui/Loading.tsx'
import { loader } from '../ui/loaded.ts'
import { Segments } from '../ui/Segments.tsx'
import { Sparkline } from '../ui/Sparkline.tsx'
import { grouped, providerName } from '../ui/words.ts'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import './logs.css'
import { t } from './strings/index.ts'
import { dollars } from '../ui/dollars.ts'
import { spanOf } from './words.ts'

const WINDOWS = ['1', '6', '24', '168'] as const

const took = (ms: number | null): string => (ms === null ? '–' : spanOf(ms))

interface TileProps {
  name: string
  value: string
  course?: (number | null)[]
}

const Tile = ({ name, value, course }: TileProps) => (
  <div class="metric-tile">
    <dt class="small muted">{name}</dt>
    <dd>
      <strong>{value}</strong>
      {course && <Sparkline values={course} />}
    </dd>
  </div>
)

const SECOND_MS = 1_000

const Tiles = ({ metrics }: { metrics: LogMetrics }) => {
  const { gateway, quotes, slots } = metrics
  const of = (pick: (slot: LogMetricSlot) => number | null) => slots.map(pick)
  const sum = (pick: (slot: LogMetricSlot) => number) =>
    slots.reduce((before, slot) => before + pick(slot), 0)
  const calls = (slot: LogMetricSlot) => slot.provider_calls
  const failures = (slot: LogMetricSlot) => slot.provider_failures
  return (
    <dl class="metric-tiles">
      <Tile
        name={t('metrics.requests')}
        value={grouped(gateway.requests)}
        course={of((slot) => slot.requests)}
      />
      <Tile
        name={t('metrics.errors')}
        value={grouped(gateway.errors)}
        course={of((slot) => slot.errors)}
      />
      <Tile name={t('metrics.p50')} value={took(gateway.p50_ms)} />
      <Tile
        name={t('metrics.p95')}
        value={took(gateway.p95_ms)}
        course={of((slot) => slot.p95_ms)}
      />
      <Tile name={t('metrics.provider_calls')} value={grouped(sum(calls))} course={of(calls)} />
      <Tile
        name={t('metrics.provider_failures')}
        value={grouped(sum(failures))}
        course={of(failures)}
      />
      <Tile
        name={t('metrics.model_usd')}
        value={dollars(metrics.model_usd)}
        course={of((slot) => slot.model_usd)}
      />
      <Tile
        name={t('metrics.quotes')}
        value={[
          t('metrics.quotes_sum', {
            fresh: grouped(quotes.fresh),
            expired: grouped(quotes.expired),
            missing: grouped(quotes.missing),
          }),
          ...(quotes.p95_age_seconds === null
            ? []
            : [t('metrics.quotes_age', { age: spanOf(quotes.p95_age_seconds * SECOND_MS) })]),
        ].join(' · ')}
      />
    </dl>
  )
}

const name = (head: string, cell: DataColumn<LogMetric>['cell']): DataColumn<LogMetric> => ({
  head,
  text: true,
  cell,
})
const outcome = (): DataColumn<LogMetric> => name(t('metrics.outcome'), (row) => row.outcome)
const count = (): DataColumn<LogMetric> => ({
  head: t('metrics.count'),
  cell: (row) => grouped(row.count),
})
const durations = (): DataColumn<LogMetric>[] => [
  { head: t('metrics.p50'), cell: (row) => took(row.p50) },
  { head: t('metrics.p95'), cell: (row) => took(row.p95) },
]

interface PartProps {
  title: string
  kind: LogMetric['kind']
  metrics: LogMetrics
  columns: readonly DataColumn<LogMetric>[]
}

const Part = ({ title, kind, metrics, columns }: PartProps) => {
  const rows = metrics.series.filter((row) => row.kind === kind)
  return (
    <section class="metric-part">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p class="muted">{t('metrics.none')}</p>
      ) : (
        <DataTable
          caption={title}
          columns={columns}
          rows={rows}
          keyOf={(row) => `${row.worker} ${row.name} ${row.outcome}`}
        />
      )}
    </section>
  )
}

const Figures = ({ metrics }: { metrics: LogMetrics }) => (
  <>
    <Tiles metrics={metrics} />
    <Part
      title={t('metrics.by_provider')}
      kind="provider"
      metrics={metrics}
      columns={[
        name(t('metrics.name'), (row) => (
          <a href={logsPath({ provider: row.name, event: 'provider.asked' })}>
            {providerName(row.name)}
          </a>
        )),
        outcome(),
        count(),
        ...durations(),
      ]}
    />
    <Part
      title={t('metrics.by_route')}
      kind="request"
      metrics={metrics}
      columns={[
        name(t('metrics.route'), (row) => row.name),
        name(t('logs.worker'), (row) => row.worker),
        outcome(),
        count(),
        ...durations(),
      ]}
    />
    <Part
      title={t('metrics.by_model')}
      kind="model"
      metrics={metrics}
      columns={[
        name(t('metrics.name'), (row) => row.name),
        outcome(),
        count(),
        { head: t('metrics.cost'), cell: (row) => dollars(row.total) },
      ]}
    />
    <Part
      title={t('metrics.by_object')}
      kind="object"
      metrics={metrics}
      columns={[
        name(t('metrics.name'), (row) => row.name),
        name(t('logs.worker'), (row) => row.worker),
        outcome(),
        count(),
        ...durations(),
      ]}
    />
    <Part
      title={t('metrics.by_line')}
      kind="line"
      metrics={metrics}
      columns={[
        name(t('logs.worker'), (row) => row.worker),
        name(t('logs.level'), (row) => row.name),
        count(),
      ]}
    />
  </>
)

export const MetricsPage = () => {
  const hours = useSignal<(typeof WINDOWS)[number]>('24')
  const metrics = useMemo(() => loader(() => getMetrics(Number(hours.value))), [])
  const load = () => void metrics.load()
  useEffect(load, [hours.value])
  useEffect(() => {
    document.title = `${t('metrics.title')} · ${t('app.name')}`
  }, [language.value])
  const now = metrics.value.value
  return (
    <div class="logs">
      <div>
        <h1>{t('metrics.title')}</h1>
        <p class="lead">{t('metrics.lead')}</p>
        <p class="log-ways">
          <a href={logsPath()}>{t('logs.title')}</a>
        </p>
      </div>
      <Segments
        label={t('metrics.hours')}
        options={WINDOWS}
        words={(window) => t('metrics.window', { hours: window })}
        chosen={hours}
      />
      {now.state === 'loading' && <Loading label="logs.loading" />}
      {now.state === 'failed' && <ProblemPanel problem={now.problem} retry={load} />}
      {now.state === 'ready' && <Figures metrics={now.data} />}
    </div>
  )
}
