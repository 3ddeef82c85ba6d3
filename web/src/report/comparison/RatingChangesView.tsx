/** What changed of the rating: grades, tests, pillars and risks. */
import type { RatingChanges } from '#shared/contracts/report-comparison.ts'
import {
  GRADE_NAMES,
  PILLAR_STATE_NAMES,
  PRICE_GRADE_NAMES,
  TEST_GROUP_NAMES,
} from '#shared/rating/names.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { scoreText } from '../rating/rating-words.ts'
import { t } from '../strings/index.ts'
import { testText, turned } from './comparison-words.ts'

interface Graded {
  grade: string
  score: number | null
}

const gradeText = (
  of: Graded | null,
  names: Readonly<Record<string, { en: string; zh: string }>>,
): string => {
  if (!of) return '—'
  const name = nameIn(names[of.grade] ?? {}, of.grade)
  return of.score === null ? name : `${name} · ${scoreText(of.score)}`
}

const Grade = ({
  title,
  change,
  names,
}: {
  title: string
  change: { before: Graded | null; after: Graded | null } | null
  names: Readonly<Record<string, { en: string; zh: string }>>
}) =>
  change && (
    <p class="diff-grade">
      <span class="muted">{title}</span> {gradeText(change.before, names)} <span>→</span>{' '}
      <strong>{gradeText(change.after, names)}</strong>
    </p>
  )

export const isUnchanged = ({
  fundamentals,
  price,
  tests,
  pillars,
  risks,
}: RatingChanges): boolean =>
  fundamentals === null && price === null && tests.length + pillars.length + risks.length === 0

const Tests = ({ tests }: Pick<RatingChanges, 'tests'>) => (
  <div class="diff-scroll">
    <table class="diff-table" aria-label={t('diff.tests')}>
      <thead>
        <tr>
          <th scope="col">{t('rating.test')}</th>
          <th scope="col">{t('diff.before')}</th>
          <th scope="col">{t('diff.after')}</th>
        </tr>
      </thead>
      <tbody>
        {tests.map((test) => {
          const turn = turned(test)
          return (
            <tr key={test.id}>
              <th scope="row">
                {nameIn(test.names, test.id)}{' '}
                <span class="muted small">{nameIn(TEST_GROUP_NAMES[test.group], test.group)}</span>
                {turn && <span class={`diff-mark diff-${turn}`}>{t(`diff.now_${turn}`)}</span>}
              </th>
              <td>{testText(test.before)}</td>
              <td>{testText(test.after)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  </div>
)

export const RatingChangesView = ({ rating }: { rating: RatingChanges }) => {
  const { fundamentals, price, tests, pillars, risks } = rating
  return (
    <section aria-labelledby="diff-rating" class="diff-part">
      <h2 id="diff-rating">{t('rating.title')}</h2>
      <Grade title={t('rating.fundamentals')} change={fundamentals} names={GRADE_NAMES} />
      <Grade title={t('rating.price')} change={price} names={PRICE_GRADE_NAMES} />
      {tests.length > 0 && <Tests tests={tests} />}
      {rating.unchanged_tests > 0 && (
        <p class="muted small">{t('diff.tests_same', { count: rating.unchanged_tests })}</p>
      )}
      {pillars.length > 0 && (
        <>
          <h3>{t('rating.thesis')}</h3>
          <ul class="diff-list">
            {pillars.map(({ test, claim, before, after }) => (
              <li key={test}>
                {nameIn(claim, test)}{' '}
                <span class="muted">
                  {before ? nameIn(PILLAR_STATE_NAMES[before], before) : '—'} →{' '}
                  {after ? nameIn(PILLAR_STATE_NAMES[after], after) : t('diff.gone')}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {risks.length > 0 && (
        <>
          <h3>{t('diff.risks')}</h3>
          <ul class="diff-list">
            {risks.map(({ id, names, before }) => (
              <li key={id}>
                <span class={`diff-mark diff-${before === null ? 'failed' : 'passed'}`}>
                  {t(before === null ? 'diff.came' : 'diff.gone')}
                </span>{' '}
                {nameIn(names, id)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
