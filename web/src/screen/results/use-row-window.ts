/**
 * The rows of a long table that are drawn. On a desk the table scrolls in its own frame; on a phone
 * it is as long as its rows and the page scrolls, because one scroll inside another is a trap.
 */
import { type Signal, useSignal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { type RowWindow, scrollToRow, windowOf } from './window.ts'

/** As in the styles: from here on the table has its own frame. */
const FRAMED = '(min-width: 900px) and (min-height: 600px)'
/** The page's head, which covers the upper edge of the page while it scrolls, in pixels. */
const PAGE_HEAD = 56
/** Rows that are drawn before the frame has been measured. */
const FIRST_ROWS = 24

export interface RowView {
  shown: Signal<RowWindow>
  /** Rows in sight. */
  page(): number
  /** Scrolls until a row is wholly in sight. */
  reveal(row: number): void
}

export const useRowWindow = (
  frame: RefObject<HTMLElement | null>,
  body: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): RowView => {
  const shown = useSignal<RowWindow>({ first: 0, end: Math.min(count, FIRST_ROWS) })
  /** The first row in the document, which follows `shown` only when it is drawn. */
  const drawnFirst = useRef(0)
  useLayoutEffect(() => {
    drawnFirst.current = Math.min(shown.peek().first, count)
  })

  const measure = () => {
    if (!frame.current || !body.current) return null
    const isFramed = matchMedia(FRAMED).matches
    const edge = isFramed ? frame.current.getBoundingClientRect().top : 0
    const height = isFramed ? frame.current.clientHeight : innerHeight
    // The rows before those that are drawn are one empty space of the same height.
    const drawn = body.current.getBoundingClientRect().top
    const top = edge - (drawn - drawnFirst.current * rowHeight)
    const head = isFramed ? (frame.current.querySelector('thead')?.offsetHeight ?? 0) : PAGE_HEAD
    return { isFramed, head, view: { top, height, rowHeight } }
  }
  const update = () => {
    const now = measure()
    if (!now) return
    const next = windowOf(now.view, count)
    const { first, end } = shown.peek()
    if (next.first !== first || next.end !== end) shown.value = next
  }
  useEffect(() => {
    update()
    const element = frame.current
    element?.addEventListener('scroll', update, { passive: true })
    addEventListener('scroll', update, { passive: true })
    addEventListener('resize', update)
    return () => {
      element?.removeEventListener('scroll', update)
      removeEventListener('scroll', update)
      removeEventListener('resize', update)
    }
  }, [count, rowHeight])

  return {
    shown,
    page: () => {
      const now = measure()
      return now ? Math.max(1, Math.floor((now.view.height - now.head) / rowHeight) - 1) : 1
    },
    reveal: (row) => {
      const now = measure()
      if (!now) return
      const by = scrollToRow(now.view, row, now.head)
      if (by === 0) return
      if (now.isFramed) frame.current?.scrollBy(0, by)
      else scrollBy(0, by)
      update()
    },
  }
}
