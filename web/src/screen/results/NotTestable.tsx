/** The companies that could not be tested: which condition, and why. */
import { useSignal } from '@preact/signals'
import type { CellReason } from '#shared/screen/table.ts'
import { language } from '../../preferences.ts'
import { companyPath } from '../../router.ts'
import { grouped } from '../../ui/words.ts'
import { companyOf } from '../model/companies.ts'
import type { Untestable } from '../model/engine.ts'
import type { ScreenModel } from '../model/screen-model.ts'
import { t, tSpelled } from '../strings/index.ts'
import { GridTable } from './GridTable.tsx'
import { ROW_HEIGHT } from './CompanyTable.tsx'
import { useNarrow } from './use-narrow.ts'

const WIDTHS = {
  desk: { company: 240, condition: 260, reason: 300 },
  phone: { company: 148, condition: 150, reason: 250 },
}

export const NotTestable = ({
  model,
  untestable,
  conditionName,
}: {
  model: ScreenModel
  untestable: readonly Untestable[]
  conditionName: (condition: number) => string
}) => {
  const chosen = useSignal<CellReason | null>(null)
  const width = WIDTHS[useNarrow() ? 'phone' : 'desk']
  const table = model.table.value
  if (!table) return null
  const reasons = new Map<CellReason, number>()
  for (const { reason } of untestable) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  const wish = chosen.value !== null && reasons.has(chosen.value) ? chosen.value : null
  const list = wish === null ? untestable : untestable.filter(({ reason }) => reason === wish)
  return (
    <div class="not-testable">
      <p class="muted">{t('untestable.lead')}</p>
      <div class="chips">
        <button
          type="button"
          aria-pressed={wish === null}
          onClick={() => {
            chosen.value = null
          }}
        >
          {t('untestable.all')} <span class="chip-count">{grouped(untestable.length)}</span>
        </button>
        {[...reasons].map(([reason, count]) => (
          <button
            type="button"
            key={reason}
            aria-pressed={wish === reason}
            onClick={() => {
              chosen.value = reason
            }}
          >
            {tSpelled('reason', reason)} <span class="chip-count">{grouped(count)}</span>
          </button>
        ))}
      </div>
      <GridTable
        caption={t('untestable.caption')}
        columns={[
          { key: 'company', head: t('table.company'), width: width.company, text: true },
          {
            key: 'condition',
            head: t('untestable.condition'),
            width: width.condition,
            text: true,
          },
          { key: 'reason', head: t('untestable.reason'), width: width.reason, text: true },
        ]}
        count={list.length}
        rowHeight={ROW_HEIGHT}
        version={[list, width, language.value]}
        keyOf={(place) => {
          const one = list[place]
          return one ? `${one.row} ${one.condition}` : String(place)
        }}
        cell={(place, column) => {
          const one = list[place]
          if (!one) return { content: '' }
          if (column === 1) return { content: conditionName(one.condition) }
          if (column === 2) return { content: tSpelled('reason', one.reason) }
          const { name, market, symbol } = companyOf(table.companies, one.row)
          return {
            title: name,
            class: 'company-cell',
            content: name,
            ...(symbol !== null && { href: companyPath({ market, symbol }) }),
            beside: (
              <span class="row-under">
                <span class="code">{symbol ?? t('table.no_code')}</span>
              </span>
            ),
          }
        }}
      />
    </div>
  )
}
