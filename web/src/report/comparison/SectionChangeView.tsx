/** The sentences of a section that came, went or have other figures. */
import { isOfRules } from '#shared/model-kinds.ts'
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { SectionChange, SentenceChange } from '#shared/contracts/report-comparison.ts'
import type { ComparedReport } from '#shared/report-comparison/compare.ts'
import type { Language } from '#shared/names.ts'
import { language } from '../../preferences.ts'
import { titleOf } from '../../ui/reasons.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { Prose } from '../prose/Prose.tsx'
import { t } from '../strings/index.ts'

type State = SectionChange['after']

const stateText = (state: State): string => {
  if (!state) return t('diff.not_there')
  if (state.status !== 'complete' || !state.writer)
    return [t(`module.${state.status}`), state.reason && titleOf(state.reason)]
      .filter(Boolean)
      .join(': ')
  return isOfRules(state.writer) ? t('report.builtin') : state.writer
}

const countsOf = ({ same, refigured, added, removed }: SectionChange): string =>
  [
    refigured > 0 && t('diff.refigured', { count: refigured }),
    added > 0 && t('diff.sentences_new', { count: added }),
    removed > 0 && t('diff.sentences_gone', { count: removed }),
    same > 0 && t('diff.sentences_same', { count: same }),
  ]
    .filter(Boolean)
    .join(language.value === 'zh' ? '，' : ', ')

export const isSectionChanged = ({
  before,
  after,
  refigured,
  added,
  removed,
}: SectionChange): boolean =>
  before?.status !== after?.status ||
  before?.writer !== after?.writer ||
  refigured + added + removed > 0

interface ProseSide {
  figures: FigureIndex
  language: Language
}

type Sign = 'came' | 'gone' | 'old' | 'now'

const Sentence = ({ text, side, sign }: { text: string; side: ProseSide; sign: Sign }) => (
  <div class={`diff-sentence diff-${sign}`}>
    <span class="diff-sign">{t(`diff.sign_${sign}`)}</span>
    <Prose text={text} figures={side.figures} language={side.language} />
  </div>
)

const Change = ({
  change,
  before,
  after,
}: {
  change: SentenceChange
  before: ProseSide
  after: ProseSide
}) => (
  <li>
    {change.before !== null && (
      <Sentence text={change.before} side={before} sign={change.after === null ? 'gone' : 'old'} />
    )}
    {change.after !== null && (
      <Sentence text={change.after} side={after} sign={change.before === null ? 'came' : 'now'} />
    )}
  </li>
)

const sideOf = ({ report, figures }: ComparedReport): ProseSide => ({
  figures,
  language: report.language,
})

export const SectionChangeView = ({
  section,
  before,
  after,
}: {
  section: SectionChange
  before: ComparedReport
  after: ComparedReport
}) => {
  const { sentences, refigured, added, removed, cut } = section
  const left = refigured + added + removed - sentences.length
  const states = [stateText(section.before), stateText(section.after)]
  return (
    <details class="diff-section">
      <summary>
        <h3>{nameIn(section.names, section.module)}</h3>
        <span class="muted small">
          {[states[0] === states[1] ? null : states.join(' → '), countsOf(section)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </summary>
      <ol class="diff-sentences">
        {sentences.map((change) => (
          <Change
            key={`${change.before} ${change.after}`}
            change={change}
            before={sideOf(before)}
            after={sideOf(after)}
          />
        ))}
      </ol>
      {left > 0 && <p class="muted small">{t('diff.more_sentences', { count: left })}</p>}
      {cut && <p class="notice">{t('diff.cut')}</p>}
    </details>
  )
}
