/** The exhibit `insiders` on the page of a report: net trades in windows, and each trade. */
import { formatFigure } from '#shared/format-figure.ts'
import { language } from '../../preferences.ts'
import { providerName } from '../../ui/words.ts'
import { t } from '../strings/index.ts'
import { RowTable } from './RowTable.tsx'
import type { ExhibitViewProps } from './view.ts'

export const Insiders = ({ exhibit, figures }: ExhibitViewProps<'insiders'>) => (
  <>
    {exhibit.trades.length > 0 && (
      <details class="exhibit-rows">
        <summary>{t('exhibit.trades', { count: exhibit.trades.length })}</summary>
        <ul class="exhibit-list">
          {exhibit.trades.map(({ day, person, role, action, shares, provider, url }, place) => (
            <li key={place}>
              {day} {person}
              {role !== null && <span class="muted"> {role}</span>} {t(`exhibit.${action}`)}{' '}
              {formatFigure(shares, 'shares', language.value)}{' '}
              {url === null ? (
                <span class="muted">{providerName(provider)}</span>
              ) : (
                <a href={url} target="_blank" rel="noopener noreferrer nofollow">
                  {providerName(provider)} ↗
                </a>
              )}
            </li>
          ))}
        </ul>
      </details>
    )}
    <RowTable rows={exhibit.rows} figures={figures} />
  </>
)
