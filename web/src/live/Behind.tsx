/**
 * Why there is no price, in more words. The text can be long, so it is shown in full only when it
 * is opened.
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
