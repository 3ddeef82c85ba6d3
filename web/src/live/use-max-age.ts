/**
 * How old a price may be to be shown. It is a setting of the system that is read before any price
 * is asked for.
 */
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { getSystem } from '../api.ts'
import { type Loaded, loader } from '../ui/loaded.ts'

/** The settings come from the service itself, so a failed read is tried again soon. */
const AGAIN_MS = 5_000

export const useMaxAge = (): Loaded<number> => {
  const system = useMemo(() => loader(getSystem), [])
  const now = system.value.value
  useEffect(() => void system.load(), [])
  useEffect(() => {
    if (now.state !== 'failed') return
    const timer = setTimeout(() => void system.load(), AGAIN_MS)
    return () => clearTimeout(timer)
  }, [now.state])
  // While it is tried again, the problem stays on the page.
  const before = useRef<Loaded<number>>({ state: 'loading' })
  if (now.state === 'failed') before.current = now
  return now.state === 'ready'
    ? { state: 'ready', data: now.data.value.quotes.max_age_seconds }
    : before.current
}
