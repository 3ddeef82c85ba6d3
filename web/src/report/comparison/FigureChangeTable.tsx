/** Figures that changed, came or went, each with its value in both reports. */
import { useSignal } from '@preact/signals'
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { FigureChange, FigureChanges } from '#shared/contracts/report-comparison.ts'
import { formatFigure } from '#shared/format-figure.ts'
import { FigureButton } from '../../figures/Figure.tsx'
import { language } from '../../preferences.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { windowText } from '../exhibits/window-text.ts'
import { t } from '../strings/index.ts'
import { countsText, moveText } from './comparison-words.ts'

/** Rows that are shown at first; the text is below them. */
const FIRST_ROWS = 12

interface Sides {
  before: FigureIndex
  after: FigureIndex
}

const Value = ({ value, figures }: { value: FigureChange['after']; figures: FigureIndex }) => {
  if (!value) return <span class="muted">—</span>
  const text = formatFigure(value.value, value.unit, language.value)
  const entry = figures.get(value.token)
  return entry ? (
    <FigureButton entry={entry} figures={figures}>
      {text}
    </FigureButton>
  ) : (
    <span>{text}</span>
  )
}

/** A figure of another day in each report says both days. */
const daysOf = ({ before, after }: FigureChange): string | null =>
  before && after && before.end !== after.end ? `${before.end} → ${after.end}` : null

const Row = ({ change, sides }: { change: FigureChange; sides: Sides }) => (
  <tr>
    <th scope="row">
      {nameIn(change.label, change.name)}{' '}
      <span class="muted small">{daysOf(change) ?? windowText(change.period, language.value)}</span>
    </th>
    <td class="number">
      <Value value={change.before} figures={sides.before} />
    </td>
    <td class="number">
      <Value value={change.after} figures={sides.after} />
    </td>
    <td class="number muted">{moveText(change)}</td>
  </tr>
)

export const FigureChangeTable = ({
  changes,
  sides,
  label,
}: {
  changes: FigureChanges
  sides: Sides
  label: string
}) => {
  const all = useSignal(false)
  const rows = all.value ? changes.rows : changes.rows.slice(0, FIRST_ROWS)
  const left = changes.changed + changes.added + changes.removed - changes.rows.length
  return (
    <>
      <p class="muted small">{countsText(changes)}</p>
      <div class="diff-scroll">
        <table class="diff-table" aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{t('diff.figure')}</th>
              <th scope="col" class="number">
                {t('diff.before')}
              </th>
              <th scope="col" class="number">
                {t('diff.after')}
              </th>
              <th scope="col" class="number">
                {t('diff.move')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((change) => (
              <Row
                key={`${change.before?.token} ${change.after?.token}`}
                change={change}
                sides={sides}
              />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length < changes.rows.length && (
        <button
          type="button"
          class="button diff-all"
          onClick={() => {
            all.value = true
          }}
        >
          {t('diff.show_all', { count: changes.rows.length })}
        </button>
      )}
      {all.value && left > 0 && <p class="muted small">{t('diff.more', { count: left })}</p>}
    </>
  )
}
