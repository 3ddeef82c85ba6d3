/** The figures a reader looks at first, of the newest fiscal year. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import { formatFigure } from '#shared/format-figure.ts'
import { language } from '../preferences.ts'
import { Sparkline } from '../ui/Sparkline.tsx'
import { nameIn } from '../ui/strings/strings-of.ts'
import { annualColumns } from './columns.ts'
import { FigureButton } from './Figure.tsx'
import { keyFigures } from './key-figures.ts'
import { t } from './strings/index.ts'

/** With fewer figures than this, a note says that few are at hand. */
const FEW_FIGURES = 5

export const KeyFigures = ({ figures }: { figures: FigureIndex }) => {
  const columns = annualColumns(figures)
  const before = columns.at(-2)
  const newest = columns.at(-1)
  const keyed = keyFigures(figures, columns)
  return (
    <section class={keyed.length < FEW_FIGURES ? 'key key-few' : 'key'} aria-labelledby="key-title">
      <h2 id="key-title">
        {t('key.title')} <span class="period">{newest && `${newest.label} · ${newest.end}`}</span>
      </h2>
      <ul>
        {keyed.map(({ entry, change, history }) => (
          <li key={entry.name}>
            <span class="key-name">{nameIn(entry.label, entry.name)}</span>
            <FigureButton entry={entry} figures={figures}>
              {formatFigure(entry.value, entry.unit, language.value)}
            </FigureButton>
            <span class="key-foot">
              {change && before ? (
                <FigureButton entry={change} figures={figures}>
                  {Number(change.value) > 0 ? '+' : ''}
                  {formatFigure(change.value, change.unit, language.value)}
                </FigureButton>
              ) : (
                <span />
              )}
              {history.filter((value) => value !== null).length > 1 && (
                <Sparkline values={history} />
              )}
            </span>
          </li>
        ))}
      </ul>
      {keyed.length < FEW_FIGURES && <p class="muted small key-note">{t('key.few')}</p>}
    </section>
  )
}
