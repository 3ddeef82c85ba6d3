/**
 * Where a cell comes from: its value, and for each figure in it the formula, the inputs and the
 * filings. It is not modal: the table beside it can still be used.
 */
import { useSignal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { CELL_REASONS, IN_DOUBT } from '#shared/screen/table.ts'
import { getCellOrigin } from '../../api.ts'
import { language } from '../../preferences.ts'
import { Loading } from '../../ui/Loading.tsx'
import { loader } from '../../ui/loaded.ts'
import { ProblemPanel } from '../../ui/ProblemPanel.tsx'
import { amountText, cellText } from '../model/amounts.ts'
import { companyOf } from '../model/companies.ts'
import { neededColumns, printExpression } from '../model/engine.ts'
import { labelOf } from '../model/labels.ts'
import type { ScreenModel } from '../model/screen-model.ts'
import type { ColumnKey } from '../model/snapshots.ts'
import { t, tSpelled } from '../strings/index.ts'
import { CellOriginView } from './CellOriginView.tsx'
import type { OpenPanel } from './open-cell.ts'
import { PanelFrame } from './PanelFrame.tsx'

const Origin = ({
  market,
  symbol,
  asOf,
  of,
  model,
}: {
  market: string
  symbol: string
  asOf: string | null
  of: ColumnKey
  model: ScreenModel
}) => {
  const origin = useMemo(
    () => loader(() => getCellOrigin(market, symbol, { ...of, asOf })),
    [market, symbol, of.field, of.lag, asOf],
  )
  useEffect(() => void origin.load(), [origin])
  const now = origin.value.value
  if (now.state === 'loading') return <Loading label="tab.loading" />
  if (now.state === 'failed')
    return <ProblemPanel problem={now.problem} retry={() => void origin.load()} />
  const field = model.fields.value?.find(({ id }) => id === of.field) ?? null
  return (
    <CellOriginView
      cell={now.data.cell}
      field={field}
      nameOf={(name) => {
        const known = model.fields.value?.find(({ id }) => id === name)
        return known ? known[language.value] : name.replaceAll('_', ' ')
      }}
    />
  )
}

export const CellPanel = ({
  panel,
  model,
}: {
  panel: Extract<OpenPanel, { kind: 'cell' }>
  model: ScreenModel
}) => {
  const { row, column } = panel
  const table = model.table.value
  const fields = model.fields.value
  const figures = useMemo(() => neededColumns(column.of), [column.text])
  const followed = useSignal<ColumnKey | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    followed.value = null
    heading.current?.focus({ preventScroll: true })
  }, [row, column.text])
  if (!table || !fields) return null
  const company = companyOf(table.companies, row)
  const symbol = company.id.slice(company.id.indexOf(':') + 1)
  const state = model.snapshots.markets.value.get(company.market)
  const asOf = state?.state === 'ready' ? state.manifest.as_of : model.asOf.value
  const [only] = figures
  const open = figures.length === 1 && only ? only : followed.value
  const evaluated = model.evaluated(column.of)
  const value = evaluated?.column.values[row] ?? Number.NaN
  const byte = evaluated?.column.reasons[row] ?? 0
  const currency = table.companies.currencies[row] ?? ''

  const figureText = ({ field, lag }: ColumnKey): string => {
    const one = model.evaluated({ kind: 'field', field, lag })
    const amount = one?.column.values[row] ?? Number.NaN
    if (!one || Number.isNaN(amount)) return '—'
    return amountText(amount, one.unit, language.value)
  }
  return (
    <PanelFrame
      title={t('panel.origin')}
      back={
        figures.length > 1 && followed.value
          ? () => {
              followed.value = null
            }
          : null
      }
    >
      <h2 id="panel-name" ref={heading} tabIndex={-1}>
        {labelOf(column.of, fields)} <span class="period">{company.name}</span>
      </h2>
      {figures.length > 1 && !open && (
        <>
          <p class="exact">
            <strong>
              {Number.isNaN(value) ? '—' : cellText(value, column.unit, language.value)}
            </strong>{' '}
            {!Number.isNaN(value) && (column.unit === 'money' || column.unit === 'money/share') && (
              <span>{currency}</span>
            )}
          </p>
          {Number.isNaN(value) && (
            <p>{tSpelled('reason', CELL_REASONS[byte & ~IN_DOUBT] ?? 'undefined')}</p>
          )}
          <h3>{t('panel.expression')}</h3>
          <p>
            <code>{printExpression(column.of)}</code>
          </p>
          <h3>{t('panel.figures')}</h3>
          <ul class="inputs">
            {figures.map((key) => (
              <li key={`${key.field} ${key.lag}`}>
                <button
                  type="button"
                  class="input"
                  onClick={() => {
                    followed.value = key
                  }}
                >
                  <span>{labelOf({ kind: 'field', ...key }, fields)}</span>
                  <span class="input-value">
                    {figureText(key)} <span aria-hidden="true">›</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {open && (
        <Origin
          key={`${company.id} ${open.field} ${open.lag}`}
          market={company.market}
          symbol={symbol}
          asOf={asOf}
          of={open}
          model={model}
        />
      )}
    </PanelFrame>
  )
}
