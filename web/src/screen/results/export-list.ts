/** The list as a file. What writes it is fetched when it is first asked for. */
import { language } from '../../preferences.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { providerName } from '../../ui/words.ts'
import { download } from '../export/download.ts'
import { type Sheet, sheetOf } from '../export/sheet.ts'
import type { ExportAbout } from '../export/write-xlsx.ts'
import { companyOf } from '../model/companies.ts'
import { labelOf } from '../model/labels.ts'
import type { ScreenModel } from '../model/screen-model.ts'
import { t } from '../strings/index.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const listOf = (model: ScreenModel): { sheet: Sheet; name: string } | null => {
  const table = model.table.value
  const fields = model.fields.value
  if (!table || !fields) return null
  const columns = model.shown.value.flatMap(({ text, of, unit, evaluated }) =>
    evaluated
      ? [
          {
            label: labelOf(of, fields),
            text,
            of,
            values: evaluated.column.values,
            percent: unit === 'ratio' || unit === 'per_year',
          },
        ]
      : [],
  )
  const words = {
    code: t('sheet.code'),
    market: t('sheet.market'),
    name: t('table.company'),
    industry: t('text_field.industry'),
    currency: t('text_field.currency'),
    year_end: t('panel.year_end'),
  }
  const sheet = sheetOf(
    table.companies,
    model.list.value,
    columns,
    words,
    (row) => companyOf(table.companies, row).name,
  )
  const days = model.ready.value.map(({ manifest }) => `${manifest.market}-${manifest.as_of}`)
  return { sheet, name: `screen-${days.join('-')}` }
}

const aboutOf = (model: ScreenModel): ExportAbout => [
  [t('text.label'), model.text.value || t('save.every_company')],
  ...model.ready.value.flatMap(
    ({ manifest }): ExportAbout => [
      [t('sheet.day'), `${manifest.market} ${manifest.as_of}`],
      ...manifest.sources.map(
        (source) =>
          [
            t(`source.${source.kind}`),
            [
              providerName(source.provider),
              source.day,
              source.recorded ? t('badge.recorded') : '',
              nameIn(source.note, ''),
            ]
              .filter(Boolean)
              .join(language.value === 'zh' ? '；' : '; '),
          ] as const,
      ),
    ],
  ),
  [t('sheet.units'), t('sheet.units_note')],
]

export const exportCsv = async (model: ScreenModel): Promise<void> => {
  const list = listOf(model)
  if (!list) return
  const { writeCsv } = await import('../export/write-csv.ts')
  download(`${list.name}.csv`, 'text/csv;charset=utf-8', writeCsv(list.sheet))
}

export const exportXlsx = async (model: ScreenModel): Promise<void> => {
  const list = listOf(model)
  if (!list) return
  const { writeXlsx } = await import('../export/write-xlsx.ts')
  const names = { list: t('sheet.list'), about: t('sheet.about') }
  const bytes = await writeXlsx(list.sheet, aboutOf(model), names)
  download(`${list.name}.xlsx`, XLSX, new Uint8Array(bytes))
}
