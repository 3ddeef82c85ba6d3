/** The exhibit `actions` on the page of a report: dividends, splits, and what could not be read. */
import { RowTable } from './RowTable.tsx'
import type { ExhibitViewProps } from './view.ts'

export const Actions = ({ exhibit, figures }: ExhibitViewProps<'actions'>) => (
  <>
    {exhibit.unread.length > 0 && (
      <ul class="exhibit-list">
        {exhibit.unread.map(({ day, words }, place) => (
          <li key={place}>
            {day} {words}
          </li>
        ))}
      </ul>
    )}
    <RowTable rows={exhibit.rows} figures={figures} />
  </>
)
