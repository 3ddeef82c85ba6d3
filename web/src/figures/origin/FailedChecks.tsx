/**
 * In the origin panel: each check that the figure failed, with its value and the values it was
 * compared with.
 */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { Fact } from '#shared/contracts/facts.ts'
import { formatFigure } from '#shared/format-figure.ts'
import { language } from '../../preferences.ts'
import { exactValue } from '../../ui/numbers.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { providerName } from '../../ui/words.ts'
import { followInput } from '../open-origin.ts'
import { type Against, type FailedCheck, setAgainst, wordsOfCheck } from '../quality.ts'
import { periodText } from '../restatements.ts'
import { t, tCode } from '../strings/index.ts'

const Other = ({ against, figures }: { against: Against; figures: FigureIndex }) => {
  if (against.kind === 'value')
    return (
      <li>
        <span class="against">
          <span>{against.provider ? providerName(against.provider) : t('quality.unknown')}</span>
          <span class="input-value">
            {exactValue(against.value)} {against.unit}
          </span>
        </span>
      </li>
    )
  const { entry } = against
  return (
    <li>
      <button type="button" class="input" onClick={() => followInput(entry, figures)}>
        <span>
          {nameIn(entry.label, entry.name)} <span class="period">{periodText(entry.period)}</span>
        </span>
        <span class="input-value">
          {formatFigure(entry.value, entry.unit, language.value)} <span aria-hidden="true">›</span>
        </span>
      </button>
    </li>
  )
}

const Failed = ({
  fact,
  failed,
  figures,
}: {
  fact: Fact
  failed: FailedCheck
  figures: FigureIndex
}) => {
  const { name, definition } = wordsOfCheck(figures.about, failed.check)
  const others = setAgainst(figures, fact, failed)
  // The other values are as filed, so the figure's own value is shown as filed too.
  const own = others.some(({ kind }) => kind === 'value') ? (fact.converted_from ?? fact) : fact
  return (
    <li>
      <h4>{name ? nameIn(name, failed.check) : tCode('quality.check', failed.check)}</h4>
      {definition && <p class="small">{nameIn(definition, '')}</p>}
      {others.length > 0 && (
        <ul class="inputs">
          <li>
            <span class="against">
              <span>
                {t('quality.this')} <span class="period">{providerName(fact.provider)}</span>
              </span>
              <strong class="input-value">
                {others.some(({ kind }) => kind === 'value')
                  ? `${exactValue(own.value)} ${own.unit}`
                  : formatFigure(own.value, own.unit, language.value)}
              </strong>
            </span>
          </li>
          {others.map((against) => (
            <Other
              key={
                against.kind === 'figure'
                  ? against.entry.id
                  : `${against.provider} ${against.value}`
              }
              against={against}
              figures={figures}
            />
          ))}
        </ul>
      )}
      <p class="muted small" lang="en">
        {failed.detail}
      </p>
    </li>
  )
}

export const FailedChecks = ({ fact, figures }: { fact: Fact; figures: FigureIndex }) => {
  if (fact.quality === 'ok') return null
  return (
    <section class="quality">
      <h3>{t('origin.quality')}</h3>
      <ul>
        {fact.quality.map((failed) => (
          <Failed
            key={`${failed.check} ${failed.detail}`}
            fact={fact}
            failed={failed}
            figures={figures}
          />
        ))}
      </ul>
      <p class="small">{t('quality.note')}</p>
    </section>
  )
}
