/**
 * Tabs by the ARIA pattern: arrow keys, Home and End move along the bar, Enter or Space opens a
 * tab. The arrows alone open none, since opening a tab may ask a provider.
 */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface TabsProps<T extends string> {
  label: string
  tabs: readonly T[]
  words: (tab: T) => string
  chosen: T
  choose: (tab: T) => void
  children: ComponentChildren
}

export const Tabs = <T extends string>({
  label,
  tabs,
  words,
  chosen,
  choose,
  children,
}: TabsProps<T>) => {
  const bar = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])]
    const here = buttons.findIndex((button) => button.id === document.activeElement?.id)
    const places: Record<string, number> = {
      ArrowRight: here + 1,
      ArrowLeft: here - 1,
      Home: 0,
      End: -1,
    }
    const place = places[event.key]
    if (place === undefined) return
    event.preventDefault()
    buttons.at(place % buttons.length)?.focus()
  }
  // On a phone the bar scrolls. The open tab is kept visible without moving the page.
  useEffect(() => {
    const open = bar.current?.querySelector<HTMLElement>('[aria-selected="true"]')
    if (bar.current && open)
      bar.current.scrollLeft = open.offsetLeft - (bar.current.clientWidth - open.offsetWidth) / 2
  }, [chosen])
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} ref={bar} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            type="button"
            role="tab"
            key={tab}
            id={`tab-${tab}`}
            aria-selected={chosen === tab}
            aria-controls="tab-panel"
            tabIndex={chosen === tab ? 0 : -1}
            onClick={() => choose(tab)}
          >
            {words(tab)}
          </button>
        ))}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${chosen}`}>
        {children}
      </div>
    </>
  )
}
