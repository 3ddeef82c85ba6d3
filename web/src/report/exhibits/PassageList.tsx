/**
 * Passages with their marks, sources and links. Their words are text: nothing of them is read as
 * markup, and nothing is loaded.
 */
import type { CitedPassage } from '#shared/contracts/exhibit-records.ts'
import { isWebAddress } from '#shared/web-address.ts'
import { providerName } from '../../ui/words.ts'

export const PassageList = ({ passages }: { passages: readonly CitedPassage[] }) => (
  <ol class="passages">
    {passages.map(({ id, day, title, form, source, provider, url }) => (
      <li key={id} id={`passage-${id}`}>
        <span class="passage-id">{id}</span> <bdi>{title}</bdi>
        <span class="muted">
          {' '}
          {[form, source, day].filter((part) => part !== null).join(' · ')}{' '}
        </span>
        {isWebAddress(url) ? (
          <a href={url} target="_blank" rel="noopener noreferrer nofollow">
            {providerName(provider)} ↗
          </a>
        ) : (
          providerName(provider)
        )}
      </li>
    ))}
  </ol>
)
