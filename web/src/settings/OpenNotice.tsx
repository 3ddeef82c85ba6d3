/** Says that the system was started to be open to whoever reaches its address. */
import { me } from './me.ts'
import { t } from './strings/index.ts'

export const OpenNotice = () =>
  me.value?.is_open ? (
    <p class="open-notice" role="note">
      {t('open.notice')}
    </p>
  ) : null
