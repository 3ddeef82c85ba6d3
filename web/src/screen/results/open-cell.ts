/** The cell or the company whose panel is open. */
import { signal } from '@preact/signals'
import type { ListColumn } from '../model/tables.ts'

export type OpenPanel =
  | { kind: 'cell'; row: number; column: ListColumn }
  | { kind: 'company'; row: number }

export const openPanel = signal<OpenPanel | null>(null)
/** The element that gets the focus back when the panel closes. */
let opener: HTMLElement | null = null

const open = (panel: OpenPanel): void => {
  const chosen = document.activeElement
  if (chosen instanceof HTMLElement && !chosen.closest('.origin')) opener = chosen
  openPanel.value = panel
}
export const openCell = ({ row, column }: { row: number; column: ListColumn }): void =>
  open({ kind: 'cell', row, column })
export const openCompany = (row: number): void => open({ kind: 'company', row })
export const closePanel = (): void => {
  openPanel.value = null
  opener?.focus()
  opener = null
}
