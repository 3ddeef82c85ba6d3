/** What is doubtful about a price, beside it: in few words, and whole in the title. */
import type { LiveQuote } from './feed/live-quote.ts'
import { t } from './strings/index.ts'

export const QuoteFlags = ({ flags }: { flags: LiveQuote['flags'] }) => (
  <>
    {flags.map((flag) => (
      <span key={flag} class="quote-flag" title={t(`flag.${flag}_why`)}>
        {t(`flag.${flag}`)}
      </span>
    ))}
  </>
)
