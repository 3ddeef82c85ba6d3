/**
 * In the origin panel of a computed figure: the failed checks of the filed figures that it rests
 * on. Each of those figures opens in turn.
 */
import type { Derived } from '#shared/contracts/facts.ts'
import type { FigureIndex } from '#shared/book/figure-index.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { followInput } from '../open-origin.ts'
import { wordsOfCheck } from '../quality.ts'
import { periodText } from '../restatements.ts'
import { t, tCode } from '../strings/index.ts'

export const InheritedDoubts = ({
  derived,
  figures,
}: {
  derived: Derived
  figures: FigureIndex
}) => {
  if (!derived.doubts?.length) return null
  return (
    <section class="quality">
      <h3>{t('origin.doubts')}</h3>
      <p class="small">{t('quality.inherited_note')}</p>
      <ul class="inputs">
        {derived.doubts.map(({ check, figure }) => {
          const entry = figures.byId(figure)
          const { name } = wordsOfCheck(figures.about, check)
          const words = name ? nameIn(name, check) : tCode('quality.check', check)
          return (
            <li key={`${check} ${figure}`}>
              {entry ? (
                <button type="button" class="input" onClick={() => followInput(entry, figures)}>
                  <span>
                    {nameIn(entry.label, entry.name)}{' '}
                    <span class="period">{periodText(entry.period)}</span>
                  </span>
                  <span class="input-value">
                    {words} <span aria-hidden="true">›</span>
                  </span>
                </button>
              ) : (
                <span class="muted">{words}</span>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
