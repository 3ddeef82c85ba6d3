/**
 * One statement, the ratios or the scores, with the reader's choice of frequency, order and empty
 * lines.
 */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import { type Signal, useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { language } from '../../preferences.ts'
import { scaleFor } from '../../ui/numbers.ts'
import { Segments } from '../../ui/Segments.tsx'
import { annualColumns, balanceColumns, quarterColumns, trailingColumn } from '../columns.ts'
import { doubtOf } from '../quality.ts'
import { t } from '../strings/index.ts'
import { FiguresTable } from './FiguresTable.tsx'
import { scaleWords } from './scale-words.ts'
import {
  type FigureTableRow,
  type FigureRowGroup,
  type FiguresPart,
  formulaGroups,
  type Frequency,
  hasFigure,
  isComputed,
  openingFrequency,
  statementRows,
} from './tables.ts'

export interface TableChoices {
  /** Null until the reader chooses: a statement then opens on what it has. */
  frequency: Signal<Frequency | null>
  order: Signal<'newest_first' | 'oldest_first'>
}

const figuresOf = (rows: FigureTableRow[]) =>
  rows.flatMap((row) => row.cells.flatMap((cell) => (cell.kind === 'figure' ? [cell.entry] : [])))

export const StatementSection = ({
  figures,
  part,
  choices,
}: {
  figures: FigureIndex
  part: FiguresPart
  choices: TableChoices
}) => {
  const showEmpty = useSignal(false)
  // Computed figures are of years and the trailing twelve months.
  const opening = useMemo(
    () => (isComputed(part) ? 'annual' : openingFrequency(figures, part)),
    [figures, part],
  )
  const frequency = isComputed(part) ? 'annual' : (choices.frequency.value ?? opening)
  const trailing = trailingColumn(figures)
  const periods =
    frequency === 'quarterly'
      ? quarterColumns(figures)
      : [...annualColumns(figures), ...(trailing ? [trailing] : [])]
  const columns = part === 'balance' ? balanceColumns(figures, periods) : periods
  const groups: FigureRowGroup[] = isComputed(part)
    ? formulaGroups(figures, part, columns)
    : [{ group: part, rows: statementRows(figures, part, columns) }]
  const empty = groups.reduce(
    (count, { rows }) => count + rows.filter((row) => !hasFigure(row)).length,
    0,
  )
  const shown = showEmpty.value
    ? groups
    : groups.map(({ group, rows }) => ({ group, rows: rows.filter(hasFigure) }))
  const lines = shown.flatMap(({ rows }) => rows)
  const splits = lines.some((row) =>
    row.cells.some((cell) => cell.kind === 'figure' && cell.beforeSplit),
  )
  const flagged = lines.some((row) =>
    row.cells.some((cell) => cell.kind === 'figure' && doubtOf(cell.entry) !== null),
  )
  const scale = scaleFor(figuresOf(lines), language.value)
  return (
    <div class="statement">
      <div class="table-tools">
        {!isComputed(part) && (
          <Segments
            label={t('table.frequency')}
            options={['annual', 'quarterly']}
            words={(option) => t(`table.${option}`)}
            chosen={choices.frequency}
            otherwise={opening}
          />
        )}
        <Segments
          label={t('table.order')}
          options={['newest_first', 'oldest_first']}
          words={(option) => t(`table.${option}`)}
          chosen={choices.order}
        />
      </div>
      {columns.length === 0 ? (
        <p class="muted">{t('table.no_periods', { frequency: t(`table.${frequency}`) })}</p>
      ) : lines.length === 0 ? (
        <p class="empty">{t('table.no_lines')}</p>
      ) : (
        <FiguresTable
          caption={t(`tab.${part}`)}
          figures={figures}
          columns={columns}
          groups={shown}
          scale={scale}
          newestFirst={choices.order.value === 'newest_first'}
        />
      )}
      <div class="table-foot">
        {lines.length > 0 && (
          <p class="muted small">
            {t('table.unit_note', {
              unit: scaleWords(scale, figures.about.reporting_currency),
            })}
            {splits && <span class="split-note"> † {t('table.split_note')}</span>}
            {flagged && (
              <span class="flag-note">
                {' '}
                <span class="flag" aria-hidden="true" /> {t('quality.mark_note')}
              </span>
            )}
          </p>
        )}
        {empty > 0 && (
          <button
            type="button"
            class="quiet small"
            onClick={() => {
              showEmpty.value = !showEmpty.value
            }}
          >
            {showEmpty.value ? t('table.hide_empty') : t('table.show_empty', { count: empty })}
          </button>
        )}
      </div>
    </div>
  )
}
