/**
 * The figures a reader looks at first, of the newest fiscal year, else of what is filed before one.
 */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import { formatFigure } from '#shared/format-figure.ts'
import { language } from '../preferences.ts'
import { Sparkline } from '../ui/Sparkline.tsx'
import { nameIn } from '../ui/strings/strings-of.ts'
import { type KeyBasis, keyColumns } from './columns.ts'
import { FigureButton } from './Figure.tsx'
import { keyFigures } from './key-figures.ts'
import { t } from './strings/index.ts'

/** With fewer figures than this, a note says that few are at hand. */
const FEW_FIGURES = 5

/** Says that no annual report is filed yet. */
const YOUNG: Record<KeyBasis, 'key.twelve_months' | 'key.part_of_year' | null> = {
  year: null,
  twelve_months: 'key.twelve_months',
  part_of_year: 'key.part_of_year',
}

export const KeyFigures = ({ figures }: { figures: FigureIndex }) => {
  const { columns, basis } = keyColumns(figures)
  const young = YOUNG[basis]
  const hasBefore = columns.length > 1 || basis !== 'year'
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
              {change && hasBefore ? (
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
      {young && columns.length > 0 && <p class="muted small key-note">{t(young)}</p>}
      {keyed.length < FEW_FIGURES && <p class="muted small key-note">{t('key.few')}</p>}
    </section>
  )
}
