/** A company of the list: its page, its figures in the list, and the way to a report. */
import { useEffect, useRef } from 'preact/hooks'
import { WriteReport } from '../../company/WriteReport.tsx'
import { language } from '../../preferences.ts'
import { companyPath } from '../../router.ts'
import { NamedLine } from '../../ui/NamedLine.tsx'
import { cellText } from '../model/amounts.ts'
import { companyOf } from '../model/companies.ts'
import { isFull, toCompare, toggleCompared } from '../model/compare-choice.ts'
import { headUnit } from '../model/head-unit.ts'
import { labelOf } from '../model/labels.ts'
import type { ScreenModel } from '../model/screen-model.ts'
import { t } from '../strings/index.ts'
import { PanelFrame } from './PanelFrame.tsx'

export const CompanyPanel = ({ row, model }: { row: number; model: ScreenModel }) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [row])
  const table = model.table.value
  const fields = model.fields.value
  if (!table || !fields) return null
  const { name, market, symbol, industry } = companyOf(table.companies, row)
  const asOf = model.asOf.value
  const id = table.companies.ids[row] ?? ''
  const currency = table.companies.currencies[row] ?? null
  return (
    <PanelFrame title={t('panel.company')} back={null}>
      <h2 id="panel-name" ref={heading} tabIndex={-1}>
        {name}
      </h2>
      <p class="muted">
        <span class="market">{market}</span>{' '}
        <span class="code">{symbol ?? t('table.no_code')}</span>
        {industry && ` · ${industry}`}
      </p>
      <dl class="lines">
        {table.companies.year_ends[row] && (
          <NamedLine name={t('panel.year_end')}>{table.companies.year_ends[row]}</NamedLine>
        )}
        {model.shown.value.map(({ text, of, unit, evaluated }) => {
          const value = evaluated?.column.values[row] ?? Number.NaN
          return (
            <NamedLine key={text} name={labelOf(of, fields)}>
              {Number.isNaN(value)
                ? '—'
                : `${cellText(value, unit, language.value)} ${headUnit(unit, currency)}`}
            </NamedLine>
          )
        })}
      </dl>
      {symbol === null ? (
        <p class="muted">{t('panel.no_page')}</p>
      ) : (
        <>
          <a class="button" href={companyPath({ market, symbol, as_of: asOf })}>
            {t('panel.open_company')}
          </a>
          <button
            type="button"
            class="button"
            disabled={isFull() && !toCompare.value.includes(id)}
            onClick={() => toggleCompared(id)}
          >
            {t(toCompare.value.includes(id) ? 'compare.take_out' : 'compare.add')}
          </button>
          {isFull() && !toCompare.value.includes(id) && (
            <p class="muted small">{t('compare.full')}</p>
          )}
          <WriteReport market={market} symbol={symbol} asOf={asOf} />
        </>
      )}
    </PanelFrame>
  )
}
