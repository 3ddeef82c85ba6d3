/**
 * A table of any number of rows, of which only those in sight are in the document. It is one stop
 * of the Tab key: the arrow keys, Home, End and the page keys move in it, Enter opens what a cell
 * leads to.
 */
import { useSignal } from '@preact/signals'
import { Component, type ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { type GridPlace, movedBy } from './grid-keys.ts'
import { useRowWindow } from './use-row-window.ts'

export interface GridColumn {
  key: string
  head: ComponentChildren
  /** Told where the head is too short for it. */
  title?: string
  /** In pixels. */
  width: number
  /** Whether it is of words: these stand left. */
  text?: boolean
  sorted?: 'asc' | 'desc' | null
  sort?: () => void
}

/** A cell is a link, a button, or only read. */
export interface GridCell {
  content: ComponentChildren
  /** Stands beside the link or button, outside it. */
  beside?: ComponentChildren
  title?: string
  class?: string
  style?: string
  href?: string
  open?: () => void
}

interface GridTableProps {
  /** For screen readers. */
  caption: string
  columns: readonly GridColumn[]
  count: number
  /** Stays the same for one row while the list moves. */
  keyOf(row: number): string
  /** What all cells depend on: while it is the same, a row's cells are not drawn again. */
  version: readonly unknown[]
  cell(row: number, column: number): GridCell
  rowHeight: number
}

/** Draws what is in it again only when something of `of` has changed. */
class Still extends Component<{ of: readonly unknown[]; draw: () => ComponentChildren }> {
  override shouldComponentUpdate(next: this['props'], state: unknown): boolean {
    const { of } = this.props
    // A signal that was read in it has changed: the state is then another one.
    if (state !== this.state || next.of.length !== of.length) return true
    return next.of.some((value, at) => value !== of[at])
  }

  override render() {
    return this.props.draw()
  }
}

const rowAt = (element: HTMLElement): number | null => {
  const row = element.closest<HTMLElement>('[data-row]')?.dataset.row
  return row === undefined ? null : Number(row)
}

export const GridTable = ({
  caption,
  columns,
  count,
  keyOf,
  version,
  cell,
  rowHeight,
}: GridTableProps) => {
  const frame = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const table = useRef<HTMLTableElement>(null)
  const view = useRowWindow(frame, body, count, rowHeight)
  const place = useSignal<GridPlace>({ row: 0, column: 0 })
  const { first, end } = view.shown.value
  const last = Math.min(end, count)
  const start = Math.min(first, last)
  // The list has become shorter: the stop of the Tab key must still be in it.
  const here = {
    row: Math.min(place.value.row, count),
    column: Math.min(place.value.column, columns.length - 1),
  }
  /** The row that the Tab key reaches: the last one that was visited, while it is drawn. */
  const stop = here.row === 0 || (here.row > start && here.row <= last) ? here.row : start + 1

  /** Where the keys have led while that cell has not got the focus yet. */
  const heading = useRef<GridPlace | null>(null)

  /** Whether the cell is drawn. */
  const focusCell = ({ row, column }: GridPlace): boolean => {
    const found = table.current?.querySelector<HTMLElement>(
      `[data-row="${row}"] [data-column="${column}"]`,
    )
    found?.focus({ preventScroll: row > 0 })
    return found != null
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement)) return
    const { column } = event.target.dataset
    const row = rowAt(event.target)
    if (row === null || column === undefined) return
    // A key that follows before the last one has been drawn moves on from where that one leads.
    const from = heading.current ?? { row, column: Number(column) }
    const size = { rows: count + 1, columns: columns.length, page: view.page() }
    const next = movedBy(event, from, size)
    if (!next) return
    event.preventDefault()
    heading.current = next
    place.value = next
    if (next.row > 0) view.reveal(next.row - 1)
  }
  // The cell may be drawn only with the rows that come into sight.
  useLayoutEffect(() => {
    const to = heading.current
    if (to && (to.row > count || focusCell(to))) heading.current = null
  })
  // The row is looked up when it is needed: a row that moves up or down is not drawn again.
  const onFocus = (event: FocusEvent) => {
    if (!(event.target instanceof HTMLElement)) return
    const column = Number(event.target.dataset.column)
    const row = rowAt(event.target)
    if (row === null || Number.isNaN(column)) return
    heading.current = null
    const { row: oldRow, column: oldColumn } = place.peek()
    if (oldRow !== row || oldColumn !== column) place.value = { row, column }
  }
  const stopAt = (isStop: boolean, column: number) => ({
    'data-column': column,
    tabIndex: isStop ? 0 : -1,
  })

  const headCell = ({ head, sorted, sort }: GridColumn, column: number) =>
    sort ? (
      <button
        type="button"
        {...stopAt(stop === 0 && here.column === column, column)}
        onClick={sort}
      >
        <span class="grid-head">{head}</span>
        <span class="grid-sorted" aria-hidden="true">
          {sorted === 'asc' ? '↑' : sorted === 'desc' ? '↓' : ''}
        </span>
      </button>
    ) : (
      <span {...stopAt(stop === 0 && here.column === column, column)}>{head}</span>
    )

  const bodyCell = ({ content, beside, href, open }: GridCell, isStop: boolean, column: number) => {
    const stopHere = stopAt(isStop, column)
    const main =
      href !== undefined ? (
        <a class="cell-main" href={href} {...stopHere}>
          {content}
        </a>
      ) : open ? (
        <button type="button" class="cell-main" {...stopHere} onClick={open}>
          {content}
        </button>
      ) : (
        <span class="cell-main" {...stopHere}>
          {content}
        </span>
      )
    return (
      <>
        {main}
        {beside}
      </>
    )
  }

  const cells = (row: number, stopColumn: number) =>
    columns.map(({ key, text }, column) => {
      const one = cell(row, column)
      const kinds = [text && 'text', one.class].filter(Boolean).join(' ')
      const inner = bodyCell(one, column === stopColumn, column)
      return column === 0 ? (
        <th scope="row" key={key} class={kinds} style={one.style} title={one.title}>
          {inner}
        </th>
      ) : (
        <td key={key} class={kinds} style={one.style} title={one.title}>
          {inner}
        </td>
      )
    })

  const space = (rows: number) =>
    rows > 0 && (
      <tbody aria-hidden="true">
        <tr class="grid-space" style={{ height: `${rows * rowHeight}px` }}>
          <td colSpan={columns.length} />
        </tr>
      </tbody>
    )

  return (
    <div class="grid-frame" ref={frame}>
      <table
        class="grid"
        aria-label={caption}
        aria-rowcount={count + 1}
        ref={table}
        onKeyDown={onKeyDown}
        onFocusIn={onFocus}
        style={{ width: `${columns.reduce((sum, { width }) => sum + width, 0)}px` }}
      >
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={{ width: `${width}px` }} />
          ))}
        </colgroup>
        <thead>
          <tr data-row={0} aria-rowindex={1}>
            {columns.map((one, column) => (
              <th
                scope="col"
                key={one.key}
                class={one.text ? 'text' : undefined}
                title={one.title}
                aria-sort={
                  one.sorted ? (one.sorted === 'asc' ? 'ascending' : 'descending') : undefined
                }
              >
                {headCell(one, column)}
              </th>
            ))}
          </tr>
        </thead>
        {space(start)}
        <tbody ref={body}>
          {Array.from({ length: last - start }, (_, offset) => {
            const row = start + offset
            return (
              <tr
                key={keyOf(row)}
                data-row={row + 1}
                aria-rowindex={row + 2}
                style={{ height: `${rowHeight}px` }}
              >
                <Still
                  of={[...version, stop === row + 1 ? here.column : -1]}
                  draw={() => cells(row, stop === row + 1 ? here.column : -1)}
                />
              </tr>
            )
          })}
        </tbody>
        {space(count - last)}
      </table>
    </div>
  )
}
