/**
 * What stands behind a missing price, in full when opened: it can be as long as the list of who was
 * asked.
 */
import type { LiveView } from './feed/live-quote.ts'
import { behindWords } from './quote-words.ts'

export const Behind = ({ view }: { view: LiveView }) => {
  const words = behindWords(view)
  if (!words) return null
  return (
    <details class="reason-behind" title={words}>
      <summary>
        <span>{words}</span>
      </summary>
    </details>
  )
}
