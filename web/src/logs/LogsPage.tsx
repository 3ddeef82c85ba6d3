/** The page of the log: what is asked for stands in the address, the lines below it. */
import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { LogLine } from '#shared/contracts/logs.ts'
import { LOG_LEVELS, WORKER_NAMES } from '#shared/logs/names.ts'
import { PROVIDER_IDS } from '#shared/names.ts'
import { listLogs } from '../api.ts'
import { language } from '../preferences.ts'
import { LOG_FILTERS, type LogFilters, logsPath, navigate, timelinePath } from '../router.ts'
import { type DataColumn, DataTable } from '../ui/DataTable.tsx'
import { Loading } from '../ui/Loading.tsx'
import { loader } from '../ui/loaded.ts'
import { providerName } from '../ui/words.ts'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import './logs.css'
import { t, tSpelled } from './strings/index.ts'
import { spanOf, stampOf } from './words.ts'

/** Lines that the service gives at once. */
const PAGE = 200

const CHOICES: Partial<Record<keyof LogFilters, readonly string[]>> = {
  worker: WORKER_NAMES,
  level: LOG_LEVELS,
  provider: PROVIDER_IDS,
}

const choiceWords = (name: keyof LogFilters, value: string): string => {
  if (name === 'level') return tSpelled('level', value)
  return name === 'provider' ? providerName(value) : value
}

const Filters = ({ filters }: { filters: LogFilters }) => {
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const wish = Object.fromEntries(
      LOG_FILTERS.map((name) => [name, String(given.get(name) ?? '').trim()]),
    )
    navigate(logsPath(wish), { stay: true })
  }
  return (
    <form class="log-filters" aria-label={t('logs.filters')} onSubmit={submit}>
      {LOG_FILTERS.map((name) => (
        <div class="log-filter" key={name}>
          <label class="small muted" for={`log-${name}`}>
            {t(`logs.${name}`)}
          </label>
          {CHOICES[name] ? (
            <select id={`log-${name}`} name={name} value={filters[name]}>
              <option value="">{t('logs.any')}</option>
              {CHOICES[name].map((value) => (
                <option key={value} value={value} selected={filters[name] === value}>
                  {choiceWords(name, value)}
                </option>
              ))}
            </select>
          ) : (
            <input
              id={`log-${name}`}
              name={name}
              value={filters[name]}
              maxLength={100}
              autocomplete="off"
              placeholder={name === 'from' || name === 'to' ? '2026-12-01T00:00:00Z' : undefined}
            />
          )}
        </div>
      ))}
      <button type="submit" class="button button-main">
        {t('logs.find')}
      </button>
    </form>
  )
}

const What = ({ line }: { line: LogLine }) => (
  <>
    {line.level !== 'info' && (
      <span class={`badge log-${line.level}`}>{tSpelled('level', line.level)}</span>
    )}{' '}
    {line.request_id ? (
      <a href={timelinePath('requests', line.request_id)}>{line.text}</a>
    ) : (
      line.text
    )}
  </>
)

const columns = (): DataColumn<LogLine>[] => [
  { head: t('logs.time'), cell: (line) => <code>{stampOf(line.at)}</code> },
  { head: t('logs.worker'), text: true, cell: (line) => line.worker },
  { head: t('logs.line'), text: true, cell: (line) => <What line={line} /> },
  {
    head: t('logs.outcome'),
    text: true,
    cell: (line) => [line.status, line.outcome, line.reason].filter((part) => part).join(' · '),
  },
  {
    head: t('logs.duration'),
    cell: (line) => (line.duration_ms === null ? '' : spanOf(line.duration_ms)),
  },
]

const Lines = ({ filters }: { filters: LogFilters }) => {
  const cursor = useSignal<string | null>(null)
  const lines = useMemo(() => loader(() => listLogs(filters, cursor.value)), [])
  const load = () => void lines.load()
  useEffect(load, [cursor.value])
  const now = lines.value.value
  if (now.state === 'loading') return <Loading label="logs.loading" />
  if (now.state === 'failed') return <ProblemPanel problem={now.problem} retry={load} />
  const { next } = now.data
  return (
    <section class="log-lines" aria-busy={lines.busy.value}>
      {now.data.lines.length === 0 ? (
        <p class="muted">{t('logs.none')}</p>
      ) : (
        <DataTable
          caption={t('logs.title')}
          columns={columns()}
          rows={now.data.lines}
          keyOf={(line) => line.id}
          first={PAGE}
        />
      )}
      <div class="log-ways">
        {cursor.value !== null && (
          <button
            type="button"
            class="button"
            onClick={() => {
              cursor.value = null
            }}
          >
            {t('logs.newest')}
          </button>
        )}
        {next !== null && (
          <button
            type="button"
            class="button"
            onClick={() => {
              cursor.value = next
            }}
          >
            {t('logs.older')}
          </button>
        )}
      </div>
    </section>
  )
}

export const LogsPage = ({ filters }: { filters: LogFilters }) => {
  useEffect(() => {
    document.title = `${t('logs.title')} · ${t('app.name')}`
  }, [language.value])
  const asked = logsPath(filters)
  return (
    <div class="logs">
      <div>
        <h1>{t('logs.title')}</h1>
        <p class="lead">{t('logs.lead')}</p>
        <p class="log-ways">
          <a href={logsPath()}>{t('logs.all')}</a>
          <a href={logsPath({ event: 'provider.asked', level: 'warn' })}>
            {t('logs.failed_providers')}
          </a>
          <a href="/settings/metrics">{t('logs.metrics')}</a>
        </p>
      </div>
      <Filters key={`filters ${asked}`} filters={filters} />
      <Lines key={asked} filters={filters} />
    </div>
  )
}
