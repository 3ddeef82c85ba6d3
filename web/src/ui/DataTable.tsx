/**
 * A table of a dataset. The caption is for screen readers, a long table shows all its rows on
 * demand, and a wide one scrolls inside itself.
 */
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { t } from './strings/index.ts'

export interface DataColumn<R> {
  head: string
  /** Whether the column is of words: these stand left and may wrap. Numbers stand right. */
  text?: boolean
  cell: (row: R) => ComponentChildren
}

interface DataTableProps<R> {
  caption: string
  columns: readonly DataColumn<R>[]
  rows: readonly R[]
  keyOf: (row: R, index: number) => string
  /** How many rows are shown until the reader opens the rest. */
  first?: number
}

const FIRST_ROWS = 12

export const DataTable = <R,>({
  caption,
  columns,
  rows,
  keyOf,
  first = FIRST_ROWS,
}: DataTableProps<R>) => {
  const all = useSignal(false)
  const cut = rows.length > first + 2
  const shown = cut && !all.value ? rows.slice(0, first) : rows
  return (
    <div class="data-table">
      <section class="table-scroll" aria-label={`${caption}. ${t('table.scroll_hint')}`}>
        <table class="data">
          <caption class="hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ head, text }) => (
                <th scope="col" key={head} class={text ? 'text' : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <tr key={keyOf(row, index)}>
                {columns.map(({ head, text, cell }, place) =>
                  place === 0 ? (
                    <th scope="row" key={head} class={text ? 'text' : undefined}>
                      {cell(row)}
                    </th>
                  ) : (
                    <td key={head} class={text ? 'text' : undefined}>
                      {cell(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {cut && (
        <button
          type="button"
          class="quiet small"
          aria-expanded={all.value}
          onClick={() => {
            all.value = !all.value
          }}
        >
          {all.value ? t('table.less') : t('table.more', { count: rows.length })}
        </button>
      )}
    </div>
  )
}
