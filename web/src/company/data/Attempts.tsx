/** Who was asked for a dataset and what each said, on demand. */
import type { Attempt } from '#shared/contracts/facts.ts'
import { AttemptList } from '../../ui/AttemptList.tsx'
import { t } from './strings/index.ts'

export const Attempts = ({ attempts }: { attempts: readonly Attempt[] }) =>
  attempts.length === 0 ? null : (
    <details class="asked">
      <summary>{t('data.asked')}</summary>
      <AttemptList attempts={attempts} />
    </details>
  )
