/** The companies that pass, with the chosen figures. Each figure opens its origin. */
import { companyPath } from '../../router.ts'
import { language } from '../../preferences.ts'
import { cellText } from '../model/amounts.ts'
import { percentileIn } from '../model/axis.ts'
import { choicesOf } from '../model/choices.ts'
import { companyOf } from '../model/companies.ts'
import { headUnit } from '../model/head-unit.ts'
import { labelOf } from '../model/labels.ts'
import type { ScreenModel } from '../model/screen-model.ts'
import { CELL_REASONS, IN_DOUBT } from '#shared/screen/table.ts'
import { t, tSpelled } from '../strings/index.ts'
import { type GridCell, type GridColumn, GridTable } from './GridTable.tsx'
import { openCell, openCompany } from './open-cell.ts'
import { shadeOf } from './shade.ts'
import { useNarrow } from './use-narrow.ts'

/** In pixels, as in the styles. */
export const ROW_HEIGHT = 44
const WIDTHS = {
  desk: { name: 232, figure: 118, more: 48 },
  phone: { name: 148, figure: 96, more: 44 },
}

export const CompanyTable = ({ model }: { model: ScreenModel }) => {
  const width = WIDTHS[useNarrow() ? 'phone' : 'desk']
  const table = model.table.value
  const fields = model.fields.value
  if (!table || !fields) return null
  const { companies } = table
  const shown = model.shown.value
  const list = model.list.value
  const [main] = choicesOf(companies, 'currency')
  const mainCurrency = main?.value ?? null
  const sort = model.shownSort.value

  const columns: GridColumn[] = [
    { key: 'company', head: t('table.company'), width: width.name, text: true },
    ...shown.map(({ text, of, unit }) => ({
      key: text,
      head: (
        <>
          {labelOf(of, fields)} <span class="head-unit">{headUnit(unit, mainCurrency)}</span>
        </>
      ),
      title: labelOf(of, fields),
      width: width.figure,
      sorted: sort?.column === text ? sort.direction : null,
      sort: () => model.sortBy(text),
    })),
    { key: 'more', head: <span class="hidden">{t('table.more_head')}</span>, width: width.more },
  ]

  const company = (row: number): GridCell => {
    const { name, market, symbol, industry } = companyOf(companies, row)
    return {
      title: industry ? `${name} · ${industry}` : name,
      class: 'company-cell',
      content: name,
      ...(symbol !== null && { href: companyPath({ market, symbol, as_of: model.asOf.value }) }),
      beside: (
        <span class="row-under">
          <span class="code">{symbol ?? t('table.no_code')}</span>
          {industry && ` · ${industry}`}
        </span>
      ),
    }
  }

  const figure = (row: number, place: number): GridCell => {
    const column = shown[place]
    const values = column?.evaluated?.column
    if (!column || !values || !column.evaluated) return { content: '…', class: 'coming' }
    const value = values.values[row] ?? Number.NaN
    const byte = values.reasons[row] ?? 0
    const open = () => openCell({ row, column })
    if (Number.isNaN(value)) {
      const reason = CELL_REASONS[byte & ~IN_DOUBT] ?? 'undefined'
      const why = tSpelled('reason', reason)
      return {
        content: (
          <>
            <span aria-hidden="true">—</span>
            <span class="hidden">{why}</span>
          </>
        ),
        title: why,
        class: 'figure-missing',
        open,
      }
    }
    const percentile = Math.round(percentileIn(column.evaluated.sorted, value))
    const isDoubted = (byte & IN_DOUBT) !== 0
    const money = column.unit === 'money' || column.unit === 'money/share'
    return {
      content: (
        <>
          {cellText(value, column.unit, language.value)}
          {money && companies.currencies[row] !== mainCurrency && (
            <span class="cell-currency"> {companies.currencies[row]}</span>
          )}
          {isDoubted && (
            <span class="flag">
              <span class="hidden"> ({t('table.in_doubt')})</span>
            </span>
          )}
        </>
      ),
      title: isDoubted
        ? `${t('table.percentile', { percentile })} · ${t('table.in_doubt')}`
        : t('table.percentile', { percentile }),
      class: 'shaded',
      style: shadeOf(percentile),
      open,
    }
  }

  const more = (row: number): GridCell => {
    const name = t('table.more_of', { name: companyOf(companies, row).name })
    return {
      content: (
        <>
          <span aria-hidden="true">⋯</span>
          <span class="hidden">{name}</span>
        </>
      ),
      class: 'more-cell',
      title: name,
      open: () => openCompany(row),
    }
  }

  return (
    <GridTable
      caption={t('table.caption')}
      columns={columns}
      count={list.length}
      rowHeight={ROW_HEIGHT}
      version={[table, shown, width, language.value, model.asOf.value]}
      keyOf={(place) => companies.ids[list[place] ?? 0] ?? String(place)}
      cell={(place, column) => {
        const row = list[place] ?? 0
        if (column === 0) return company(row)
        return column === columns.length - 1 ? more(row) : figure(row, column - 1)
      }}
    />
  )
}
