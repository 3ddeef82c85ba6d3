/**
 * A table of figures by period. The first column stays in place while the others scroll inside the
 * table.
 */

import type { FigureIndex } from '#shared/book/figure-index.ts'
import { language } from '../../preferences.ts'
import { isMoney, type TableScale, tableNumber } from '../../ui/numbers.ts'
import { Sparkline } from '../../ui/Sparkline.tsx'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { FigureButton, MissingButton } from '../Figure.tsx'
import type { PeriodColumn } from '../figure-index.ts'
import { t, tCode } from '../strings/index.ts'
import {
  type FigureTableRow,
  type FigureRowGroup,
  isAsFiled,
  otherUnit,
  trendOf,
  unitOf,
} from './tables.ts'

const UNIT_MARKS: Record<string, { en: string; zh: string }> = {
  shares: { en: 'm', zh: '百万' },
  days: { en: 'days', zh: '天' },
}

/**
 * The unit of a row that is not in the table's own: `USD/share`, `m`, and `HKD` where the newest
 * figure is not in the currency of the table.
 */
const rowUnit = (row: FigureTableRow, currency: string): string => {
  const unit = unitOf(row)
  if (unit === null) return ''
  if (isMoney(unit)) return unit === currency ? '' : unit
  return unit.includes('/') ? unit : (UNIT_MARKS[unit]?.[language.value] ?? '')
}

const BodyRow = ({
  row,
  figures,
  scale,
  newestFirst,
}: {
  row: FigureTableRow
  figures: FigureIndex
  scale: TableScale
  newestFirst: boolean
}) => {
  const unit = [
    rowUnit(row, figures.about.reporting_currency),
    isAsFiled(figures, row) ? t('table.as_filed') : '',
  ]
    .filter(Boolean)
    .join(', ')
  const cells = newestFirst ? row.cells.toReversed() : row.cells
  return (
    <tr class={row.strong ? 'strong' : undefined}>
      <th
        scope="row"
        title={language.value === 'zh' ? row.term.definition_zh : row.term.definition}
      >
        {nameIn(row.term, row.name)}
        {unit && <span class="row-unit"> {unit}</span>}
      </th>
      <td class="trend">
        <Sparkline values={trendOf(figures, row)} />
      </td>
      {cells.map((cell) => (
        <td
          key={cell.kind === 'figure' ? cell.entry.token : cell.missing.period}
          class={cell.kind === 'figure' && cell.beforeSplit ? 'before-split' : undefined}
        >
          {cell.kind === 'figure' ? (
            <FigureButton entry={cell.entry} figures={figures}>
              {tableNumber(cell.entry.value, cell.entry.unit, scale, language.value)}
              {otherUnit(row, cell.entry.unit) && (
                <span class="row-unit"> {otherUnit(row, cell.entry.unit)}</span>
              )}
              {cell.beforeSplit && <span class="hidden"> ({t('table.before_split')})</span>}
            </FigureButton>
          ) : (
            <MissingButton missing={cell.missing} figures={figures} />
          )}
        </td>
      ))}
    </tr>
  )
}

/** A table with so few columns is narrow, so that the figures stand close to their names. */
const FEW_COLUMNS = 5

interface FiguresTableProps {
  caption: string
  figures: FigureIndex
  columns: PeriodColumn[]
  groups: FigureRowGroup[]
  scale: TableScale
  newestFirst: boolean
}

export const FiguresTable = ({
  caption,
  figures,
  columns,
  groups,
  scale,
  newestFirst,
}: FiguresTableProps) => (
  <section class="table-scroll" aria-label={`${caption}. ${t('table.scroll_hint')}`}>
    <table class={columns.length <= FEW_COLUMNS ? 'figures figures-narrow' : 'figures'}>
      <caption class="hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('table.item')}</th>
          <th scope="col" class="trend">
            {t('table.trend')}
          </th>
          {(newestFirst ? columns.toReversed() : columns).map((column) => (
            <th scope="col" key={column.label}>
              {column.heading ?? column.label}
              {column.heading !== column.end && <span class="column-end">{column.end}</span>}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ group, rows }) => (
        <tbody key={group}>
          {groups.length > 1 && (
            <tr class="group">
              <th scope="rowgroup" colSpan={columns.length + 2}>
                <span>{tCode('group', group)}</span>
              </th>
            </tr>
          )}
          {rows.map((row) => (
            <BodyRow
              key={row.name}
              row={row}
              figures={figures}
              scale={scale}
              newestFirst={newestFirst}
            />
          ))}
        </tbody>
      ))}
    </table>
  </section>
)
