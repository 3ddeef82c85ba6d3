/** The score of each group of tests, and how many of them could be made. */
import type { RatedGroup } from '#shared/contracts/rating.ts'
import { TEST_GROUP_NAMES } from '#shared/rating/names.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { t } from '../strings/index.ts'
import { DegreeBar } from './DegreeBar.tsx'

export const GroupBars = ({ groups }: { groups: readonly RatedGroup[] }) => (
  <ul class="group-bars">
    {groups.map(({ id, score, made, of, in_doubt }) => (
      <li key={id}>
        <span>{nameIn(TEST_GROUP_NAMES[id], id)}</span>
        <DegreeBar degree={score} />
        <span class="small muted">
          {t('rating.made', { made, of })}
          {in_doubt > 0 && ` · ${t('rating.in_doubt', { count: in_doubt })}`}
        </span>
      </li>
    ))}
  </ul>
)
