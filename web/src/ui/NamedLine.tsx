/** One line of a `dl`: a name and what stands under it. */
import type { ComponentChildren } from 'preact'

export const NamedLine = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
