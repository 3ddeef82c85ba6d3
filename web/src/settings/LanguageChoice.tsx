/** The choice of the page's language. Each language is named in its own words. */
import { chooseLanguage, language } from '../preferences.ts'
import { t } from './strings/index.ts'

export const LanguageChoice = () => (
  <fieldset class="segments" aria-label={t('app.language')}>
    <button
      type="button"
      aria-pressed={language.value === 'en'}
      lang="en"
      onClick={() => chooseLanguage('en')}
    >
      EN
    </button>
    <button
      type="button"
      aria-pressed={language.value === 'zh'}
      lang="zh-Hans"
      onClick={() => chooseLanguage('zh')}
    >
      中文
    </button>
  </fieldset>
)
