/** A provider's address as a link; text alone when it is none that a browser should follow. */
import type { ComponentChildren } from 'preact'
import { isWebAddress } from './web-address.ts'

export const WebLink = ({ url, children }: { url: string; children: ComponentChildren }) =>
  isWebAddress(url) ? (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ) : (
    <span>{children}</span>
  )
