/** What changed of the exhibits that the reports cite. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { ExhibitChange } from '#shared/contracts/report-comparison.ts'
import { titleOf } from '../../ui/reasons.ts'
import { WebLink } from '../../ui/WebLink.tsx'
import { t } from '../strings/index.ts'
import { FigureChangeTable } from './FigureChangeTable.tsx'

const stateText = (state: string | null): string => {
  if (state === 'there') return t('diff.there')
  return state === null ? t('diff.not_there') : titleOf(state)
}

const Exhibit = ({
  change,
  before,
  after,
}: {
  change: ExhibitChange
  before: FigureIndex
  after: FigureIndex
}) => {
  const { figures, passages } = change
  const title = t(`exhibit.${change.kind}`)
  return (
    <section class="exhibit" aria-labelledby={`diff-${change.kind}`}>
      <h3 id={`diff-${change.kind}`}>{title}</h3>
      {change.before !== change.after && (
        <p>
          {stateText(change.before)} → {stateText(change.after)}
        </p>
      )}
      {figures.rows.length > 0 && (
        <FigureChangeTable changes={figures} sides={{ before, after }} label={title} />
      )}
      {passages.added + passages.removed > 0 && (
        <p class="muted small">
          {t('diff.passages', { added: passages.added, removed: passages.removed })}
        </p>
      )}
      {passages.new.length > 0 && (
        <ul class="diff-list">
          {passages.new.map(({ id, title: name, day, url }) => (
            <li key={id}>
              <span class="muted small">{day}</span>{' '}
              {url === null ? name : <WebLink url={url}>{name}</WebLink>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

export const ExhibitChanges = ({
  exhibits,
  before,
  after,
}: {
  exhibits: readonly ExhibitChange[]
  before: FigureIndex
  after: FigureIndex
}) => (
  <section aria-labelledby="diff-exhibits" class="diff-part">
    <h2 id="diff-exhibits">{t('exhibit.title')}</h2>
    {exhibits.map((change) => (
      <Exhibit key={change.kind} change={change} before={before} after={after} />
    ))}
  </section>
)
