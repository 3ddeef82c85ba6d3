/**
 * The exhibit `peers` on the page of a report: the group, the standing, and who is near in size.
 */
import { t } from '../strings/index.ts'
import { RowTable } from './RowTable.tsx'
import type { ExhibitViewProps } from './view.ts'

export const Peers = ({ exhibit, figures }: ExhibitViewProps<'peers'>) => {
  const { group, peers, rows } = exhibit
  return (
    <>
      <p class="small">
        {t(`exhibit.group_${group.level}`, { count: group.count, day: group.day })}
        {group.level === 'industry' && group.industry !== null && ` ${group.industry}`}
      </p>
      {peers.length > 0 && (
        <p class="small muted">
          {t('exhibit.nearest')} {peers.map(({ name }) => name).join(', ')}
        </p>
      )}
      <RowTable rows={rows} figures={figures} />
    </>
  )
}
