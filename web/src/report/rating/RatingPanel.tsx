/** The rating at the top of a report: grades, tests as degrees, pillars with falsifiers, risks. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { RatingExhibit } from '#shared/contracts/rating.ts'
import { DANGERS, GRADE_NAMES, PRICE_GRADE_NAMES, UNRATED } from '#shared/rating/names.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { t } from '../strings/index.ts'
import { CitedFigures } from './CitedFigures.tsx'
import { GroupBars } from './GroupBars.tsx'
import { PillarList } from './PillarList.tsx'
import { RiskList } from './RiskList.tsx'
import { TestTable } from './TestTable.tsx'
import { scoreText } from './rating-words.ts'

const Verdict = ({
  title,
  grade,
  name,
  score,
  missing,
}: {
  title: string
  grade: string
  name: string
  score: number | null
  missing: RatingExhibit['price']['missing']
}) => (
  <div class={`verdict verdict-${grade}`}>
    <p class="verdict-title">{title}</p>
    <p class="verdict-grade">{name}</p>
    {score !== null && <p class="small muted">{t('rating.score', { score: scoreText(score) })}</p>}
    {missing.map((reason) => (
      <p key={reason} class="small">
        {nameIn(UNRATED[reason], reason)}
      </p>
    ))}
  </div>
)

export const RatingPanel = ({
  rating,
  figures,
}: {
  rating: RatingExhibit
  figures: FigureIndex | null
}) => {
  const { fundamentals, price } = rating
  return (
    <section class="rating" aria-labelledby="rating-title">
      <h2 id="rating-title">{t('rating.title')}</h2>
      <p class="small muted">{t('rating.note')}</p>
      <div class="verdicts">
        <Verdict
          title={t('rating.fundamentals')}
          grade={fundamentals.grade}
          name={nameIn(GRADE_NAMES[fundamentals.grade], fundamentals.grade)}
          score={fundamentals.score}
          missing={fundamentals.missing}
        />
        <Verdict
          title={t('rating.price')}
          grade={price.grade}
          name={nameIn(PRICE_GRADE_NAMES[price.grade], price.grade)}
          score={price.score}
          missing={price.missing}
        />
      </div>
      {fundamentals.dangers.length > 0 && (
        <ul class="dangers">
          {fundamentals.dangers.map(({ code, tokens }) => (
            <li key={code}>
              <strong>{nameIn(DANGERS[code], code)}</strong>{' '}
              <CitedFigures tokens={tokens} figures={figures} named />{' '}
              <span class="small muted">
                {t('rating.cap', { grade: nameIn(GRADE_NAMES[DANGERS[code].cap], '') })}
              </span>
            </li>
          ))}
        </ul>
      )}
      <GroupBars groups={rating.groups} />
      <PillarList pillars={rating.pillars} figures={figures} />
      <RiskList risks={rating.risks} figures={figures} />
      <TestTable tests={rating.tests} figures={figures} />
    </section>
  )
}
