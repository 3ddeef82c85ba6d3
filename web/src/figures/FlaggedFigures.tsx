/** The flagged figures of a company, each leading to its origin, and the checks that were made. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import { useSignal } from '@preact/signals'
import type { CheckSummary } from '#shared/contracts/facts.ts'
import { formatFigure } from '#shared/format-figure.ts'
import { language } from '../preferences.ts'
import { nameIn } from '../ui/strings/strings-of.ts'
import { grouped } from '../ui/words.ts'
import { FigureButton } from './Figure.tsx'
import { failedChecks, flaggedFigures, hasUnshownFailures, wordsOfCheck } from './quality.ts'
import { periodText } from './restatements.ts'
import { t, tCode } from './strings/index.ts'

/** So many flagged figures are listed at first. A button shows the rest. */
const FIRST_SHOWN = 12

/**
 * The checks that failed stand first, with their definition. Of those that held only the name is
 * shown until one is opened.
 */
const ChecksTable = ({ checks }: { checks: CheckSummary[] }) => {
  const made = checks
    .filter((check) => check.made > 0)
    .sort((a, b) => Number(b.failed > 0) - Number(a.failed > 0))
  const notMade = checks.filter((check) => check.made === 0)
  return (
    <section>
      <h3>{t('quality.checks')}</h3>
      <table class="checks-table">
        <thead>
          <tr>
            <th scope="col">{t('quality.check')}</th>
            <th scope="col">{t('quality.made')}</th>
            <th scope="col">{t('quality.failed')}</th>
          </tr>
        </thead>
        <tbody>
          {made.map((check) => (
            <tr key={check.id}>
              <th scope="row">
                <details open={check.failed > 0}>
                  <summary>{nameIn(check, check.id)}</summary>
                  <span class="muted small">
                    {language.value === 'zh' ? check.definition_zh : check.definition_en}
                  </span>
                </details>
              </th>
              <td>{grouped(check.made)}</td>
              <td class={check.failed > 0 ? 'flagged-count' : undefined}>
                {grouped(check.failed)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {notMade.length > 0 && (
        <p class="muted small">
          {t('quality.not_made', {
            list: notMade
              .map((check) => nameIn(check, check.id))
              .join(language.value === 'zh' ? '；' : '; '),
          })}
        </p>
      )}
    </section>
  )
}

export const FlaggedFigures = ({ figures }: { figures: FigureIndex }) => {
  const all = useSignal(false)
  const flagged = flaggedFigures(figures)
  const shown = all.value ? flagged : flagged.slice(0, FIRST_SHOWN)
  return (
    <div class="checks-open">
      <section>
        <h3>{t('quality.list')}</h3>
        {flagged.length === 0 && <p class="muted">{t('quality.list_none')}</p>}
        <ul class="flagged-list">
          {shown.map((entry) => (
            <li key={entry.id}>
              <span>
                {nameIn(entry.label, entry.name)}{' '}
                <span class="period">{periodText(entry.period)}</span>
              </span>
              <FigureButton entry={entry} figures={figures}>
                {formatFigure(entry.value, entry.unit, language.value)}
              </FigureButton>
              <span class="muted small">
                {[...new Set(failedChecks(entry).map(({ check }) => check))]
                  .map((check) =>
                    nameIn(
                      wordsOfCheck(figures.about, check).name ?? {},
                      tCode('quality.check', check),
                    ),
                  )
                  .join(language.value === 'zh' ? '；' : '; ')}
              </span>
            </li>
          ))}
        </ul>
        {shown.length < flagged.length && (
          <button
            type="button"
            class="quiet small"
            onClick={() => {
              all.value = true
            }}
          >
            {t('quality.show_all', { count: flagged.length })}
          </button>
        )}
        {flagged.length > 0 && <p class="muted small">{t('quality.note')}</p>}
        {hasUnshownFailures(figures) && <p class="muted small">{t('quality.elsewhere')}</p>}
      </section>
      <ChecksTable checks={figures.about.quality_checks ?? []} />
    </div>
  )
}
