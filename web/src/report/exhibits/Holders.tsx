/** The exhibit `holders` on the page of a report: who they are, and their figures. */
import { RowTable } from './RowTable.tsx'
import type { ExhibitViewProps } from './view.ts'

export const Holders = ({ exhibit, figures }: ExhibitViewProps<'holders'>) => (
  <>
    {exhibit.holders.length > 0 && (
      <ol class="exhibit-list">
        {exhibit.holders.map(({ place, name, kind }) => (
          <li key={place}>
            {name}
            {kind !== null && <span class="muted"> {kind}</span>}
          </li>
        ))}
      </ol>
    )}
    <RowTable rows={exhibit.rows} figures={figures} />
  </>
)
