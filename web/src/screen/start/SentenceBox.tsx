/** A screen said in a sentence. What was made of it stands there to be read and changed first. */
import { useMemo } from 'preact/hooks'
import { language } from '../../preferences.ts'
import { ProblemPanel } from '../../ui/ProblemPanel.tsx'
import { t } from '../strings/index.ts'
import { createTranslation, MAX_SENTENCE, type Translated } from './translation.ts'

const Made = ({
  translated,
  edit,
  take,
  drop,
}: {
  translated: Translated
  edit: (text: string) => void
  take: () => void
  drop: () => void
}) => (
  <div class="sentence-made">
    <label for="sentence-text">
      {t(translated.by === 'rules' ? 'sentence.by_rules' : 'sentence.by_model')}
    </label>
    <textarea
      id="sentence-text"
      class="screen-text-input"
      rows={3}
      spellcheck={false}
      value={translated.text}
      onInput={(event) => edit(event.currentTarget.value)}
    />
    {translated.understood.length > 0 && (
      <div>
        <h3>{t('sentence.understood')}</h3>
        <ul class="said">
          {translated.understood.map((said) => (
            <li key={said}>{said}</li>
          ))}
        </ul>
      </div>
    )}
    {translated.not_understood.length > 0 && (
      <div class="notice">
        <h3>{t('sentence.not_understood')}</h3>
        <ul class="said">
          {translated.not_understood.map((said) => (
            <li key={said}>{said}</li>
          ))}
        </ul>
      </div>
    )}
    <div class="screen-buttons">
      <button
        type="button"
        class="button button-main"
        disabled={translated.text.trim() === ''}
        onClick={take}
      >
        {t('sentence.take')}
      </button>
      <button type="button" class="button" onClick={drop}>
        {t('sentence.drop')}
      </button>
    </div>
  </div>
)

export const SentenceBox = ({ take }: { take: (text: string) => void }) => {
  const model = useMemo(() => createTranslation(), [])
  const now = model.value.value
  const ask = () => void model.ask(language.value)
  return (
    <form
      class="sentence"
      onSubmit={(event) => {
        event.preventDefault()
        ask()
      }}
    >
      <label class="hidden" for="sentence">
        {t('sentence.label')}
      </label>
      <div class="sentence-line">
        <input
          id="sentence"
          type="text"
          autocomplete="off"
          maxLength={MAX_SENTENCE}
          placeholder={t('sentence.placeholder')}
          value={model.sentence.value}
          onInput={(event) => {
            model.sentence.value = event.currentTarget.value
          }}
        />
        <button
          type="submit"
          class="button"
          disabled={now.state === 'asking' || model.sentence.value.trim() === ''}
        >
          {t(now.state === 'asking' ? 'sentence.asking' : 'sentence.ask')}
        </button>
      </div>
      <div role="status">
        {now.state === 'ready' && (
          <Made
            translated={now.translated}
            edit={model.edit}
            take={() => {
              take(now.translated.text)
              model.drop()
            }}
            drop={model.drop}
          />
        )}
      </div>
      {now.state === 'failed' && <ProblemPanel problem={now.problem} retry={ask} />}
    </form>
  )
}
