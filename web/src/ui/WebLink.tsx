/** A provider's address as a link. An address that does not lead to the web is only text. */
import type { ComponentChildren } from 'preact'
import { isWebAddress } from '#shared/web-address.ts'

export const WebLink = ({ url, children }: { url: string; children: ComponentChildren }) =>
  isWebAddress(url) ? (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ) : (
    <span>{children}</span>
  )
