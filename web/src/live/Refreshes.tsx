/**
 * The last rounds of price refreshes: how many prices each brought, how many calls it made to which
 * provider, and what failed.
 */
import { useEffect, useMemo } from 'preact/hooks'
import type { RefreshRun } from '#shared/contracts/quote-refreshes.ts'
import { listRefreshes } from '../api.ts'
import { language } from '../preferences.ts'
import { type DataColumn, DataTable } from '../ui/DataTable.tsx'
import { loader } from '../ui/loaded.ts'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import { providerName } from '../ui/words.ts'
import { exchangeTime } from './quote-words.ts'
import { t, tCode } from './strings/index.ts'

const TO_THE_SECOND: Intl.DateTimeFormatOptions = {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
}

const took = ({ started_at, ended_at }: RefreshRun): string =>
  ended_at === null
    ? t('refreshes.running')
    : t('refreshes.took', {
        seconds: ((Date.parse(ended_at) - Date.parse(started_at)) / 1_000).toFixed(1),
      })

const Calls = ({ run }: { run: RefreshRun }) => (
  <>
    {run.providers.length === 0 && <span class="muted">—</span>}
    {run.providers.map(({ provider, calls, held }) => (
      <span key={provider} class="refresh-part">
        {t('refreshes.call', { provider: providerName(provider), calls })}
        {held > 0 && <span class="muted"> {t('refreshes.held', { count: held })}</span>}
      </span>
    ))}
  </>
)

const Failures = ({ run }: { run: RefreshRun }) => {
  const failed = run.providers.flatMap(({ provider, failure }) =>
    failure ? [{ provider, ...failure }] : [],
  )
  return (
    <>
      {failed.length === 0 && <span class="muted">—</span>}
      {failed.map(({ provider, reason, detail }) => (
        <span key={provider} class="refresh-part" title={detail}>
          {providerName(provider)}
          {language.value === 'zh' ? '：' : ': '}
          {tCode('provider', reason)}
        </span>
      ))}
    </>
  )
}

const columns = (): DataColumn<RefreshRun>[] => [
  {
    head: t('refreshes.started'),
    text: true,
    cell: (run) => (
      <>
        <time dateTime={run.started_at}>{exchangeTime(run.started_at, null, TO_THE_SECOND)}</time>
        <span class="terms">
          {took(run)}
          {run.cause === 'request' && ` · ${t('refreshes.request')}`}
        </span>
      </>
    ),
  },
  {
    head: t('refreshes.market'),
    text: true,
    cell: ({ market, session }) => (
      <>
        {t(`market.${market}`)}
        <span class="terms">{t(`session.${session}`)}</span>
      </>
    ),
  },
  {
    head: t('refreshes.served'),
    cell: ({ served, instruments }) => t('refreshes.of', { served, count: instruments }),
  },
  {
    head: t('refreshes.unserved'),
    cell: ({ unserved }) =>
      unserved === 0 ? <span class="muted">0</span> : <strong class="unserved">{unserved}</strong>,
  },
  { head: t('refreshes.calls'), text: true, cell: (run) => <Calls run={run} /> },
  { head: t('refreshes.failures'), text: true, cell: (run) => <Failures run={run} /> },
]

export const Refreshes = () => {
  const refreshes = useMemo(() => loader(listRefreshes), [])
  useEffect(() => void refreshes.load(), [])
  const now = refreshes.value.value
  return (
    <section class="refreshes" aria-labelledby="refreshes-title" aria-busy={refreshes.busy.value}>
      <div class="list-head">
        <h2 id="refreshes-title">{t('refreshes.title')}</h2>
        <button type="button" class="quiet small" onClick={() => void refreshes.load()}>
          {t('refreshes.again')}
        </button>
      </div>
      <p class="muted small">{t('refreshes.note')}</p>
      {now.state === 'failed' && (
        <ProblemPanel problem={now.problem} retry={() => void refreshes.load()} />
      )}
      {now.state === 'ready' && now.data.runs.length === 0 && (
        <p class="muted">{t('refreshes.none')}</p>
      )}
      {now.state === 'ready' && now.data.runs.length > 0 && (
        <DataTable
          caption={t('refreshes.title')}
          columns={columns()}
          rows={now.data.runs}
          keyOf={(run) => run.id}
          first={8}
        />
      )}
    </section>
  )
}
