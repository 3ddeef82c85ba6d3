/** The figures a reader looks at first, of the newest fiscal year. */
import { formatFigure } from '#shared/format-figure.ts'
import { annualColumns } from '../models/columns.ts'
import type { FigureBook } from '../models/figure-book.ts'
import { keyFigures } from '../models/key-figures.ts'
import { language } from '../preferences.ts'
import { nameIn, t } from '../strings/index.ts'
import { FigureButton } from './Figure.tsx'
import { Sparkline } from './Sparkline.tsx'

export const KeyFigures = ({ book }: { book: FigureBook }) => {
  const columns = annualColumns(book)
  const before = columns.at(-2)
  const newest = columns.at(-1)
  return (
    <section class="key" aria-labelledby="key-title">
      <h2 id="key-title">
        {t('key.title')} <span class="period">{newest && `${newest.label} · ${newest.end}`}</span>
      </h2>
      <ul>
        {keyFigures(book, columns).map(({ entry, change, history }) => (
          <li key={entry.name}>
            <span class="key-name">{nameIn(entry.label, entry.name)}</span>
            <FigureButton entry={entry} book={book}>
              {formatFigure(entry.value, entry.unit, language.value)}
            </FigureButton>
            <span class="key-foot">
              {change && before ? (
                <FigureButton entry={change} book={book}>
                  {Number(change.value) > 0 ? '+' : ''}
                  {formatFigure(change.value, change.unit, language.value)}
                </FigureButton>
              ) : (
                <span />
              )}
              <Sparkline values={history} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
