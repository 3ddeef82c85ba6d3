/** Whether the view is as narrow as a phone's. */
import { signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'

/** As in the styles. */
const NARROW = '(max-width: 560px)'

export const useNarrow = (): boolean => {
  const narrow = useMemo(() => signal(matchMedia(NARROW).matches), [])
  useEffect(() => {
    const query = matchMedia(NARROW)
    const look = () => {
      narrow.value = query.matches
    }
    query.addEventListener('change', look)
    return () => query.removeEventListener('change', look)
  }, [])
  return narrow.value
}
