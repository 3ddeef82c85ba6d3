/** Whether the view is as narrow as a phone's. */
import { signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'

/** As in the styles. */
const NARROW = '(max-width: 560px)'

export const useNarrow = (): boolean => {
  const narrow = useMemo(() => signal(matchMedia(NARROW).matches), [])
  useEffect(() => {
    const query = matchMedia(NARROW)
    const update = () => {
      narrow.value = query.matches
    }
    query.addEventListener('change', update)
    return () => query.removeEventListener('change', update)
  }, [])
  return narrow.value
}
