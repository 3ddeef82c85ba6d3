/**
 * How a key is set and tried: in the environment or the Worker's own file, then `npm run doctor`.
 */
import type { DataSourcesView } from '#shared/contracts/data-sources.ts'
import { t } from './strings/index.ts'

const FILE = 'workers/aggregator/.dev.vars'

export const KeyHelp = ({ view }: { view: DataSourcesView }) => {
  const missing =
    view.providers.find(({ key }) => key && !key.set) ?? view.providers.find(({ key }) => key)
  return (
    <section class="key-help" id="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">{t('keys.title')}</h2>
      <p>{t('keys.how', { file: FILE })}</p>
      <pre>
        <code>{`${missing?.key?.variable ?? 'KEY'}=... npm start`}</code>
      </pre>
      <p>{t('keys.doctor')}</p>
      <pre>
        <code>npm run doctor</code>
      </pre>
      <p class="muted small">{t('keys.never')}</p>
    </section>
  )
}
