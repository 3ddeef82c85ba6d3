/** The figures of an exhibit: each opens its origin, and says from whom it is. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { ExhibitRow } from '#shared/contracts/exhibit-rows.ts'
import { formatFigure } from '#shared/format-figure.ts'
import { FigureButton } from '../../figures/Figure.tsx'
import { language } from '../../preferences.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { providerName } from '../../ui/words.ts'
import { t } from '../strings/index.ts'
import { windowText } from './window-text.ts'

const Row = ({ row, figures }: { row: ExhibitRow; figures: FigureIndex }) => {
  const entry = figures.get(row.token)
  if (!entry) return null
  return (
    <tr>
      <th scope="row">{nameIn(entry.label, entry.name)}</th>
      <td>{windowText(row.period, language.value)}</td>
      <td class="number">
        <FigureButton entry={entry} figures={figures}>
          {formatFigure(entry.value, entry.unit, language.value)}
        </FigureButton>
      </td>
      <td class="muted">
        {row.origin.kind === 'stated' ? providerName(row.origin.provider) : t('exhibit.computed')}
      </td>
    </tr>
  )
}

export const RowTable = ({
  rows,
  figures,
}: {
  rows: readonly ExhibitRow[]
  figures: FigureIndex
}) =>
  rows.length === 0 ? (
    <p class="muted">{t('exhibit.no_rows')}</p>
  ) : (
    <details class="exhibit-rows">
      <summary>{t('exhibit.rows', { count: rows.length })}</summary>
      <div class="prose-table">
        <table>
          <tbody>
            {rows.map((row) => (
              <Row key={row.token} row={row} figures={figures} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
