/** What happened for one request, or for the runs of one report, as a waterfall by Worker. */
import { useEffect, useMemo } from 'preact/hooks'
import type { Timeline, TimelineEntry } from '#shared/contracts/logs.ts'
import { getTimeline } from '../api.ts'
import { language } from '../preferences.ts'
import { logsPath, reportPath, timelinePath } from '../router.ts'
import { Loading } from '../ui/Loading.tsx'
import { loader } from '../ui/loaded.ts'
import { grouped, listed } from '../ui/words.ts'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import './logs.css'
import { t } from './strings/index.ts'
import { type FallBar, barsOf, failuresOf } from './waterfall.ts'
import { spanOf, stampOf } from './words.ts'

interface TimelineProps {
  of: 'requests' | 'reports'
  id: string
}

const endOf = ({ status, outcome, reason }: TimelineEntry): string =>
  [status, outcome, reason].filter((part) => part).join(' · ')

const Details = ({ entry }: { entry: TimelineEntry }) => {
  const told = Object.entries({
    event: entry.event,
    request_id: entry.request_id,
    report_id: entry.report_id,
    instrument: entry.instrument,
    provider: entry.provider,
    route: entry.route,
    ...entry.fields,
  }).filter(([, value]) => value !== null)
  return (
    <details class="small">
      <summary>{t('timeline.details')}</summary>
      <dl class="log-fields">
        {told.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{String(value)}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

const percent = (fraction: number): string => `${(fraction * 100).toFixed(3)}%`

const Row = ({ bar: { entry, left, width } }: { bar: FallBar }) => (
  <li class={`fall fall-${entry.level}`}>
    <div class="fall-words" style={{ paddingInlineStart: `${Math.min(entry.depth, 8) * 14}px` }}>
      <span class="small muted">{entry.worker}</span> <span>{entry.text}</span>{' '}
      <strong>{endOf(entry)}</strong>
    </div>
    <div class="fall-time">
      <svg class={`fall-track of-${entry.worker}`} width="100%" height="10" aria-hidden="true">
        <rect x={percent(left)} y="1" width={percent(width)} height="8" rx="2" />
      </svg>
      <span class="small muted">
        +{spanOf(entry.offset_ms)}
        {entry.duration_ms !== null && ` · ${spanOf(entry.duration_ms)}`}
      </span>
    </div>
    <Details entry={entry} />
  </li>
)

const Waterfall = ({ timeline }: { timeline: Timeline }) => {
  const failures = failuresOf(timeline.entries)
  return (
    <>
      <p>
        {timeline.started_at && <code>{stampOf(timeline.started_at)}</code>}{' '}
        {t('timeline.sum', {
          count: grouped(timeline.entries.length),
          time: spanOf(timeline.duration_ms),
          workers: listed(timeline.workers),
        })}
      </p>
      {timeline.cut && <p class="notice">{t('timeline.cut')}</p>}
      {failures.length > 0 && (
        <section aria-labelledby="failures-title">
          <h2 id="failures-title">{t('timeline.failures')}</h2>
          <ul class="log-failures">
            {failures.map((entry) => (
              <li key={entry.id}>
                {entry.text} <strong>{endOf(entry)}</strong>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="lines-title">
        <h2 id="lines-title">{t('timeline.lines')}</h2>
        <ol class="falls">
          {barsOf(timeline).map((bar) => (
            <Row key={bar.entry.id} bar={bar} />
          ))}
        </ol>
      </section>
    </>
  )
}

export const TimelinePage = ({ of, id }: TimelineProps) => {
  const timeline = useMemo(() => loader(() => getTimeline(of, id)), [])
  const load = () => void timeline.load()
  useEffect(load, [])
  useEffect(() => {
    document.title = `${t(`timeline.${of}`)} ${id} · ${t('app.name')}`
  }, [language.value])
  const now = timeline.value.value
  const report =
    now.state === 'ready' ? now.data.entries.find((one) => one.report_id)?.report_id : null
  return (
    <div class="logs">
      <div>
        <h1>
          {t(`timeline.${of}`)} <code class="log-id">{id}</code>
        </h1>
        <p class="log-ways">
          <a href={logsPath()}>{t('timeline.back')}</a>
          {of === 'requests' && report && (
            <a href={timelinePath('reports', report)}>{t('timeline.reports')}</a>
          )}
          {of === 'reports' && <a href={reportPath(id)}>{t('timeline.reports')}</a>}
        </p>
      </div>
      {now.state === 'loading' && <Loading label="logs.loading" />}
      {now.state === 'failed' && <ProblemPanel problem={now.problem} retry={load} />}
      {now.state === 'ready' &&
        (now.data.entries.length > 0 ? (
          <Waterfall timeline={now.data} />
        ) : (
          <p class="muted">{t('timeline.none')}</p>
        ))}
    </div>
  )
}
