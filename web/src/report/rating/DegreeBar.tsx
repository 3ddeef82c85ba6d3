/** A degree from 0 to 1 as a bar with the passing line in its middle; empty where there is none. */
import { t } from '../strings/index.ts'
import { degreeClass, scoreText } from './rating-words.ts'

const PERCENT = 100

export const DegreeBar = ({ degree }: { degree: number | null }) =>
  degree === null ? (
    <span class="degree degree-none">
      <span class="degree-text muted">{t('rating.no_degree')}</span>
    </span>
  ) : (
    <span class={`degree degree-${degreeClass(degree)}`}>
      <span class="degree-track" aria-hidden="true">
        <span class="degree-fill" style={{ width: `${degree * PERCENT}%` }} />
      </span>
      <span class="degree-text">{scoreText(degree)}</span>
    </span>
  )
