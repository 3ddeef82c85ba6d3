/**
 * How old a price may be that is shown: a setting of the system, read before any price is asked
 * for.
 */
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { getSystem } from '../api.ts'
import { type Loaded, loader } from '../ui/loaded.ts'

/** The settings are served from beside; a failure to read them passes. */
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
  // While it is tried again, what went wrong stays said.
  const before = useRef<Loaded<number>>({ state: 'loading' })
  if (now.state === 'failed') before.current = now
  return now.state === 'ready'
    ? { state: 'ready', data: now.data.value.quotes.max_age_seconds }
    : before.current
}
