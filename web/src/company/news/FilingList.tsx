/** Filings, newest first, to be chosen by their form. */
import { useSignal } from '@preact/signals'
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx'
import { WebLink } from '../../ui/WebLink.tsx'
import { grouped, utcTimeOf } from '../../ui/words.ts'
import { formChoices, OTHER, ofForm, UNNAMED } from './filing-forms.ts'
import { t } from './strings/index.ts'

type FilingItem = ItemsResponse<'filings'>['items'][number]

const wordsOf = (form: string): string =>
  form === OTHER ? t('filings.other') : form === UNNAMED ? t('filings.unnamed') : form

const columnsFor = (rows: readonly FilingItem[]): DataColumn<FilingItem>[] => [
  {
    head: t('filings.filed'),
    cell: ({ item }) => (
      <span
        title={
          item.accepted_at === null
            ? undefined
            : t('filings.accepted', { time: utcTimeOf(item.accepted_at) })
        }
      >
        {item.filed_at}
      </span>
    ),
  },
  {
    head: t('filings.form'),
    text: true,
    cell: ({ item }) => item.form ?? <span class="muted">—</span>,
  },
  {
    head: t('filings.what'),
    text: true,
    cell: ({ item }) => <WebLink url={item.url}>{item.title}</WebLink>,
  },
  ...(rows.some(({ item }) => item.period_end !== null)
    ? [
        {
          head: t('filings.period'),
          cell: ({ item }: FilingItem) => item.period_end ?? <span class="muted">—</span>,
        },
      ]
    : []),
]

export const FilingList = ({ answer }: { answer: ItemsResponse<'filings'> }) => {
  const chosen = useSignal<string | null>(null)
  const rows = answer.items.map((row) => ({ ...row, form: row.item.form }))
  const choices = formChoices(rows)
  const shown = ofForm(rows, choices, chosen.value)
  const options: { form: string | null; count: number }[] = [
    { form: null, count: rows.length },
    ...choices,
  ]
  return (
    <>
      {choices.length > 1 && (
        <fieldset class="chips" aria-label={t('filings.filter')}>
          {options.map(({ form, count }) => (
            <button
              type="button"
              key={form}
              aria-pressed={chosen.value === form}
              onClick={() => {
                chosen.value = form
              }}
            >
              {form === null ? t('filings.all') : wordsOf(form)}{' '}
              <span class="chip-count">{count}</span>
            </button>
          ))}
        </fieldset>
      )}
      <DataTable
        key={chosen.value}
        caption={t('filings.title')}
        rows={shown}
        keyOf={({ id }) => id}
        columns={columnsFor(shown)}
        first={20}
      />
      {chosen.value !== null && (
        <p class="muted small">
          {t('filings.count', { shown: grouped(shown.length), count: grouped(rows.length) })}
        </p>
      )}
    </>
  )
}
