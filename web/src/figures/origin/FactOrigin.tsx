/** Origin of a filed figure: exact value, period, filing, provider, and the filing itself. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { Fact } from '#shared/contracts/facts.ts'
import { NamedLine } from '../../ui/NamedLine.tsx'
import { exactValue } from '../../ui/numbers.ts'
import { isWebAddress } from '#shared/web-address.ts'
import { providerName, utcTimeOf } from '../../ui/words.ts'
import { ConvertedFrom } from '../Conversion.tsx'
import { t } from '../strings/index.ts'
import { FailedChecks } from './FailedChecks.tsx'
import { Exact, PeriodLine } from './OriginLines.tsx'

export const FactOrigin = ({ fact, figures }: { fact: Fact; figures: FigureIndex }) => (
  <>
    <Exact value={fact.value} unit={fact.unit} />
    <ConvertedFrom
      from={fact.converted_from}
      conversion={figures.about.conversion}
      name={t('currency.filed_value')}
    />
    {fact.mended_from && (
      <p class="small">
        {t('origin.mended', {
          value: exactValue(fact.mended_from.value),
          unit: fact.converted_from?.unit ?? fact.unit,
        })}
      </p>
    )}
    {isWebAddress(fact.source_url) && (
      <a
        class="button button-main"
        href={fact.source_url}
        target="_blank"
        rel="noopener noreferrer"
      >
        {fact.form ? t('origin.open_filing') : t('origin.open')} ↗
      </a>
    )}
    <FailedChecks fact={fact} figures={figures} />
    <dl class="lines">
      <PeriodLine start={fact.start} end={fact.end} />
      {fact.period_label && (
        <NamedLine name={t('origin.company_label')}>{fact.period_label}</NamedLine>
      )}
      {fact.form && <NamedLine name={t('origin.form')}>{fact.form}</NamedLine>}
      <NamedLine name={t('origin.filed')}>{fact.filed_at ?? t('origin.not_stated')}</NamedLine>
      <NamedLine name={t('origin.known')}>
        <time dateTime={fact.known_at}>{utcTimeOf(fact.known_at)}</time>
      </NamedLine>
      <NamedLine name={t('origin.provider')}>{providerName(fact.provider)}</NamedLine>
      <NamedLine name={t('origin.field')}>
        <code>{fact.provider_field}</code>
      </NamedLine>
      <NamedLine name={t('origin.record')}>
        <code>{fact.provider_record}</code>
      </NamedLine>
      <NamedLine name={t('origin.basis')}>
        {t(`origin.${fact.basis.consolidation}`)}
        {fact.basis.standard !== 'unstated' && `, ${fact.basis.standard}`}
      </NamedLine>
      <NamedLine name={t('origin.retrieved')}>
        <time dateTime={fact.retrieved_at}>{utcTimeOf(fact.retrieved_at)}</time>
      </NamedLine>
    </dl>
  </>
)
