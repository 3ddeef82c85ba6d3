/** The table of a comparison: a column a company, a body a group of figures. */
import { formatFigure } from '#shared/format-figure.ts'
import { FigureButton } from '../figures/Figure.tsx'
import { language } from '../preferences.ts'
import { companyPath } from '../router.ts'
import { namesOf } from '../ui/CompanyName.tsx'
import { titleOf } from '../ui/reasons.ts'
import { Sparkline } from '../ui/Sparkline.tsx'
import { nameIn } from '../ui/strings/strings-of.ts'
import type { Compared } from './compare.ts'
import { type CompareCell, type ComparedRow, type GroupKey, yearOf } from './comparison.ts'
import { t } from './strings/index.ts'

export interface CompareColumn {
  /** `US:AAPL` */
  id: string
  now: Compared
}

/** Parts of the accent in a hundred behind the best. */
const STRONGEST = 24

const shadeOf = (place: number | null): string | undefined =>
  place ? `--shade: ${Math.round(place * STRONGEST)}%` : undefined

interface CompareTableProps {
  columns: readonly CompareColumn[]
  groups: readonly { group: GroupKey; rows: readonly ComparedRow[] }[]
  /** The fiscal year; null for the newest of each. */
  label: string | null
  asOf: string | null
  remove: (id: string) => void
  retry: (id: string) => void
}

const Head = ({
  column: { id, now },
  label,
  asOf,
  remove,
  retry,
}: { column: CompareColumn } & Pick<CompareTableProps, 'label' | 'asOf' | 'remove' | 'retry'>) => {
  const at = id.indexOf(':')
  const [market, symbol] = [id.slice(0, at), id.slice(at + 1)]
  const about = now.state === 'ready' ? now.figures.about : null
  const name = about ? namesOf(about.instrument).first : symbol
  const year = now.state === 'ready' ? yearOf(now.figures, label) : null
  return (
    <th scope="col" class={now.state === 'failed' ? 'compare-failed' : undefined}>
      <div class="compare-name">
        <a href={companyPath({ market, symbol, as_of: asOf })} title={t('compare.open', { name })}>
          {name}
        </a>
        <button
          type="button"
          class="quiet"
          aria-label={t('compare.remove', { name })}
          title={t('compare.remove', { name })}
          onClick={() => remove(id)}
        >
          ✕
        </button>
      </div>
      <span class="code">{id}</span>
      {about && (
        <span class="period">
          {[year && `${year.label} · ${year.end}`, about.reporting_currency]
            .filter(Boolean)
            .join(' · ')}
        </span>
      )}
      {now.state === 'failed' && (
        <span class="compare-problem">
          {t('compare.failed', { problem: titleOf(now.problem.reason, now.problem.title) })}{' '}
          <button type="button" class="link" onClick={() => retry(id)}>
            {t('compare.retry')}
          </button>
        </span>
      )}
    </th>
  )
}

const Figure = ({ cell, column }: { cell: CompareCell | null; column: CompareColumn }) => {
  if (column.now.state !== 'ready') return <td class="coming">…</td>
  if (!cell)
    return (
      <td>
        <span aria-hidden="true">—</span>
        <span class="hidden">{t('compare.absent')}</span>
      </td>
    )
  const { entry, history, place } = cell
  return (
    <td class="shaded" style={shadeOf(place)}>
      <FigureButton entry={entry} figures={column.now.figures}>
        {formatFigure(entry.value, entry.unit, language.value)}
      </FigureButton>
      {history.filter((value) => value !== null).length > 1 && <Sparkline values={history} />}
    </td>
  )
}

export const CompareTable = ({
  columns,
  groups,
  label,
  asOf,
  remove,
  retry,
}: CompareTableProps) => {
  /** Rows have cells of the companies that are read alone. */
  const placeOf = new Map(
    columns.filter(({ now }) => now.state === 'ready').map(({ id }, place) => [id, place]),
  )
  const nameOf = ({ name, cells }: ComparedRow): string => {
    const entry = cells.find((cell) => cell !== null)?.entry
    return entry ? nameIn(entry.label, name) : name
  }
  return (
    <>
      <section class="compare-frame" aria-label={t('compare.title')}>
        <table class="compare-table">
          <thead>
            <tr>
              <th scope="col" class="compare-corner">
                {t('compare.figure')}
              </th>
              {columns.map((column) => (
                <Head
                  key={column.id}
                  column={column}
                  label={label}
                  asOf={asOf}
                  remove={remove}
                  retry={retry}
                />
              ))}
            </tr>
          </thead>
          {groups
            .filter(({ rows }) => rows.length > 0)
            .map(({ group, rows }) => (
              <tbody key={group}>
                <tr class="compare-group">
                  <th scope="rowgroup" colSpan={columns.length + 1}>
                    <span>{t(`compare.group.${group}`)}</span>
                  </th>
                </tr>
                {rows.map((row) => (
                  <tr key={row.name}>
                    <th scope="row">{nameOf(row)}</th>
                    {columns.map((column) => (
                      <Figure
                        key={column.id}
                        column={column}
                        cell={row.cells[placeOf.get(column.id) ?? -1] ?? null}
                      />
                    ))}
                  </tr>
                ))}
              </tbody>
            ))}
        </table>
      </section>
      <p class="muted small">{t('compare.shade_note')}</p>
    </>
  )
}
