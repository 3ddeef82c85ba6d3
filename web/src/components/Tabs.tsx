/** Tabs by the ARIA pattern: arrow keys move, the panel follows. */
import type { Signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'

interface Props<T extends string> {
  label: string
  tabs: readonly T[]
  words: (tab: T) => string
  chosen: Signal<T>
  children: ComponentChildren
}

export const Tabs = <T extends string>({ label, tabs, words, chosen, children }: Props<T>) => {
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = tabs[(tabs.indexOf(chosen.value) + step + tabs.length) % tabs.length]
    if (!step || next === undefined) return
    chosen.value = next
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            type="button"
            role="tab"
            key={tab}
            id={`tab-${tab}`}
            aria-selected={chosen.value === tab}
            aria-controls="tab-panel"
            tabIndex={chosen.value === tab ? 0 : -1}
            onClick={() => {
              chosen.value = tab
            }}
          >
            {words(tab)}
          </button>
        ))}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${chosen.value}`}>
        {children}
      </div>
    </>
  )
}
