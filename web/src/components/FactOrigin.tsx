/** Origin of a filed figure: exact value, period, filing, provider, and the filing itself. */
import type { Fact } from '#shared/contracts/facts.ts'
import { exactValue } from '../models/numbers.ts'
import { providerName, utcTimeOf } from '../models/words.ts'
import { t } from '../strings/index.ts'
import { Exact, Line, PeriodLine } from './OriginLines.tsx'

/** Only a web address is made a link. */
export const isWebAddress = (url: string): boolean => /^https?:\/\//i.test(url)

export const FactOrigin = ({ fact }: { fact: Fact }) => (
  <>
    <Exact value={fact.value} unit={fact.unit} />
    {isWebAddress(fact.source_url) && (
      <a class="button button-main" href={fact.source_url} target="_blank" rel="noopener noreferrer">
        {fact.form ? t('origin.open_filing') : t('origin.open')} ↗
      </a>
    )}
    <dl class="lines">
      <PeriodLine start={fact.start} end={fact.end} />
      {fact.period_label && <Line name={t('origin.company_label')}>{fact.period_label}</Line>}
      {fact.form && <Line name={t('origin.form')}>{fact.form}</Line>}
      <Line name={t('origin.filed')}>{fact.filed_at ?? t('origin.not_stated')}</Line>
      <Line name={t('origin.known')}>
        <time dateTime={fact.known_at}>{utcTimeOf(fact.known_at)}</time>
      </Line>
      <Line name={t('origin.provider')}>{providerName(fact.provider)}</Line>
      <Line name={t('origin.field')}>
        <code>{fact.provider_field}</code>
      </Line>
      <Line name={t('origin.record')}>
        <code>{fact.provider_record}</code>
      </Line>
      <Line name={t('origin.basis')}>
        {t(`origin.${fact.basis.consolidation}`)}
        {fact.basis.standard !== 'unstated' && `, ${fact.basis.standard}`}
      </Line>
      <Line name={t('origin.retrieved')}>
        <time dateTime={fact.retrieved_at}>{utcTimeOf(fact.retrieved_at)}</time>
      </Line>
    </dl>
    {fact.quality !== 'ok' && (
      <section class="quality">
        <h3>{t('origin.quality')}</h3>
        <ul>
          {fact.quality.map((failed) => (
            <li key={failed.check}>
              {failed.detail} {failed.other_values.map((other) => exactValue(other.value)).join(', ')}
            </li>
          ))}
        </ul>
      </section>
    )}
  </>
)
